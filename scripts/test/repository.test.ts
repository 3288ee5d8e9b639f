// What the repository says of itself is true: every command and path that its documents name is there, and the forms
// for issues are such as GitHub takes.
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { describe, expect, test } from "vitest";
import { readJson, ROOT, workspaceFolders } from "../installation.cjs";
import { publishedPackages, readManifest } from "../release/packages.ts";

const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");
const scriptsOf = (folder: string): string[] =>
  Object.keys((readJson(join(folder, "package.json")) as { scripts?: object }).scripts ?? {});
const ofPackages = new Set(workspaceFolders().flatMap(scriptsOf));

const documents = [
  "{AGENTS,CONTRIBUTING,DECISIONS,README,SECURITY}.md",
  "{.changeset,specs}/{BREAKING,README}.md",
  ".github/*.md",
  ".github/ISSUE_TEMPLATE/*.yml",
].flatMap((pattern) => globSync(pattern, { cwd: ROOT }));

/** What stands between backticks, and the lines of shell blocks. */
function code(text: string): string[] {
  const blocks = [...text.matchAll(/^```sh\n([^]*?)^```/gm)].flatMap(([, block = ""]) =>
    block.split("\n"),
  );
  const prose = text.replaceAll(/^```[^]*?^```/gm, "");
  return [...blocks, ...[...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = ""]) => span)];
}

/** Why a command cannot be run, or nothing. */
function wrongCommand(line: string): string | undefined {
  const [tool, verb = "", name = ""] = line.split(/\s+/);
  if (tool === "npm" && verb === "run" && !scriptsOf(".").includes(name))
    return `no script ${name} at the root`;
  if (tool === "npm" && ["start", "test"].includes(verb) && !scriptsOf(".").includes(verb))
    return `no script ${verb}`;
  if (tool === "pnpm" && verb === "run" && !ofPackages.has(name) && !scriptsOf(".").includes(name))
    return `no package has a script ${name}`;
  const isOurs = verb.startsWith("@open-orders/");
  if (tool === "npx" && !isOurs && !existsSync(join(ROOT, "node_modules/.bin", verb)))
    return `no tool ${verb}`;
  return undefined;
}

/** Whether it is meant as a path from the root of the repository: its first part is there, or it ends like a file. */
function looksLikePath(span: string): boolean {
  if (!/^[\w.<>*-]+(\/[\w.<>*{},-]*)*$/.test(span)) return false;
  const [first = "", ...rest] = span.split("/");
  return rest.length > 0 ? readdirSync(ROOT).includes(first) : /\.(json|md|ts|ya?ml)$/.test(span);
}

describe.each(documents)("%s", (file) => {
  const spans = code(read(file));

  test("names commands that there are", () => {
    expect(spans.flatMap((line) => wrongCommand(line) ?? [])).toEqual([]);
  });

  test("names files that there are", () => {
    // A bare name may be that of a file that each API has.
    const places = [".", dirname(file), "specs/*"];
    const isThere = (span: string): boolean =>
      places.some(
        (place) => globSync(`${place}/${span.replaceAll(/<\w+>/g, "*")}`, { cwd: ROOT }).length > 0,
      );
    expect(spans.filter((span) => looksLikePath(span) && !isThere(span))).toEqual([]);
  });
});

test("the documents for contributors are looked into: they name commands and paths", () => {
  for (const file of ["AGENTS.md", "CONTRIBUTING.md"]) {
    const spans = code(read(file));
    expect(spans.filter((span) => span.startsWith("npm ")).length).toBeGreaterThan(2);
    expect(spans.filter(looksLikePath).length).toBeGreaterThan(5);
  }
  expect(wrongCommand("npm run docter")).toBe("no script docter at the root");
});

// GitHub publishes no schema of its forms to install; these are the rules of its page on the syntax of forms.
const text = { type: "string", minLength: 1 };
const options = { type: "array", minItems: 1, uniqueItems: true };
const element = (type: string, attributes: string[], needed: string[]) => ({
  type: "object",
  required: ["type", "attributes"],
  properties: {
    type: { const: type },
    id: { type: "string", pattern: "^[A-Za-z0-9_-]+$" },
    attributes: {
      type: "object",
      properties: Object.fromEntries(
        attributes.map((name) => [name, name === "options" ? options : text]),
      ),
      required: needed,
      additionalProperties: false,
    },
    validations: {
      type: "object",
      properties: { required: { type: "boolean" } },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
});
const question = ["label", "description"];
const questions = [
  element("textarea", [...question, "placeholder", "value", "render"], ["label"]),
  element("input", [...question, "placeholder", "value"], ["label"]),
  element("dropdown", [...question, "options"], ["label", "options"]),
  element("checkboxes", [...question, "options"], ["label", "options"]),
];
const form = {
  type: "object",
  required: ["name", "description", "body"],
  properties: {
    name: text,
    description: text,
    labels: { type: "array", items: text },
    body: {
      type: "array",
      contains: { anyOf: questions },
      items: { anyOf: [element("markdown", ["value"], ["value"]), ...questions] },
    },
  },
  additionalProperties: false,
};

const formFiles = globSync(".github/ISSUE_TEMPLATE/*.yml", { cwd: ROOT }).filter(
  (file) => !file.endsWith("config.yml"),
);

describe.each(formFiles)("%s", (file) => {
  const content = parse(read(file)) as { body?: { id?: string; attributes: { label?: string } }[] };

  test("is a form that GitHub takes", () => {
    const validate = new Ajv({ strict: false, allErrors: true }).compile(form);
    validate(content);
    expect(validate.errors).toBe(null);
    for (const names of [
      content.body?.map(({ id }) => id),
      content.body?.map(({ attributes }) => attributes.label),
    ]) {
      const given = (names ?? []).filter((name) => name !== undefined);
      expect(new Set(given).size).toBe(given.length);
    }
  });

  test("warns of secrets before the first question", () => {
    expect(JSON.stringify(content.body?.[0])).toMatch(
      /Never paste an API key, a secret, a signature or a signed URL/,
    );
  });
});

test("the form for bugs names every published package", () => {
  for (const { manifest } of publishedPackages(ROOT))
    expect(read(".github/ISSUE_TEMPLATE/bug.yml")).toContain(`- "${manifest.name}"`);
});

test("an issue begins with a form, and a weakness with a private report", () => {
  expect(parse(read(".github/ISSUE_TEMPLATE/config.yml"))).toEqual({
    blank_issues_enabled: false,
    contact_links: [
      {
        name: expect.any(String),
        url: expect.stringMatching(/\/security\/advisories\/new$/),
        about: expect.stringContaining("SECURITY.md"),
      },
    ],
  });
});

test("DECISIONS has a line for each dependency of a published package", () => {
  const [, list = ""] =
    /\*\*Shipped dependencies\.\*\*[^]*?\n\n((?:- .*\n)+)/.exec(read("DECISIONS.md")) ?? [];
  const lines = [...list.matchAll(/^- `(.*)` \((.*)\): .+$/gm)];
  const decided = lines.flatMap(([, name, owners = ""]) =>
    owners.split(", ").map((owner) => `@open-orders/${owner} has ${name}`),
  );
  const actual = publishedPackages(ROOT).flatMap(
    ({ manifest: { name, dependencies, peerDependencies } }) =>
      Object.keys({ ...dependencies, ...peerDependencies }).map((other) => `${name} has ${other}`),
  );
  expect(decided.toSorted()).toEqual(actual.toSorted());
});

test("every published package is rehearsed: the package tests depend on it", () => {
  const names = publishedPackages(ROOT).map(({ manifest }) => manifest.name);
  const { devDependencies = {} } = readManifest(join(ROOT, "packages/package-tests"));
  expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(names));
});

test("the devcontainer has the repository's Node, and its command is there", () => {
  const { image, postCreateCommand } = readJson(".devcontainer/devcontainer.json") as Record<
    string,
    string
  >;
  const { devDependencies } = readJson("package.json") as {
    devDependencies: Record<string, string>;
  };
  expect(image).toBe(`node:${devDependencies["node"]?.split(".")[0]}-bookworm`);
  for (const command of postCreateCommand?.split(" && ") ?? [])
    expect(
      wrongCommand(command) ??
        (command.startsWith("scripts/") && !existsSync(join(ROOT, command)) ? command : undefined),
    ).toBe(undefined);
});
