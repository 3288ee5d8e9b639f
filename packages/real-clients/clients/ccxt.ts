// ccxt, through the methods that return what the exchange sent.
import { expect } from "vitest";
import { load } from "../installed.ts";
import type { Api, Order, Parameters, RealClient } from "./RealClient.ts";

interface Package {
  binance: new (options: {
    apiKey: string;
    secret: string | undefined;
    enableRateLimit: boolean;
  }) => Exchange;
}
interface Exchange {
  urls: { api: Record<string, string> };
  papiGetMarginOpenOrders: (parameters: Parameters) => Promise<unknown>;
  dapiPrivateGetOpenOrders: (parameters: Parameters) => Promise<unknown>;
}

/** ccxt for an API. */
export function ccxt(api: Api): RealClient {
  return {
    name: `ccxt, ${api}`,
    api,
    connect({ url, apiKey, secret, privateKey }) {
      const { binance }: Package = load("ccxt");
      // Its rate limiter does not know the exchange's weights and would only slow the tests down.
      const exchange = new binance({
        apiKey,
        secret: secret ?? privateKey,
        enableRateLimit: false,
      });
      exchange.urls.api["papi"] = `${url}/papi/v1`;
      exchange.urls.api["dapiPrivate"] = `${url}/dapi/v1`;
      return api === "portfolio-margin"
        ? async (parameters = {}) => exchange.papiGetMarginOpenOrders(parameters)
        : async (parameters = {}) => exchange.dapiPrivateGetOpenOrders(parameters);
    },
    delivers,
    throws: (_status, code, msg) => ({
      message: expect.stringContaining(JSON.stringify({ code, msg })),
    }),
    missigned: "",
  };
}

/** One id beyond 2^53 makes it return every number of the response as a string. */
function delivers(order: Order): object {
  if (Number.isSafeInteger(Number(order.orderId)))
    return { ...order, orderId: Number(order.orderId) };
  const fields = Object.entries(order).map(([name, value]): [string, unknown] => [
    name,
    typeof value === "number" ? String(value) : value,
  ]);
  return Object.fromEntries(fields);
}
