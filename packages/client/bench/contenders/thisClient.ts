// This client as it is published: by named method, by path, and over its undici transport. All that it
// does by default is on; only the weight budget is too large to make it wait.
import {
  createCoinMFuturesClient,
  createPortfolioMarginClient,
  createWeightBudget,
  hmac,
} from "@open-orders/client";
import type { ClientOptions } from "@open-orders/client";
import { apiKey, apiSecret, patienceMs, symbols } from "./contender.ts";
import type { ListOrders, Prepare, Target } from "./contender.ts";

function options({ origin }: Target): ClientOptions {
  return {
    apiKey,
    signer: hmac(apiSecret),
    baseUrl: origin,
    timeoutMs: patienceMs,
    totalTimeoutMs: patienceMs,
    maxRetries: 0,
    weightBudget: createWeightBudget({ limit: 1e9 }),
  };
}

function byName(target: Target, more: Partial<ClientOptions>): ListOrders {
  const symbol = symbols[target.api];
  const all = { ...options(target), ...more };
  if (target.api === "papi") {
    const client = createPortfolioMarginClient(all);
    return () => client.listMarginOpenOrders({ symbol });
  }
  const client = createCoinMFuturesClient(all);
  return () => client.listOpenOrders({ symbol });
}

export const thisClient: Prepare = (target) => byName(target, { fetch: globalThis.fetch });

export const thisClientUndici: Prepare = (target) => byName(target, {});

export const thisClientByPath: Prepare = (target) => {
  const params = { query: { symbol: symbols[target.api] } };
  if (target.api === "papi") {
    const { http } = createPortfolioMarginClient(options(target));
    return async () => (await http.GET("/papi/v1/margin/openOrders", { params })).data;
  }
  const { http } = createCoinMFuturesClient(options(target));
  return async () => (await http.GET("/dapi/v1/openOrders", { params })).data;
};
