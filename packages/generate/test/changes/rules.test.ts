// The rules about changes: none is missing for any of our words, none is dead, and what no rule knows is severe.
import { describe, expect, test } from "vitest";
import { changeOf, ruleOf } from "../../src/changes/change.ts";
import { rules } from "../../src/changes/rules.ts";
import { differencesOf } from "../../src/changes/difference.ts";
import type { Difference } from "../../src/changes/difference.ts";
import { collections, grammar, kindOf } from "../../src/changes/grammar.ts";
import type { Kind } from "../../src/changes/grammar.ts";
import type { OpenApiDocument, OperationObject } from "../../src/model.ts";
import { listTickets, smallDocument } from "../smallDocument.ts";
import { extendTypes } from "../../../../specs/lint/extensions.js";

/** The kinds of objects that may hold a word of ours, and the words of each. */
const kinds = Object.keys(grammar).filter((kind) => !collections.has(kind as Kind)) as Kind[];
const plain = { properties: {}, extensionsPrefix: "x-" };
const types = extendTypes(Object.fromEntries(kinds.map((kind) => [kind, plain])));
const words = kinds.flatMap((kind) =>
  Object.keys(types[kind]?.properties ?? {}).map((word) => [kind, word] as const),
);

function difference(at: string, is: Difference["is"], side: Difference["side"]): Difference {
  const documents = { before: smallDocument(), after: smallDocument() };
  const values = {
    before: is === "added" ? undefined : [],
    after: is === "removed" ? undefined : [],
  };
  return { at, is, side, ...values, subject: "it", place: [], nearest: [], documents };
}

test("our words are found where the lint rules declare them", () => {
  expect(words).toContainEqual(["Operation", "x-weight"]);
  expect(words).toContainEqual(["Example", "x-remedy"]);
  expect(new Set(words.map(([, word]) => word)).size).toBeGreaterThanOrEqual(16);
});

describe.each(words)("%s: %s", (kind, word) => {
  const members = kindOf(kind, word);
  const at = members ? `${members}.*` : `${kind}.${word}`;

  test.each(["added", "removed", "changed"] as const)("has a rule for what is %s", (is) => {
    for (const side of ["request", "response"] as const)
      expect(ruleOf(difference(at, is, side)).id).not.toBe("unknown");
  });
});

test("what no rule knows breaks callers, until a rule says otherwise", () => {
  const known = smallDocument();
  const odd = { ...smallDocument(), "x-new": 1 } as OpenApiDocument;
  const [found, ...others] = differencesOf("tickets", known, odd);
  expect(others).toEqual([]);
  expect(found).toMatchObject({ at: "Root.x-new", is: "added", subject: "tickets" });
  expect(ruleOf(found as Difference)).toMatchObject({
    id: "unknown",
    needs: ["major", "major", "major", "minor"],
  });
});

test("a schema that is both sent and received is judged from both sides", () => {
  const [before, after] = [["BUS", "TRAIN"], ["BUS"]].map((values) => {
    const document = smallDocument();
    const kind = { type: "string", "x-extensible-enum": values };
    Object.assign(document.components?.schemas ?? {}, { Kind: kind });
    const reference = { $ref: "#/components/schemas/Kind" };
    const operation = document.paths["/v1/tickets"]?.get;
    operation?.parameters?.push({ name: "kind", in: "query", schema: reference });
    const ticket = document.components?.schemas?.["Ticket"];
    Object.assign(ticket?.properties ?? {}, { kind: reference });
    return document;
  }) as [OpenApiDocument, OpenApiDocument];
  const found = differencesOf("tickets", before, after).map((one) => ruleOf(one).id);
  expect(found).toEqual(["parameter-value-removed", "value-removed"]);
});

/** The rules for the differences that a change makes, and what each is called. */
function judged(
  change: (operation: OperationObject, document: OpenApiDocument) => void,
  before = smallDocument(),
) {
  const after = structuredClone(before);
  const [item] = Object.values(after.paths);
  if (item?.get) change(item.get, after);
  return differencesOf("tickets", before, after).map((one) => [ruleOf(one).id, one.subject]);
}

test("what a list of a parameter holds is judged like any value that is sent", () => {
  const found = judged(({ parameters = [] }) => {
    for (const parameter of parameters)
      if ("content" in parameter)
        parameter.content = {
          "application/json": { schema: { type: "array", items: { type: "boolean" } } },
        };
  });
  expect(found.map(([id]) => id)).toEqual(["type"]);
});

describe("a parameter of the path", () => {
  const byId = smallDocument({
    paths: {
      "/v1/tickets/{ticketId}": {
        get: listTickets({
          parameters: [
            { name: "ticketId", in: "path", required: true, schema: { type: "string" } },
          ],
        }),
      },
    },
  });
  const rename = (path: string) => (_: OperationObject, document: OpenApiDocument) => {
    document.paths = { [path]: document.paths["/v1/tickets/{ticketId}"] ?? {} };
  };

  test("that comes, goes or has another name is another path", () => {
    for (const path of ["/v1/tickets", "/v1/tickets/{id}", "/v1/tickets/{ticketId}/{seat}"])
      expect(new Set(judged(rename(path), byId).map(([rule]) => rule))).toEqual(
        new Set(["call-added", "call-removed"]),
      );
  });

  test("that has another type breaks callers", () => {
    const found = judged(({ parameters: [parameter] = [] }) => {
      if (parameter && "schema" in parameter) parameter.schema = { type: "boolean" };
    }, byId);
    expect(found).toEqual([["type", "listTickets.ticketId"]]);
  });
});

test("what only an unknown word refers to is compared, too", () => {
  const [before, after] = ["string", "integer"].map((type) => {
    const document = smallDocument();
    const odd = { oneOf: [{ $ref: "#/components/schemas/Odd" }] };
    Object.assign(document.components?.schemas ?? {}, { Odd: { type }, Even: odd });
    return document;
  }) as [OpenApiDocument, OpenApiDocument];
  expect(differencesOf("tickets", before, after).map(({ at, subject }) => [at, subject])).toEqual([
    ["Schema.type", "Odd"],
  ]);
});

test("redocly diff may find a change moreSevere: for those who call, and nobody else", () => {
  const worded = difference("Parameter.description", "changed", "request");
  expect(changeOf("tickets", worded, "a.yaml:1", "patch").needs).toEqual({
    "@open-orders/specs": "patch",
    "@open-orders/client": "patch",
  });
  expect(changeOf("tickets", worded, "a.yaml:1", "major")).toMatchObject({
    severity: "major",
    needs: { "@open-orders/specs": "major", "@open-orders/client": "major" },
    text: {
      en: "`it` is described in other words: only the words change (redocly diff: major).",
      "zh-CN": "`it` 的说明文字有变：仅文字变动（redocly diff：major）。",
    },
  });
  const breaks = difference("Schema.type", "changed", "response");
  expect(changeOf("tickets", breaks, "a.yaml:1", "patch").needs).toEqual(
    changeOf("tickets", breaks, "a.yaml:1", undefined).needs,
  );
});

test("ids are unique, and each rule says in both languages what changed and what it means", () => {
  const ids = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { en, "zh-CN": chinese } of rules) {
    expect(chinese).toMatch(/\p{Script=Han}.*：.*\p{Script=Han}/u);
    expect(en).toMatch(/^[^\p{Script=Han}]+: [^\p{Script=Han}]+$/u);
    const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();
    expect(holes(chinese)).toEqual(holes(en));
  }
});
