// Uses what else the packed client exports, apart from the transport for Node.
import {
  ApiError,
  ConfigError,
  ConnectionError,
  RateLimitError,
  ResponseError,
  SigningError,
  TimeoutError,
  accounts,
  createCoinMFuturesClient,
  createWeightBudget,
  ed25519,
  rsa,
} from "@open-orders/client";
import type {
  AnyBinanceError,
  InstanceOf,
  PrivateKey,
  ApiClient,
  AttemptEvent,
  CallOptions,
  CoinMFuturesClient,
  CoinMFuturesOpenOrder,
  CoinMOpenOrder,
  CoinMFuturesOpenOrderLists,
  OpenOrder,
  OpenOrderEvent,
  OpenOrderMethods,
  OpenOrderOf,
  OpenOrderWatch,
  OpenOrdersParameters,
  PortfolioMarginOpenOrder,
  PortfolioMarginOpenOrderLists,
  WatchOptions,
  CoinMFuturesPaths,
  CoinMOpenOrderStatus,
  ErrorCodeName,
  WeightUsage,
  ListMarginOpenOrdersParameters,
  ListOpenOrdersParameters,
  Middleware,
  PlainStrings,
  PortfolioMarginClient,
  ResponseErrorReason,
  ResponseValidator,
  WeightDenial,
  WeightGrant,
  WeightBudget,
  WeightBudgetOptions,
} from "@open-orders/client";
import { createRedisWeightBudget } from "@open-orders/client/redis";
import type { RedisWeightBudgetOptions } from "@open-orders/client/redis";
import { createValidator } from "@open-orders/client/validate";
import type { UnknownPart, ValidatorOptions } from "@open-orders/client/validate";

const sharing: WeightBudgetOptions = { limit: 1200, intervalMs: 60_000 };
const inRedis: RedisWeightBudgetOptions = { ...sharing, eval: () => Promise.resolve([1, 0, 0, 1]) };
export const budgets: WeightBudget[] = [
  createWeightBudget(sharing),
  createRedisWeightBudget(inRedis),
];

const unknown: UnknownPart[] = [];
const watching: ValidatorOptions = { onUnknown: (part) => unknown.push(part) };
export const validate: ResponseValidator = createValidator(watching);

export async function signers(
  pem: string,
  key: Exclude<Parameters<typeof rsa>[0], string>,
): Promise<string[]> {
  const all = [rsa(pem), rsa(key), ed25519(pem), ed25519(key)];
  return Promise.all(all.map(async (sign) => sign("symbol=BTCUSD_PERP")));
}

export const perCall: CallOptions = { totalTimeoutMs: 1000, waitForWeight: false };
export const ofMargin: ListMarginOpenOrdersParameters = { symbol: "BNBBTC" };
declare const perhaps: string | undefined;
export const maybe: ListOpenOrdersParameters = { symbol: perhaps };
export const ofCoinM: ListOpenOrdersParameters = { pair: "BTCUSD" };

const events: AttemptEvent[] = [];
export const coinM: CoinMFuturesClient = createCoinMFuturesClient({
  apiKey: "key",
  signer: () => "",
  baseUrl: "http://127.0.0.1:8080",
  validate,
  fetch: globalThis.fetch,
  now: () => 0,
  monotonicNow: () => 0,
  onAttempt: (event) => events.push(event),
});

export const byPath = async (symbol: string | undefined): Promise<CoinMOpenOrder[] | undefined> => {
  const { data } = await coinM.http.GET("/dapi/v1/openOrders", { params: { query: { symbol } } });
  return data;
};
export const trace: Middleware = {
  onRequest: ({ request }) => request.headers.set("x-trace", "1"),
};
export type Paths = keyof CoinMFuturesPaths;
export const isNew = (status: CoinMOpenOrderStatus): boolean => status === "NEW";
export const later: PlainStrings<CoinMOpenOrder>["status"] = "A_VALUE_OF_TOMORROW";
export const wrongSymbol: ErrorCodeName = "BAD_SYMBOL";

export function usedOf(client: ApiClient<object> | PortfolioMarginClient): number {
  const { usedWeight, weightLimit }: WeightUsage = client.weightUsage;
  return usedWeight / weightLimit;
}

export function weightOf(reserved: WeightGrant | WeightDenial): number {
  return reserved.granted ? reserved.weight : reserved.waitMs;
}

export const testnet: string = accounts["coin-m-futures"].hosts.testnet;
const ofSymbol: OpenOrdersParameters<"listOpenOrders"> = {
  lists: ["listOpenOrders"],
  symbol: "BTCUSD_PERP",
};
const ofList: WatchOptions<keyof CoinMFuturesOpenOrderLists> = { lists: ["listOpenOrders"] };
const watched: OpenOrderWatch<CoinMFuturesOpenOrder> = coinM.watchOpenOrders(ofList);
export async function watch(): Promise<void> {
  await using reading: OpenOrderWatch = watched;
  for await (const event of reading) describe(event);
}
function describe(event: OpenOrderEvent): string {
  if (event.type === "closed") return event.becameId ?? event.order.key;
  if (event.type === "updated") return `${event.previous.filledQuantity ?? ""} ${event.order.id}`;
  if (event.type === "stale") return `${event.error.kind} ${event.since}`;
  return event.type === "snapshot" ? event.orders.map(({ price }) => price).join() : event.type;
}
export async function listBoth(
  margin: OpenOrderMethods<PortfolioMarginOpenOrderLists>,
): Promise<(CoinMFuturesOpenOrder | PortfolioMarginOpenOrder)[]> {
  const all = await Promise.all([
    coinM.listAllOpenOrders(ofSymbol, perCall),
    margin.listAllOpenOrders(),
  ]);
  return all.flat();
}
export const ids = (orders: OpenOrder[]): string[] => orders.map(({ id }) => id);
export const wire: OpenOrderOf<CoinMFuturesOpenOrderLists>["raw"][] = [];

export const broken: ResponseErrorReason[] = ["html", "truncated"];

export function reasonOf(error: unknown): string | undefined {
  if (error instanceof ResponseError) return error.reason;
  if (error instanceof TimeoutError) return error.limit;
  if (error instanceof RateLimitError) return error.retryAfterMs.toFixed();
  if (error instanceof ApiError) return error.headers.get("date") ?? error.codeName;
  if (error instanceof SigningError) return String(error.cause);
  return error instanceof ConfigError || error instanceof ConnectionError ? error.message : "";
}

// `kind` narrows the union by itself, and instanceof gives the same union.
function statusOf(error: AnyBinanceError): number | undefined {
  return error.kind === "api" || error.kind === "rate-limit" ? error.status : undefined;
}
const narrowed: InstanceOf<typeof RateLimitError>["retryAfterMs"] = 1;
const sign = (key: PrivateKey) => ed25519(key);
export { narrowed, sign, statusOf };
