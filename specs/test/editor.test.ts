// What an editor says while one types: the settings give every YAML file here a schema, which rejects the same shapes
// as the linter, and shows the words of EXTENSIONS.md.
import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Ajv } from "ajv";
import { parse, parseDocument } from "yaml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLanguageServer } from "./editor/languageServer.ts";
import type { LanguageServer } from "./editor/languageServer.ts";
import { operationFile, remove, set } from "./lint/case.ts";
import { extensionCases } from "./lint/extensions.ts";

const root = resolve(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const { "yaml.schemas": schemas } = JSON.parse(read(".vscode/settings.json")) as {
  "yaml.schemas": Record<string, string>;
};
const under = (pattern: string): string[] =>
  globSync(pattern, { cwd: root, exclude: ["**/{dist,generated,node_modules,reports,test}/**"] })
    .map((file) => file.replaceAll("\\", "/"))
    .toSorted();
const schemaOf = new Map(
  Object.entries(schemas).flatMap(([schema, files]) => under(files).map((file) => [file, schema])),
);

const ajv = new Ajv({ allErrors: true, strict: false });
const validators = new Map(
  Object.keys(schemas).map((schema) => [schema, ajv.compile(JSON.parse(read(schema)) as object)]),
);

/** The places that the schema of a file rejects, by JSON pointer. */
function rejected(file: string, content: unknown): string[] {
  const validate = validators.get(schemaOf.get(file) ?? "");
  if (!validate) throw new Error(`${file}: .vscode/settings.json gives it no schema`);
  validate(content);
  return (validate.errors ?? []).map(({ instancePath, params }) => {
    const unknown = params["additionalProperty"] as string | undefined;
    return unknown === undefined ? instancePath : `${instancePath}/${unknown}`;
  });
}

test("every YAML file has one schema", () => {
  expect(Object.values(schemas).flatMap(under).toSorted()).toEqual(under("specs/**/*.yaml"));
});

test.each(under("specs/**/*.yaml"))("%s is as its schema says", (file) => {
  expect(rejected(file, parse(read(file)))).toEqual([]);
});

describe("a schema rejects what the linter rejects:", () => {
  test.each(extensionCases)("$finds", ({ file, change, at }) => {
    const document = parseDocument(read(`specs/${file}`));
    change(document);
    const place = at.slice(at.indexOf("#") + 1).replace(/^\/$/, "");
    expect(rejected(`specs/${file}`, document.toJS())).toContain(place);
  });

  test("every extension has a case", () => {
    const words = [...read("specs/EXTENSIONS.md").matchAll(/^## (x-.*)$/gm)].map(
      ([, word]) => word,
    );
    expect(words.length).toBeGreaterThan(10);
    const cases = extensionCases.map(({ at }) => at).join("\n");
    expect(words.filter((word) => !cases.includes(`/${word}`))).toEqual([]);
  });
});

test.each([
  ["specs/sources/listOpenOrders.yaml", set(["halves", "en", "snapshoot"], "2026-01-15")],
  ["specs/sources/references.yaml", remove(0, "url")],
  ["specs/discrepancies.yaml", remove(0, "reading")],
  ["specs/discrepancies.zh-CN.yaml", set(["cm-pair-missing", "titel"], "x")],
  ["specs/probes.yaml", set(["cm-pair-missing", "observes"], "x")],
  ["specs/common/zh-CN.overlay.yaml", remove("actions", 0, "target")],
  ["specs/common/headers.yaml", set(["UsedWeight1M", "requierd"], true)],
  ["specs/common/parameters.yaml", remove("recvWindow", "in")],
  ["specs/common/schemas.yaml", set(["ErrorResponse", "typ"], "object")],
  ["specs/common/security.yaml", remove("ApiKey", "in")],
])("a mistake in %s is rejected", (file, change) => {
  const document = parseDocument(read(file));
  change(document);
  expect(rejected(file, document.toJS())).not.toEqual([]);
});

describe("in an editor", () => {
  const file = `specs/${operationFile}`;
  const text = read(file);
  let server: LanguageServer;
  beforeAll(async () => {
    server = await startLanguageServer(root, schemas);
  });
  afterAll(() => server.stop());

  test("a right file has no complaint", async () => {
    expect(await server.diagnose(file, text)).toEqual([]);
  });

  test.each([
    ["  - weight: 40", "  - wieght: 40", "Property wieght is not allowed."],
    ["x-weight:", "x-wait:", "Property x-wait is not allowed."],
    ["x-security-type: USER_DATA", "x-security-type: SIGNED", "Value is not accepted."],
  ])("%s, misspelt, is underlined where it stands", async (right, wrong, message) => {
    const typed = text.replace(right, wrong);
    const line = typed.slice(0, typed.indexOf(wrong)).split("\n").length;
    expect(await server.diagnose(file, typed)).toContainEqual({
      line,
      message: expect.stringContaining(message),
    });
  });

  test("an extension shows what EXTENSIONS.md says of it", async () => {
    await server.diagnose(file, text);
    const shown = await server.hover(file, text, "x-weight:");
    expect(shown).toContain("The first rule whose `whenSent` parameters are all sent applies.");
    expect(shown).toContain("- weight: 40");
  });
});
