// A small report with one of everything, for the tests of how it is shown. What the exchange sent is hostile:
// markup of every kind, commands for a terminal, characters that XML forbids.
import type { Check } from "../../src/index.ts";
import type { ContractReport } from "../../src/run/ContractReport.ts";

/** What a hostile exchange returned. */
export const hostile =
  'a <script>alert("x")</script> & ]]> | `code` ``two`` \u001B[31mred\u0000 \uD800 \u202Eback @you [x](javascript:1) \'end';
/** The same with nothing in it that is obeyed or forbidden. */
export const harmless =
  'a <script>alert("x")</script> & ]]> | `code` ``two`` \uFFFD[31mred\uFFFD \uFFFD \uFFFDback @you [x](javascript:1) \'end';

const api = "coin-m-futures";
const operation = "listOpenOrders";
const get = "/paths/~1dapi~1v1~1openOrders/get";
const check = (rule: string, pointer: string): Check => ({
  api,
  operation,
  rule,
  level: "raw",
  basis: "source",
  expected: { what: "a weight of 1 for each call", pointer },
  needs: [],
  run: async () => ({ outcome: "passed", exercised: [], unknown: [] }),
});
const fact = { api, operation, pointer: `${get}/x-weight/0`, key: `${get}/x-weight/0` };

export const failedPointer = `${get}/x-weight/0`;
export const repeat = `q='symbol=A'"$(date +%s)000"; curl -sS 'https://exchange.test/'"?$q"`;

export const report: ContractReport = {
  target: "https://exchange.test",
  startedAt: "2026-01-15T08:09:10.123Z",
  elapsedMs: 65_432,
  weightSpent: { "portfolio-margin": 5, "coin-m-futures": 81 },
  runs: [
    {
      check: check("schema: side", "/components/schemas/CoinMOpenOrder/properties/side"),
      result: { outcome: "passed", exercised: [], unknown: [`side = "${hostile}"`] },
      elapsedMs: 1234,
    },
    {
      check: check("weights: symbol sent", failedPointer),
      result: {
        outcome: "failed",
        actual: hostile,
        message: `listOpenOrders: weights: symbol sent (raw): expected it, actual ${hostile}`,
        causes: ["weight"],
        repeat,
      },
    },
    {
      check: check("parameters: unknown", `${get}/x-weight/1`),
      result: {
        outcome: "unconfirmed",
        actual: "status 400, code -1104",
        message: "listOpenOrders: parameters: unknown (raw): expected -1103, actual -1104",
        causes: ["listOpenOrders returns status 400, code -1104"],
      },
    },
    {
      check: check("timing: as old as the default window", `${get}/x-weight/1`),
      result: { outcome: "skipped", reason: "the target's clock cannot be set" },
    },
    {
      check: {
        ...check("schema: side", "/components/schemas/MarginOpenOrder/properties/side"),
        api: "portfolio-margin",
        operation: "listMarginOpenOrders",
        level: "method",
      },
      result: { outcome: "passed", exercised: [], unknown: [] },
    },
  ],
  coverage: [
    {
      ...fact,
      kind: "operation",
      name: operation,
      exercisedBy: ["listOpenOrders: schema: side (raw)"],
    },
    {
      ...fact,
      kind: "status",
      name: "200",
      exercisedBy: ["listOpenOrders: schema: side (raw)"],
    },
    { ...fact, kind: "status", name: "418", exercisedBy: [] },
    { ...fact, kind: "rule", name: "400 x-retry", exercisedBy: [] },
  ],
  unknown: [
    { api, operation, what: `side = "${hostile}"`, seenBy: ["listOpenOrders: schema: side (raw)"] },
  ],
  probes: [
    {
      discrepancy: "cm-weight-wording",
      title: "Does `pair` lower the weight?",
      seen: "The count rose by 40.",
      outcome: "supports",
      agreesWith: ["listOpenOrders"],
    },
    {
      discrepancy: "nobody-knows",
      title: "An unknown question",
      seen: hostile,
      outcome: "contradicts",
      agreesWith: [],
    },
  ],
};

/** The same run without a finding. */
export const quiet: ContractReport = {
  ...report,
  elapsedMs: 9300,
  weightSpent: {},
  runs: report.runs.filter(
    ({ result }) => result.outcome === "passed" && result.unknown.length === 0,
  ),
  coverage: [],
  unknown: [],
  probes: [],
};
