// ccxt at both of its levels: the implicit methods that give what the exchange sent, and the unified one
// that makes orders of its own. Its throttle is off, and the one market it needs is given to it.
import { apiKey, apiSecret, patienceMs, paths, symbols } from "../contenders/contender.ts";
import type { Prepare, Target } from "../contenders/contender.ts";
import { load } from "./load.ts";

interface Exchange {
  urls: { api: Record<string, string> };
  setMarkets(markets: object[]): void;
  papiGetMarginOpenOrders(parameters: object): Promise<unknown>;
  dapiPrivateGetOpenOrders(parameters: object): Promise<unknown>;
  fetchOpenOrders(
    symbol: string,
    since: undefined,
    limit: undefined,
    parameters: object,
  ): Promise<unknown>;
}

const unifiedSymbols = { papi: "BTC/USDT", dapi: "BTC/USD:BTC" } as const;

async function connect({ origin, api }: Target): Promise<Exchange> {
  const { default: ccxt } = await load<{
    default: { binance: new (options: object) => Exchange };
  }>("ccxt");
  const exchange = new ccxt.binance({
    apiKey,
    secret: apiSecret,
    enableRateLimit: false,
    timeout: patienceMs,
  });
  const folder = paths[api].slice(0, "/papi/v1".length);
  exchange.urls.api[api === "papi" ? "papi" : "dapiPrivate"] = `${origin}${folder}`;
  exchange.setMarkets([market(api)]);
  return exchange;
}

function market(api: Target["api"]): object {
  const coinM = api === "dapi";
  return {
    id: symbols[api],
    symbol: unifiedSymbols[api],
    base: "BTC",
    quote: coinM ? "USD" : "USDT",
    baseId: "BTC",
    quoteId: coinM ? "USD" : "USDT",
    ...(coinM && { settle: "BTC", settleId: "BTC", contractSize: 100 }),
    type: coinM ? "swap" : "spot",
    spot: !coinM,
    margin: !coinM,
    swap: coinM,
    contract: coinM,
    linear: coinM ? false : undefined,
    inverse: coinM ? true : undefined,
    active: true,
    precision: { amount: 0.00001, price: 0.01 },
    limits: {},
  };
}

export const ccxt: Prepare = async (target) => {
  const exchange = await connect(target);
  const parameters = { symbol: symbols[target.api] };
  return target.api === "papi"
    ? () => exchange.papiGetMarginOpenOrders(parameters)
    : () => exchange.dapiPrivateGetOpenOrders(parameters);
};

export const ccxtUnified: Prepare = async (target) => {
  const exchange = await connect(target);
  const symbol = unifiedSymbols[target.api];
  const parameters = target.api === "papi" ? { portfolioMargin: true, type: "margin" } : {};
  return () => exchange.fetchOpenOrders(symbol, undefined, undefined, parameters);
};
