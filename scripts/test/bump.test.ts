// What packages need for changes of the descriptions, how it is reported, and what is drafted.
import { expect, test } from "vitest";
import type { Change } from "@open-orders/generate/change";
import type { Bump } from "@open-orders/generate/bumps";
import changelog from "../bump/changelog.ts";
import { draftsOf } from "../bump/draft.ts";
import { bumpFor, isLess, needsOf, shortfallsOf } from "../bump/needs.ts";
import type { Pending } from "../bump/pending.ts";
import { changeLines, shortfallLines } from "../bump/report.ts";

const specs = "@open-orders/specs";
const client = "@open-orders/client";
const tests = "@open-orders/contract-tests";

function change(text: string, needs: Change["needs"]): Change {
  const severity = (["major", "minor", "patch"] as const).find((bump) =>
    Object.values(needs).includes(bump),
  );
  return {
    apis: ["tickets"],
    rule: "some-rule",
    severity: severity ?? "patch",
    needs,
    place: "specs/tickets/openapi.yaml:7",
    text: { en: text, "zh-CN": `${text}（中文）` },
  };
}

const gone = change("`id` is gone.", { [specs]: "major", [client]: "major", [tests]: "minor" });
const lost = change("`at` is gone.", { [specs]: "major", [client]: "major", [tests]: "minor" });
const more = change("`by` is new.", { [specs]: "minor", [client]: "minor", [tests]: "minor" });
const text = change("Other words.", { [specs]: "patch" });

function pending(version: string, promised: Partial<Record<string, Bump>>): Pending[] {
  return ([specs, client, tests] as const).map((name) => ({
    name,
    rules: [name],
    version,
    promised: promised[name],
  }));
}

/** Each package that promises too little, with what it needs. */
const short = (changes: Change[] | undefined, state: Pending[]): string[] =>
  shortfallsOf(needsOf(changes, state)).map(({ name, bump }) => `${name} ${bump}`);

test.each([
  ["major", "1.0.0", "major"],
  ["major", "12.3.4", "major"],
  ["major", "0.9.1", "minor"],
  ["major", "1.0.0-next.2", "major"],
  ["major", "0.4.0-next.2", "minor"],
  ["minor", "0.9.1", "minor"],
  ["patch", "0.9.1", "patch"],
] as const)("a %s change of a package at %s takes a %s release", (need, version, bump) => {
  expect(bumpFor(need, version)).toBe(bump);
});

test.each([
  ["minor", "major", true],
  ["patch", "minor", true],
  [undefined, "patch", true],
  [undefined, undefined, true],
  ["patch", undefined, false],
  ["minor", "minor", false],
  ["major", "patch", false],
] as const)("to promise %s where %s is needed: too little is %s", (promised, need, less) => {
  expect(isLess(promised, need)).toBe(less);
});

test("the gravest change for a package's users counts, and nobody else's", () => {
  expect(short([text, more, gone], pending("1.2.3", {}))).toEqual([
    `${specs} major`,
    `${client} major`,
    `${tests} minor`,
  ]);
  expect(short([text], pending("1.2.3", {}))).toEqual([`${specs} patch`]);
  expect(short([], pending("1.2.3", {}))).toEqual([]);
  const promised = { [specs]: "major", [client]: "minor", [tests]: "minor" } as const;
  expect(short([gone], pending("1.2.3", promised))).toEqual([`${client} major`]);
  expect(short([gone], pending("0.2.3", promised))).toEqual([]);
});

test("a package that bundles others needs a patch where one of them needs anything", () => {
  const cli: Pending = { name: "cli", rules: [client], version: "0.2.3", promised: undefined };
  expect(short([gone, more], [cli])).toEqual(["cli patch"]);
  expect(short([text], [cli])).toEqual([]);
  expect(draftsOf([gone], shortfallsOf(needsOf([gone], [cli])))).toEqual([
    '---\n"cli": patch\n---\n\n`id` is gone.\n',
  ]);
});

test("a first release needs every package in a changeset, with whatever bump", () => {
  expect(short(undefined, pending("0.0.0", { [specs]: "patch", [tests]: "minor" }))).toEqual([
    `${client} undefined`,
  ]);
});

test("each change is reported with its place and the packages it concerns", () => {
  expect(changeLines([gone, text], "v1.0.0")).toEqual([
    "Since v1.0.0 the descriptions changed in 2 places:",
    "",
    "major: `id` is gone.",
    "  specs/tickets/openapi.yaml:7 (tickets)",
    "  major: specs, client; minor: contract-tests",
    "",
    "patch: Other words.",
    "  specs/tickets/openapi.yaml:7 (tickets)",
    "  patch: specs",
  ]);
  expect(changeLines([text], undefined)[0]).toBe(
    "Since the last release the descriptions changed in one place:",
  );
});

test("what is said of a minor before 1.0 is said only there", () => {
  const reported = (version: string): string => {
    const needs = needsOf([gone], pending(version, {}));
    return shortfallLines(needs, shortfallsOf(needs)).join("\n");
  };
  expect(reported("0.2.0")).toContain("Before 1.0");
  expect(reported("1.0.0")).not.toContain("Before 1.0");
  expect(reported("1.0.0")).toContain(
    `✗ ${specs} 1.0.0 is in no changeset and needs major: \`id\` is gone. specs/tickets/openapi.yaml:7`,
  );
});

test("a draft for each set of packages and bumps, gravest first; what is promised already is left out", () => {
  const changes = [more, text, gone, lost];
  const state = pending("1.2.3", { [tests]: "minor", [specs]: "minor" });
  expect(draftsOf(changes, shortfallsOf(needsOf(changes, state)))).toEqual([
    `---\n"${specs}": major\n"${client}": major\n---\n\nThe descriptions changed in ways that programs must follow:\n\n- \`id\` is gone.\n- \`at\` is gone.\n`,
    `---\n"${client}": minor\n---\n\n\`by\` is new.\n`,
  ]);
});

test("before 1.0 a draft says minor where something breaks", () => {
  const drafts = draftsOf([gone], shortfallsOf(needsOf([gone], pending("0.2.3", {}))));
  expect(drafts).toEqual([
    `---\n"${specs}": minor\n"${client}": minor\n"${tests}": minor\n---\n\n\`id\` is gone.\n`,
  ]);
});

test("a line of a changelog keeps its paragraphs, and links nothing that is not committed", async () => {
  const written = { id: "a", summary: "One.\n\n- two\n- three", releases: [] };
  expect(await changelog.getReleaseLine(written, "minor", null)).toBe(
    "- One.\n\n  - two\n  - three",
  );
  expect(await changelog.getDependencyReleaseLine([], [], null)).toBe("");
});
