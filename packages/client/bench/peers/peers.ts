// The packages one could take instead, as they are without options; throttles and limits of a second are lifted. Their
// names are not written in imports, so that the types of this package do not depend on what only the benchmark installs.
import { apiKey, apiSecret, paths, patienceMs, symbols } from "../target.ts";
import type { Contender, ListOrders, Target } from "../target.ts";

type Methods = Record<string, (...args: unknown[]) => Promise<unknown>>;
type Class = new (options: object) => Methods;
type Module = Readonly<Record<string, Class>>;
async function load(name: string): Promise<Module> {
  const module: Module = await import(name);
  return module;
}
const make = (Exported: Class | undefined, options: object): Methods => {
  if (!Exported) throw new Error("The package does not export what it did.");
  return new Exported(options);
};
const method = (object: Methods, name: string, ...args: unknown[]): ListOrders => {
  return async () => object[name]?.(...args);
};

/** The exchange's own, one for each API. */
async function official({ origin, api }: Target): Promise<ListOrders> {
  const [name, exported, list] = (
    {
      papi: [
        "portfolio-margin",
        "DerivativesTradingPortfolioMargin",
        "queryCurrentMarginOpenOrder",
      ],
      dapi: ["coin-futures", "DerivativesTradingCoinFutures", "currentAllOpenOrders"],
    } as const
  )[api];
  const module = await load(`@binance/derivatives-trading-${name}`);
  const timeout = patienceMs;
  const client = make(module[exported], {
    configurationRestAPI: { apiKey, apiSecret, basePath: origin, timeout },
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its methods are one level down
  const { restAPI } = client as unknown as { restAPI: Methods };
  const parameters = { symbol: symbols[api] };
  return async () => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the data of its responses is read by a method
    const response = (await restAPI[list]?.(parameters)) as Methods | undefined;
    return response?.["data"]?.();
  };
}

/** By tiagosiebler. */
async function binance({ origin, api }: Target): Promise<ListOrders> {
  const { PortfolioClient, CoinMClient } = await load("binance");
  const options = { api_key: apiKey, api_secret: apiSecret, baseUrl: origin };
  const parameters = { symbol: symbols[api] };
  return api === "papi"
    ? method(make(PortfolioClient, options), "getMarginOpenOrders", parameters)
    : method(make(CoinMClient, options), "getAllOpenOrders", parameters);
}

const unifiedSymbols = { papi: "BTC/USDT", dapi: "BTC/USD:BTC" } as const;
/** The one market that is asked for, so that it loads no list of all. */
const market = { base: "BTC", baseId: "BTC", active: true, precision: {}, limits: {} };
const coinMMarket = { swap: true, contract: true, inverse: true, contractSize: 100, settle: "BTC" };
const markets = {
  papi: { ...market, type: "spot", spot: true, margin: true, quote: "USDT" },
  dapi: { ...market, ...coinMMarket, type: "swap", quote: "USD", settleId: "BTC" },
};

async function connectCcxt({ origin, api }: Target): Promise<Methods> {
  const { binance: Exchange } = await load("ccxt");
  const options = { apiKey, secret: apiSecret, enableRateLimit: false, timeout: patienceMs };
  const exchange = make(Exchange, options);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one property that is no method
  const { urls } = exchange as unknown as { urls: { api: Record<string, string> } };
  urls.api[api === "papi" ? "papi" : "dapiPrivate"] = origin + paths[api].slice(0, 8);
  const symbol = unifiedSymbols[api];
  void exchange["setMarkets"]?.([{ ...markets[api], id: symbols[api], symbol }]);
  return exchange;
}

async function ccxt(target: Target): Promise<ListOrders> {
  const name = target.api === "papi" ? "papiGetMarginOpenOrders" : "dapiPrivateGetOpenOrders";
  return method(await connectCcxt(target), name, { symbol: symbols[target.api] });
}

async function ccxtUnified(target: Target): Promise<ListOrders> {
  const own = target.api === "papi" ? { portfolioMargin: true, type: "margin" } : {};
  const symbol = unifiedSymbols[target.api];
  return method(await connectCcxt(target), "fetchOpenOrders", symbol, undefined, undefined, own);
}

/** It has no method for Portfolio Margin; its cross-margin method does the same work once its address is set. */
async function nodeBinanceApi({ origin, api }: Target): Promise<ListOrders> {
  const { default: Binance } = await load("node-binance-api");
  const urls = { sapi: `${origin}/papi/` };
  // Its time limit is the recvWindow.
  const options = { APIKEY: apiKey, APISECRET: apiSecret, urls, recvWindow: 60_000 };
  const client = make(Binance, options);
  Object.assign(client, { dapi: `${origin}/dapi/` });
  return method(client, api === "papi" ? "mgOpenOrders" : "deliveryOpenOrders", symbols[api]);
}

const packages: readonly Contender[] = [
  { id: "official", label: "official packages", prepare: official },
  { id: "binance", label: "binance", prepare: binance },
  { id: "ccxt", label: "ccxt, implicit method", prepare: ccxt },
  { id: "ccxtUnified", label: "ccxt, unified method", prepare: ccxtUnified },
  { id: "nodeBinanceApi", label: "node-binance-api", prepare: nodeBinanceApi },
];
export const peers = packages.map((one) => Object.assign({ isPeer: true }, one));
