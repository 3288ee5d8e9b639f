// The package `binance` by tiagosiebler.
import { load } from "../installed.ts";
import type { Api, Parameters, RealClient } from "./RealClient.ts";

interface Constructor {
  new (options: {
    api_key: string;
    api_secret: string | undefined;
    baseUrl: string;
  }): Record<string, ((parameters: Parameters) => Promise<unknown>) | undefined>;
}

const places = {
  "portfolio-margin": { exported: "PortfolioClient", method: "getMarginOpenOrders" },
  "coin-m-futures": { exported: "CoinMClient", method: "getAllOpenOrders" },
} as const;

/** The part of the package for an API. */
export function tiagosiebler(api: Api): RealClient {
  const { exported, method } = places[api];
  return {
    name: `binance, ${exported}`,
    api,
    connect({ url, apiKey, secret, privateKey }) {
      const { [exported]: Client }: Record<string, Constructor | undefined> = load("binance");
      if (!Client) throw new Error(`binance exports no ${exported}`);
      const client = new Client({
        api_key: apiKey,
        api_secret: secret ?? privateKey,
        baseUrl: url,
      });
      return async (parameters = {}) => client[method]?.(parameters);
    },
    delivers: (order) => ({ ...order, orderId: Number(order.orderId) }),
    throws: (_status, code, message) => ({ code, message }),
    // It signs the apostrophe as it is, and sends it as %27.
    missigned: "'",
  };
}
