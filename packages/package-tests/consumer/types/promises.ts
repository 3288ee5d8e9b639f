// What the types of the packed client promise. Nothing here runs: that it compiles is the test, and that each
// line under an @ts-expect-error would not.
import {
  BinanceError,
  createCoinMFuturesClient,
  createPortfolioMarginClient,
  hmac,
} from "@open-orders/client";
import type {
  ClientOptions,
  CoinMOpenOrder,
  ErrorKind,
  MarginOpenOrder,
  Signer,
} from "@open-orders/client";

/** Whether two types are one; `any` is like nothing else. */
type Same<A, B> = 0 extends 1 & A
  ? false
  : [A] extends [B]
    ? [B] extends [A]
      ? true
      : false
    : false;
type Holds<T extends true> = T;

/** The values that an editor offers: the members of a union that are not just any string. */
type Offered<T> = T extends string ? (string extends T ? never : T) : never;

const options: ClientOptions = { apiKey: "key", signer: hmac("secret") };
const coinM = createCoinMFuturesClient(options);
const margin = createPortfolioMarginClient(options);

export type IdsAreStrings = [
  Holds<Same<CoinMOpenOrder["orderId"], string>>,
  Holds<Same<MarginOpenOrder["orderId"], string>>,
  Holds<Same<MarginOpenOrder["accountId"], string>>,
];

export type PricesAreStringsAndTimesNumbers = [
  Holds<Same<CoinMOpenOrder["price"], string>>,
  Holds<Same<CoinMOpenOrder["updateTime"], number>>,
  Holds<Same<MarginOpenOrder["cummulativeQuoteQty"], string>>,
  Holds<Same<MarginOpenOrder["time"], number>>,
];

export type NullIsWhereTheWireHasIt = [
  Holds<Same<Exclude<MarginOpenOrder["preventedMatchId"], undefined>, string | null>>,
  Holds<Same<Exclude<MarginOpenOrder["preventedQuantity"], undefined>, string | null>>,
];

export type TrailingStopFieldsAreOptional = [
  Holds<Same<undefined extends CoinMOpenOrder["activatePrice"] ? true : false, true>>,
  Holds<Same<undefined extends CoinMOpenOrder["priceRate"] ? true : false, true>>,
  Holds<Same<Exclude<CoinMOpenOrder["priceRate"], undefined>, string>>,
];

type OrderTypes =
  | "LIMIT"
  | "MARKET"
  | "STOP"
  | "STOP_MARKET"
  | "TAKE_PROFIT"
  | "TAKE_PROFIT_MARKET";

export type EditorsOfferEveryKnownValue = [
  Holds<Same<Offered<CoinMOpenOrder["side"]>, "BUY" | "SELL">>,
  Holds<Same<Offered<CoinMOpenOrder["positionSide"]>, "BOTH" | "LONG" | "SHORT">>,
  Holds<Same<Offered<CoinMOpenOrder["type"]>, OrderTypes | "TRAILING_STOP_MARKET">>,
  Holds<
    Same<Offered<CoinMOpenOrder["timeInForce"]>, "GTC" | "IOC" | "FOK" | "GTX" | "GTE_GTC" | "GTD">
  >,
  Holds<Same<Offered<MarginOpenOrder["status"]>, "NEW" | "PARTIALLY_FILLED" | "PENDING_NEW">>,
];

/** A value that the exchange adds tomorrow is no error of types today. */
export const newStatus: CoinMOpenOrder["status"] = "HALTED_BY_THE_EXCHANGE";
export const newType: MarginOpenOrder["type"] = "ICEBERG_OF_TOMORROW";
// @ts-expect-error -- open, but to texts alone
export const noStatus: CoinMOpenOrder["status"] = 1;

export async function callRightly(signal: AbortSignal): Promise<string[]> {
  const all = await coinM.listOpenOrders();
  const some = await coinM.listOpenOrders({ symbol: "BTCUSD_PERP", recvWindow: 3000 }, { signal });
  const byPair = await coinM.listOpenOrders({ pair: "BTCUSD" }, { timeoutMs: 500, maxRetries: 0 });
  const ofMargin = await margin.listMarginOpenOrders({ symbol: "BNBBTC" });
  const { data, error, response } = await margin.http.GET("/papi/v1/margin/openOrders", {
    params: { query: { symbol: "BNBBTC" } },
  });
  if (!response.ok && error !== undefined) throw new Error(JSON.stringify(error));
  const orders = [...all, ...some, ...byPair, ...ofMargin, ...(data ?? [])];
  return orders.map(({ orderId }) => orderId.padStart(19, "0"));
}

export async function callWrongly(): Promise<void> {
  // @ts-expect-error -- misspelt
  await coinM.listOpenOrders({ symbl: "BTCUSD_PERP" });
  // @ts-expect-error -- the other API has no pairs
  await margin.listMarginOpenOrders({ pair: "BTCUSD" });
  // @ts-expect-error -- of the wrong type
  await coinM.listOpenOrders({ recvWindow: "5000" });
  // @ts-expect-error -- the client fills it in
  await coinM.listOpenOrders({ timestamp: 1 });
  // @ts-expect-error -- the client fills it in
  await margin.listMarginOpenOrders({ signature: "" });
  // @ts-expect-error -- no option of a call
  await coinM.listOpenOrders({}, { timeout: 500 });
  // @ts-expect-error -- an operation of the other API
  await coinM.listMarginOpenOrders();
  // @ts-expect-error -- a path of the other API
  await coinM.http.GET("/papi/v1/margin/openOrders", {});
  // @ts-expect-error -- misspelt on the path level
  await coinM.http.GET("/dapi/v1/openOrders", { params: { query: { symbl: "BTCUSD_PERP" } } });
  // @ts-expect-error -- no such method is described
  await coinM.http.POST("/dapi/v1/openOrders");
  // @ts-expect-error -- a string, so no arithmetic
  (await coinM.listOpenOrders()).map(({ orderId }) => orderId * 2);
  // @ts-expect-error -- null has no length
  (await margin.listMarginOpenOrders()).map(({ preventedMatchId }) => preventedMatchId.length);
  // @ts-expect-error -- absent unless the order is a trailing stop
  (await coinM.listOpenOrders()).map(({ priceRate }) => priceRate.length);
  // @ts-expect-error -- no field of the wire
  (await coinM.listOpenOrders()).map(({ quantity }) => quantity);
}

// @ts-expect-error -- no signer
export const unsigned: ClientOptions = { apiKey: "key" };
// @ts-expect-error -- misspelt
export const misspelt: ClientOptions = { ...options, recvWindow: 5000 };
// @ts-expect-error -- a secret is no signer
export const unwrapped: ClientOptions = { apiKey: "key", signer: "secret" };
export const ownSigner: Signer = (query) => Promise.resolve(query.toUpperCase());

export type KindsAreKnown = Holds<
  Same<
    ErrorKind,
    "config" | "signing" | "connection" | "timeout" | "response" | "api" | "rate-limit"
  >
>;

/** Each kind opens the fields of its class, and after the last there is nothing left. */
export function explain(thrown: unknown): string {
  if (!(thrown instanceof BinanceError)) throw thrown;
  switch (thrown.kind) {
    case "config":
      return thrown.message;
    case "signing":
    case "connection":
      return String(thrown.cause);
    case "timeout":
      return `${thrown.limit} of ${thrown.limitMs.toFixed()} ms`;
    case "response":
      return `${thrown.status.toFixed()} ${thrown.reason}`;
    case "api":
      return `${thrown.code ?? "no code"}: ${thrown.remedy ?? thrown.msg ?? "no words"}`;
    case "rate-limit":
      return `${thrown.banned ? "banned" : "wait"} for ${thrown.retryAfterMs.toFixed()} ms`;
    default:
      return noOther(thrown);
  }
}

function noOther(left: never): never {
  throw new Error(String(left));
}
