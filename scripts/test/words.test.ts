// Texts for users keep to the standard terms of scripts/words.yaml.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, matchesGlob } from "node:path";
import { parse } from "yaml";
import { expect, test } from "vitest";
import { ROOT } from "../installation.cjs";
import { findWords } from "./words.ts";
import type { Word } from "./words.ts";

const { words, notYet } = parse(readFileSync(join(ROOT, "scripts/words.yaml"), "utf8")) as {
  words: Word[];
  notYet: string[];
};

/** What users read: documents, texts of the descriptions, messages and their translations, and what is printed. */
const forUsers = [
  "*.md",
  ".changeset/*.md",
  ".github/**/*.{md,yml}",
  "packages/*/*.md",
  "packages/*/i18n/*.json",
  "packages/*/src/**/*.{mdx,ts}",
  "scripts/**/*.{cjs,ts}",
  "specs/**/*.{md,yaml}",
];
const notForUsers = ["**/test/**", "scripts/words.yaml", "specs/released/**", "**/CHANGELOG.md"];

const tracked = execFileSync("git", ["ls-files"], { cwd: ROOT, encoding: "utf8" }).trim();
const files = tracked
  .split("\n")
  .filter((file) => forUsers.some((pattern) => matchesGlob(file, pattern)))
  .filter((file) => !notForUsers.some((pattern) => matchesGlob(file, pattern)));
const isChecked = (file: string): boolean => !notYet.some((pattern) => matchesGlob(file, pattern));
const wordsIn = (file: string): string[] =>
  findWords(file, readFileSync(join(ROOT, file), "utf8"), words);

test("texts for users have no old words", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter(isChecked).flatMap(wordsIn)).toEqual([]);
});

test("what is not read yet has old words: a clean area is no longer left out", () => {
  const clean = notYet.filter((pattern) =>
    files.filter((file) => matchesGlob(file, pattern)).every((file) => wordsIn(file).length === 0),
  );
  expect(clean).toEqual([]);
});

const one: Word[] = [{ old: "doubt(s)?", write: "open question" }];
const found = (file: string, content: string): string[] => findWords(file, content, one);

test.each([
  ["a.md", "# A\n\nNo doubt.\n", 3],
  ["a.md", "Doubts\n", 1],
  ["a.yaml", "a: x\ndescription: there is a doubt\n", 2],
  ["a.json", '{\n  "a": "no doubt at all"\n}\n', 2],
  ["a.ts", "\nthrow new Error(`${a} is in doubt`);\n", 2],
])("in %s a word is found: %j", (file, content, line) => {
  expect(found(file, content)).toEqual([
    expect.stringMatching(new RegExp(`^${file}:${line}: "[Dd]oubts?": write open question$`)),
  ]);
});

test.each([
  ["a.md", "`doubt`\n\n```ts\nconst doubt = 1;\n```\n\n[a](doubt.md) undoubted\n"],
  ["a.mdx", 'import doubt from "a";\n\n<Quote file="a doubt" />\n'],
  ["a.yaml", "doubt: id\nkey: doubt\n# no doubt at all\n"],
  ["a.json", '{ "doubt": "https://a.example/doubt" }\n'],
  ["a.ts", '// no doubt at all\nconst doubt = "doubt";\n/* a doubt */\n'],
])("in %s names and code are left alone: %j", (file, content) => {
  expect(found(file, content)).toEqual([]);
});
