// What the view of an operation holds, on a description that names none of the published endpoints.
import { expect, test } from "vitest";
import { errorCatalogue } from "../src/catalogue.ts";
import { questionEntries } from "../src/openQuestions.ts";
import { describeApi } from "../src/reference.ts";
import { discrepancies, fixture } from "./fixture.ts";

const bundle = () => ({ api: "fixture", language: "en" as const, document: fixture() });
const api = describeApi(bundle(), discrepancies);
const [operation] = api.operations;

test("an operation carries its own facts and those of its API", () => {
  expect(operation).toMatchObject({
    api: "fixture",
    operationId: "listTrades",
    method: "GET",
    path: "/v1/trades",
    securityType: "USER_DATA",
    schemes: [{ id: "ApiKey", in: "header", name: "X-KEY" }],
    weights: [
      { weight: 2, whenSent: ["symbol"], estimate: false },
      { weight: 9, whenSent: [], estimate: true },
    ],
    rateLimits: [{ limit: 10, intervalMinutes: 5 }],
  });
});

test("parameters come with limits, filter and open questions, through references too", () => {
  expect(operation?.parameters).toMatchObject([
    {
      name: "symbol",
      mandatory: true,
      filter: { keep: "equal", field: "symbol" },
      limits: [
        { kind: "minLength", value: "1" },
        { kind: "maxLength", value: "20" },
      ],
      questions: [{ id: "symbol-question", title: "Which symbol?", reading: "Any." }],
    },
    {
      name: "limit",
      mandatory: false,
      limits: [
        { kind: "default", value: "500" },
        { kind: "minimum", value: "1" },
        { kind: "maximum", value: "1000" },
      ],
    },
  ]);
});

test("fields keep wire order, those behind a reference and nested ones included (case D8)", () => {
  const [body] = operation?.bodies ?? [];
  expect(body?.fields.map(({ path, anchor }) => [path, anchor])).toEqual([
    ["id", "field-id"],
    ["stop", "field-stop"],
    ["fees", "field-fees"],
    ["fees[].amount", "field-fees.amount"],
    ["fees[].asset", "field-fees.asset"],
  ]);
  expect(body?.fields.map(({ presence }) => presence)).toEqual([
    { kind: "always" },
    { kind: "when", conditions: [{ field: "kind", value: "STOP" }] },
    { kind: "always" },
    { kind: "always" },
    { kind: "optional" },
  ]);
  expect(body?.fields[0]?.type).toEqual({ names: ["integer"], nullable: false, format: "int64" });
  expect(body?.fields[1]).toMatchObject({ unit: "USD", type: { nullable: true } });
  expect(body?.fields[4]).toMatchObject({ knownValues: ["BNB"] });
});

test("a code's own retry rule counts, except after a response that is final", () => {
  const [, bad, banned] = operation?.responses ?? [];
  expect(bad?.codes.map(({ code, retry }) => [code, retry])).toEqual([
    [-1021, "resync"],
    [-1, "never"],
  ]);
  expect(banned?.codes.map(({ code, retry }) => [code, retry])).toEqual([[-1021, "abort"]]);
});

test("the catalogue has each code once, grouped by what may be done after it", () => {
  const catalogue = errorCatalogue([api]);
  expect(catalogue.map(({ code, anchor }) => [code, anchor])).toEqual([
    [-1, "error-1"],
    [-1021, "error-1021"],
  ]);
  const [late] = catalogue[1]?.meanings ?? [];
  expect(late?.retries.map(({ retry, places }) => [retry, places[0]?.statuses])).toEqual([
    ["resync", [{ status: "400", anchor: "status-400-1021" }]],
    ["abort", [{ status: "418", anchor: "status-418-1021" }]],
  ]);
});

test("an open question has the pages that show it", () => {
  const [entry] = questionEntries(discrepancies, { fixture: fixture() }, "en");
  expect(entry?.operations).toEqual(["listTrades"]);
});

test("a discrepancy at a place that no page shows is an error", () => {
  const hidden = bundle();
  const get = hidden.document.paths["/v1/trades"]?.get;
  const externalDocs = { url: "https://docs.example", "x-discrepancy": "symbol-question" };
  Object.assign(get ?? {}, { externalDocs });
  Object.assign(get?.parameters?.[0] ?? {}, { "x-discrepancy": [] });
  expect(() => describeApi(hidden, discrepancies)).toThrow(
    /fixture\.en\.json: listTrades: x-discrepancy "symbol-question" stands where no page shows it/,
  );
});
