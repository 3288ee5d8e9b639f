// The exchanges that the probes are tried on: for each open question some that support a side of it, and some that do
// not.
import type { OpenApiDocument } from "@open-orders/specs";
import { englishDescriptions } from "../src/index.ts";
import type { ProbeResult } from "../src/run/ContractReport.ts";
import type { Item } from "../src/run/guards.ts";
import { playRemote, remoteKeys, remoteOrders } from "./playRemote.ts";
import type { Remote } from "./playRemote.ts";

const coinM = "listOpenOrders";
const margin = "listMarginOpenOrders";

/** A remote whose account holds these items in place of those of one operation. */
const holding = (operation: string, alter: (item: Item, index: number) => object): Remote => {
  const items = (remoteOrders[operation] ?? []).map(alter);
  const orders = { ...remoteOrders, [operation]: items };
  return playRemote({ accounts: [{ ...remoteKeys, orders }] });
};
const holdingNothing = (): Remote => playRemote({ accounts: [{ ...remoteKeys, orders: {} }] });

/** A remote whose responses go out altered. */
const telling = (alter: (text: string) => string): Remote =>
  playRemote({}, (fetch) => async (url, init) => {
    const response = await fetch(url, init);
    const { status, headers } = response;
    return new Response(alter(await response.text()), { status, headers });
  });

/** A remote made from descriptions in which one thing says something else. */
const described = (alter: (documents: Record<string, OpenApiDocument>) => void): Remote => {
  const documents = structuredClone(englishDescriptions) as Record<string, OpenApiDocument>;
  alter(documents);
  return playRemote({ descriptions: documents });
};
/** Every operation of an API, as nobody knows which one a question is about. */
const operationsIn = (documents: Record<string, OpenApiDocument>, api: string) =>
  Object.values(documents[api]?.["paths"] as object).flatMap(Object.values) as {
    parameters: { name?: string; required?: boolean }[];
    "x-weight": { whenSent?: string[]; weight: number }[];
  }[];
const mandatory = (api: string) => (documents: Record<string, OpenApiDocument>) => {
  for (const parameter of operationsIn(documents, api).flatMap(({ parameters }) => parameters))
    if (parameter.name === "symbol") parameter.required = true;
};
const weighing = (api: string, weight: number) => (documents: Record<string, OpenApiDocument>) => {
  for (const operation of operationsIn(documents, api)) operation["x-weight"] = [{ weight }];
};
const rejecting = (status: number, code: number): Remote =>
  playRemote({}, (fetch) => async (url, init) => {
    const response = await fetch(url, init);
    return response.ok ? Response.json({ code, msg: "No." }, { status }) : response;
  });

type Case = [
  id: string,
  side: string,
  remote: () => Remote,
  expected: Pick<ProbeResult, "outcome" | "agreesWith"> & { readonly seen?: string | RegExp },
];

const says = (
  outcome: ProbeResult["outcome"],
  agreesWith: readonly string[] = [],
  seen: string | RegExp = /./u,
): Case[3] => ({ outcome, agreesWith, seen });

const page = [coinM];
const connector = ["binance-connector-js"];

/** Each open question with an exchange, and what the probe comes to there. */
export const cases: readonly Case[] = [
  [
    "pm-symbol-mandatory",
    "takes the call",
    playRemote,
    says("supports", ["ccxt", "qubx"], "accepted"),
  ],
  [
    "pm-symbol-mandatory",
    "rejects it",
    () => described(mandatory("portfolio-margin")),
    says("contradicts", [margin, ...connector], /-1102 MANDATORY_PARAM_EMPTY_OR_MALFORMED$/u),
  ],
  [
    "pm-symbol-mandatory",
    "rejects it for another reason",
    () => rejecting(503, -1008),
    says("open", [], "status 503, code -1008 THROTTLED"),
  ],
  [
    "pm-weight-without-symbol",
    "counts 5",
    playRemote,
    says("supports", [margin], "5 for a call, described as 5"),
  ],
  [
    "pm-weight-without-symbol",
    "counts by symbols",
    () => described(weighing("portfolio-margin", 700)),
    says("supports", [margin], "700 for a call, described as 5"),
  ],
  [
    "pm-weight-without-symbol",
    "counts less",
    () => described(weighing("portfolio-margin", 1)),
    says("contradicts", [], "1 for a call, described as 5"),
  ],
  ["pm-sample-full-width-comma", "returns JSON", playRemote, says("supports")],
  [
    "pm-sample-full-width-comma",
    "responds like the sample",
    () => telling((text) => text.replaceAll(",", "，")),
    says("contradicts", [margin], "a body that is not JSON"),
  ],
  [
    "pm-prevented-match-id-type",
    "has an integer",
    playRemote,
    says("supports", ["tiagosiebler-binance"], "integer"),
  ],
  [
    "pm-prevented-match-id-type",
    "has a string",
    () => telling((text) => text.replaceAll(/("preventedMatchId":)(\d+)/gu, '$1"$2"')),
    says("contradicts", connector, "string"),
  ],
  [
    "pm-prevented-match-id-type",
    "has only null",
    () => holding(margin, (item) => ({ ...item, preventedMatchId: null })),
    says("open", [], "16 items without a value"),
  ],
  [
    "pm-prevented-fields-presence",
    "has them always",
    () => holding(margin, (item) => ({ preventedMatchId: null, preventedQuantity: null, ...item })),
    says("open", [margin], /^16 of 16 /u),
  ],
  [
    "pm-prevented-fields-presence",
    "has them never",
    () =>
      holding(margin, ({ preventedMatchId: _id, preventedQuantity: _quantity, ...item }) => item),
    says("supports", ["binance-spot-api-docs"], /^0 of 16 /u),
  ],
  [
    "cm-pair-missing",
    "always has it",
    playRemote,
    says("supports", [...connector, "ccxt", "pybotters-wrapper"], "16 of 16 items with pair"),
  ],
  [
    "cm-pair-missing",
    "never has it",
    () => telling((text) => text.replaceAll(/"pair":"(?:[^"\\]|\\.)*",/gu, "")),
    says("contradicts", [], "0 of 16 items with pair"),
  ],
  ["cm-pair-missing", "has no items", holdingNothing, says("open", [], "no items")],
  ["cm-weight-wording", "counts 40", playRemote, says("supports", page)],
  [
    "cm-weight-wording",
    "counts 1",
    () => described(weighing("coin-m-futures", 1)),
    says("contradicts", [], "1 for a call, described as 40"),
  ],
  ["cm-sample-not-json", "returns JSON", playRemote, says("supports")],
  [
    "cm-sample-not-json",
    "ends in a comma",
    () => telling((text) => text.replace(/\]$/u, ",]")),
    says("contradicts", page),
  ],
  ["cm-description-scope", "takes a call without symbol", playRemote, says("supports")],
  [
    "cm-description-scope",
    "asks for a symbol",
    () => described(mandatory("coin-m-futures")),
    says("contradicts", page),
  ],
  ["cm-recv-window-maximum", "rejects a wider window", playRemote, says("supports")],
  [
    "cm-recv-window-maximum",
    "takes a wider window",
    () =>
      described((documents) => {
        const parameters = documents["coin-m-futures"]?.components?.parameters;
        const recvWindow = parameters?.["recvWindow"];
        if (recvWindow && "schema" in recvWindow) delete recvWindow.schema?.maximum;
      }),
    says("contradicts", [...page, "coincise"], "accepted"),
  ],
  [
    "cm-fields-absent-in-older-payloads",
    "has them in part",
    playRemote,
    says("supports", ["pybotters-wrapper"], /^12 of 16 /u),
  ],
  [
    "cm-fields-absent-in-older-payloads",
    "has them always",
    () =>
      holding(coinM, (item) => ({ priceMatch: "NONE", selfTradePreventionMode: "NONE", ...item })),
    says("open", page, /^16 of 16 /u),
  ],
  [
    "cm-time-in-force-values",
    "has the new ones",
    () => holding(coinM, (item) => ({ ...item, timeInForce: "GTE_GTC" })),
    says("supports", ["binance-connector-go", "nautilus-trader"]),
  ],
  [
    "cm-time-in-force-values",
    "has the old ones",
    () => holding(coinM, (item) => ({ ...item, timeInForce: "GTC" })),
    says("open", ["coincise"], "none in 16 items"),
  ],
  [
    "order-id-19-digits",
    "has no ids",
    () => telling((text) => text.replaceAll(/"orderId":\d+,/gu, "")),
    says("open", [], "16 items without a value"),
  ],
  [
    "cm-invalid-symbol-response",
    "rejects it",
    () => playRemote({ symbols: [] }),
    says("supports", connector, "status 400, code -1121 BAD_SYMBOL"),
  ],
  ["cm-invalid-symbol-response", "has no orders of it", playRemote, says("contradicts")],
  [
    "pm-values-from-spot",
    "has one of them",
    () => holding(margin, (item) => ({ ...item, status: "PENDING_NEW" })),
    says("supports", ["binance-spot-api-docs"]),
  ],
  [
    "pm-values-from-spot",
    "has none of them",
    () => holding(margin, (item) => ({ ...item, status: "NEW", selfTradePreventionMode: "NONE" })),
    says("open", [margin], /^none in \d+ items$/u),
  ],
  ["cm-conditional-orders-moved", "shows them", playRemote, says("contradicts", page)],
  [
    "cm-conditional-orders-moved",
    "shows none",
    () =>
      holding(coinM, ({ activatePrice: _price, priceRate: _rate, ...item }) => ({
        ...item,
        origType: "LIMIT",
        type: "LIMIT",
      })),
    says("open", ["integration-notice"], "none in 16 items"),
  ],
  ["order-id-19-digits", "has such ids", playRemote, says("supports", connector, /^19 digits/u)],
  [
    "order-id-19-digits",
    "has shorter ones",
    () => holding(coinM, (item, index) => ({ ...item, orderId: 1_917_641 + index })),
    says("open", page, /^7 digits/u),
  ],
  ["client-types-disagree", "responds as described", playRemote, says("supports")],
  [
    "client-types-disagree",
    "returns one object",
    () => telling((text) => text.replaceAll(/^\[|\]$/gu, "")),
    says("contradicts"),
  ],
  ["client-types-disagree", "has no items", holdingNothing, says("open")],
  ["error-status-inferred", "rejects as described", playRemote, says("supports")],
  [
    "error-status-inferred",
    "rejects with another status",
    () =>
      playRemote({}, (fetch) => async (url, init) => {
        const response = await fetch(url, init);
        const { headers } = response;
        const status = response.status === 401 ? 400 : response.status;
        return new Response(await response.text(), { status, headers });
      }),
    says("contradicts", [], /status 400, code -2014 instead of status 401, code -2014/u),
  ],
];
