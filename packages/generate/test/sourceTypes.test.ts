// What a source page can state beside signed calls and single values: it agrees with a description that has the same.
import { describe, expect, test } from "vitest";
import { checkSources } from "../src/checks/checkSources.ts";
import { checkSource, sourceForm } from "../src/checks/sources.ts";
import type { OperationSource } from "../src/checks/sources.ts";
import { subjectOf } from "../src/checks/subject.ts";
import { readAs } from "../src/form.ts";
import { componentName, operationNodes, readOperation } from "../src/model.ts";
import type { OpenApiDocument, OperationNode, Schema } from "../src/model.ts";
import { bundles, copy, discrepancies, references, sources } from "./described.ts";

const [api, id] = ["coin-m-futures", "listOpenOrders"] as const;

type Half = OperationSource["halves"][string];

/** The messages after a change of the page and of the description, each in every language. */
function problemsAfter(
  changePage: (half: Half) => void,
  change: (at: OperationNode, document: OpenApiDocument) => void,
): string[] {
  const page = copy(sources.find(({ operationId }) => operationId === id));
  if (!page) throw new Error(`no source file for ${id}`);
  Object.values(page.halves).forEach(changePage);
  const documents = copy(bundles[api] ?? {});
  for (const document of Object.values(documents)) {
    const at = operationNodes(document).find(({ node }) => node.value.operationId === id);
    if (at) change(at, document);
  }
  const stated = readAs(sourceForm, "page", page);
  return [
    ...checkSource(stated),
    ...checkSources([stated], { [api]: documents }, discrepancies, references),
  ].map(({ place, message }) => `${place}: ${message}`);
}

test.each([
  ["NONE", []],
  ["MARKET_DATA", [{ ApiKey: [] }]],
  ["USER_STREAM", [{ ApiKey: [] }]],
] as const)("a call of type %s", (securityType, security) => {
  const describeIt = ({ node }: OperationNode): void => {
    Object.assign(node.value, { "x-security-type": securityType, security });
  };
  const state = (half: Half): void => void Object.assign(half, { securityType });
  expect(problemsAfter(state, describeIt)).toEqual([]);
  expect(problemsAfter(() => {}, describeIt).join("\n")).toContain(
    "x-security-type: write `x-security-type: USER_DATA`",
  );
});

describe("a field of type", () => {
  const text: Schema = { type: "string" };
  const addField =
    (schema: Schema, sample: unknown) =>
    ({ node, ...rest }: OperationNode, document: OpenApiDocument): void => {
      const name = componentName(readOperation("", { node, ...rest }).itemNode) ?? "";
      const item = document.components?.schemas?.[name];
      item?.required?.push("more");
      Object.assign(item?.properties ?? {}, { more: schema });
      for (const order of subjectOf(document, id)?.published ?? [])
        Object.assign(order, { more: sample });
    };

  test.each<[string, Schema, unknown, unknown]>([
    ["number", { type: "number" }, 2.5, 2.4],
    // A page may show a whole number where a fraction is possible.
    ["number", { type: "number" }, 2, 3],
    ["array", { type: "array", items: text }, ["a", "b"], ["b", "a"]],
    ["object", { type: "object", properties: { a: text } }, { a: "b" }, { a: "c" }],
  ])("%s, %j", (type, schema, sample, other) => {
    const state = (shown: unknown) => (half: Half) =>
      void half.fields.push({ name: "more", type, sample: shown } as Half["fields"][number]);
    expect(problemsAfter(state(sample), addField(schema, sample))).toEqual([]);
    expect(problemsAfter(state(sample), addField(text, sample)).join("\n")).toContain(
      `response field more: has string; write \`type: ${type}\``,
    );
    expect(problemsAfter(state(other), addField(schema, sample)).join("\n")).toContain(
      "response field more: no published example has the page's sample in it",
    );
  });
});

describe("a parameter of type", () => {
  const list = { "application/json": { schema: { type: "array", items: { type: "string" } } } };
  test.each([
    ["DOUBLE", { schema: { type: "number" } }],
    ["INTEGER", { schema: { type: "integer", format: "int32" } }],
    ["LIST", { content: list }],
    ["ARRAY", { content: list }],
  ])("%s", (type, value) => {
    const state = (half: Half): void =>
      void half.parameters.push({ name: "more", type, mandatory: false });
    const describedAs =
      (more: object) =>
      ({ node }: OperationNode): void =>
        void node.value.parameters?.push({ name: "more", in: "query", ...more });
    expect(problemsAfter(state, describedAs(value))).toEqual([]);
    expect(problemsAfter(state, describedAs({ schema: { type: "string" } })).join("\n")).toMatch(
      new RegExp(`parameter more: has type string, the page has ${type}; write \`type: [a-z]+\``),
    );
  });
});
