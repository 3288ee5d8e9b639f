// The contract tests judge an exchange that nobody tuned them for: nothing is found where nothing is wrong, also where it
// uses other codes than ours; and one mistake is one finding, which names it.
import { describe, expect, test } from "vitest";
import { runContract } from "../../src/index.ts";
import type { ContractOptions, ContractReport, Target } from "../../src/index.ts";
import { firstOf, operations } from "../operations.ts";
import { createOtherExchange, faults, oneId, onePath, otherKey, path } from "./otherExchange.ts";
import type { ExchangeFault, OtherOptions } from "./otherExchange.ts";

const list = firstOf(
  operations.filter((operation) => operation.path === path),
  "list of the exchange",
);
const { document } = list.node;
/** Its description; that of the others is not needed. */
const described = { ...document, paths: { [path]: document.paths[path] } };
const listAlone = { [list.api]: described };

async function reportOn(
  options: Omit<OtherOptions, "now">,
  changes: Partial<Target> = {},
  run: Omit<ContractOptions, "target"> = { descriptions: listAlone },
): Promise<ContractReport> {
  let time = Date.UTC(2026, 0, 15, 12, 30, 20);
  const now = (): number => time;
  const target: Target = {
    name: "other exchange",
    baseUrl: { [list.api]: "http://127.0.0.1:1" },
    fetch: createOtherExchange({ now, ...options }),
    credentials: { hmac: otherKey },
    clock: { now },
    shared: true,
    ...changes,
  };
  const sleep = async (ms: number) => {
    time += ms;
    return Promise.resolve();
  };
  return runContract({ target, now, sleep, ...run });
}

const failed = ({ runs }: ContractReport): readonly string[] =>
  runs.flatMap(({ result }) => (result.outcome === "failed" ? [result.message] : []));
const repeated = ({ runs }: ContractReport): string =>
  runs.map(({ result }) => ("repeat" in result ? (result.repeat ?? "") : "")).join("\n");
const unconfirmed = ({ runs }: ContractReport): readonly string[] =>
  runs.flatMap(({ check, result }) => (result.outcome === "unconfirmed" ? [check.rule] : []));

test("an exchange without a mistake has no finding, and is checked", async () => {
  const report = await reportOn({});
  expect({ failed: failed(report), unconfirmed: unconfirmed(report) }).toEqual({
    failed: [],
    unconfirmed: [],
  });
  // Only what it serves is asked, and weighed as that.
  expect(Object.keys(report.weightSpent)).toEqual([list.api]);
  const passed = report.runs.filter(({ result }) => result.outcome === "passed");
  expect(passed.length).toBeGreaterThan(100);
});

test("other codes for an unknown parameter and an empty one are reported, and fail nothing", async () => {
  const report = await reportOn({ codes: { unknown: -1104, empty: -1102 } });
  expect(failed(report)).toEqual([]);
  expect(unconfirmed(report)).toEqual(["parameters: symbol empty", "parameters: unknown"]);
});

/** What the one finding of each fault says. */
const named: Readonly<Record<ExchangeFault, RegExp>> = {
  "drops a field": /schema: positionSide .* actual an item without it$/u,
  "sends a price as a number": /schema: price .* actual must be string, is 94120.5$/u,
  "rounds ids": /exactness: digits of orderId .* rounded as doubles are/u,
  "ignores symbol":
    /filters: symbol of the first item .* symbol=BTCUSD_PERP: 3 of 5 items are others$/u,
  "ignores pair": /filters: pair of the first item .* pair=BTCUSD: 2 of 5 items are others$/u,
  "matches the beginning of a symbol": /filters: symbol of no item, but as one begins .* others$/u,
  "sends times in seconds":
    /orders: time in milliseconds .* actual time is 1768412800, in 5 of 5 orders$/u,
  "sends an order twice": /orders: unique by symbol and orderId .* again, in 1 of 6 orders$/u,
  "fills more than was ordered":
    /orders: executedQty at most origQty .* executedQty is 120, origQty 100/u,
  "wraps the list in an object": /schema: the response .* actual status 200, an object$/u,
  "sends the list as text/plain": /schema: the response .* content type text\/plain$/u,
  "does not verify signatures": /security: .*signature.* actual status 200/u,
  "does not look at the key": /security: unknown key .* actual status 200/u,
  "accepts old requests": /timing: well beyond the default window .* actual status 200/u,
  "accepts requests from the future": /timing: timestamp well ahead .* actual status 200/u,
  "counts every call as 1": /weights: nothing sent .* a weight of 40 .* actual 1 for a call$/u,
  "leaves the weight out": /headers: 200 X-MBX-USED-WEIGHT-1M .* actual status 200 without it$/u,
  "signs the decoded query": /security: signature over the decoded query .* actual status 200/u,
  "wants signatures in lower case": /security: signature in upper case .* code -1022$/u,
  "rejects recvWindow": /parameters: recvWindow sent .* actual status 400, code -1106$/u,
};

test("the request that a finding can be seen with is the one that was filtered", async () => {
  expect(repeated(await reportOn({ fault: "ignores pair" }))).toContain("pair=BTCUSD&");
});

describe.each(faults)("an exchange that %s", (fault) => {
  test.each([undefined, { unknown: -1104, empty: -1102 }])(
    "has one finding (codes %o)",
    async (codes) => {
      const report = await reportOn({ fault, ...(codes && { codes }) });
      expect(failed(report)).toEqual([expect.stringMatching(named[fault])]);
    },
  );
});

describe("an operation that returns one object", () => {
  const id = "getOpenOrder";
  const { value } = list.node;
  const [order] = list.result.examples.flatMap((example) => example.value);
  const rejected = firstOf(
    list.responses.filter(({ status }) => status === "400"),
    "error response",
  ).node.value;
  const json = "application/json";
  const examples = {
    ...rejected.content?.[json]?.examples,
    NO_SUCH_ORDER: { value: { code: -2013, msg: "Order does not exist." } },
  };
  /** The descriptions of the list and of such an operation. */
  const descriptions = {
    [list.api]: {
      ...described,
      paths: {
        ...described.paths,
        [onePath]: {
          get: {
            ...value,
            operationId: id,
            "x-weight": [{ weight: 1 }],
            parameters: [
              {
                name: "orderId",
                in: "query",
                required: true,
                "x-filter": { field: "orderId", keep: "equal" },
                schema: { type: "integer", format: "int64", minimum: 0 },
                example: 1_917_641,
              },
              ...(value.parameters ?? []).slice(-2),
            ],
            responses: {
              ...value.responses,
              "200": {
                ...list.success.node.value,
                content: {
                  [json]: {
                    schema: { $ref: `#${list.itemNode.pointer}` },
                    examples: { one: { value: order } },
                  },
                },
              },
              "400": {
                ...rejected,
                content: { [json]: { ...rejected.content?.[json], examples } },
              },
            },
          },
        },
      },
    },
  };
  const only = `${id}: `;
  const levels = ["raw"] as const;
  const asked = { only, levels, descriptions };
  const outcomes = ({ runs }: ContractReport, outcome: string): readonly string[] =>
    runs.flatMap(({ check, result }) => (result.outcome === outcome ? [check.rule] : []));
  const reason =
    "the account has nothing that orderId=1917641 selects; say with --data what getOpenOrder returns of it";

  test.each([true, false])(
    "fails nothing where nobody said what the account has (shared: %s)",
    async (shared) => {
      const report = await reportOn({}, { shared }, asked);
      expect(failed(report)).toEqual([]);
      const reasons = report.runs.flatMap(({ check, result }) =>
        "reason" in result && result.reason === reason ? [check.rule] : [],
      );
      expect(reasons).toEqual(
        expect.arrayContaining([
          "schema: side",
          "exactness: digits of orderId",
          "security: hmac key",
        ]),
      );
      // What is rejected needs no order.
      expect(outcomes(report, "passed")).toEqual(
        expect.arrayContaining(["security: signature altered", "security: no key"]),
      );
    },
  );

  test("is checked with the id of an order that the account has", async () => {
    const data = { [id]: [{ orderId: oneId }] };
    const report = await reportOn({}, { data }, { ...asked, only: `${id}: s` });
    expect(failed(report)).toEqual([]);
    expect(outcomes(report, "passed")).toEqual(
      expect.arrayContaining(["schema: the response", "schema: side", "security: hmac key"]),
    );
  });

  test("fails where the order that the account has is not returned", async () => {
    const data = { [id]: [{ orderId: "7" }] };
    const report = await reportOn({}, { data }, { ...asked, only: `${id}: schema: ` });
    expect(failed(report)).toEqual([
      expect.stringMatching(/^getOpenOrder: schema: the response .* status 400, code -2013$/u),
    ]);
  });

  test("fails where it is returned to a request with a wrong signature", async () => {
    const report = await reportOn({ fault: "does not verify signatures" }, {}, asked);
    expect(failed(report)).toEqual([expect.stringMatching(/security: .*signature.* -2013$/u)]);
  });
});
