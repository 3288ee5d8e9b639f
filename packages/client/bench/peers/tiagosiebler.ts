// The package `binance` by tiagosiebler, as it is without options.
import { apiKey, apiSecret, symbols } from "../contenders/contender.ts";
import type { Prepare } from "../contenders/contender.ts";
import { load } from "./load.ts";

type Client = new (options: { api_key: string; api_secret: string; baseUrl: string }) => {
  getMarginOpenOrders(parameters: { symbol: string }): Promise<unknown>;
  getAllOpenOrders(parameters: { symbol: string }): Promise<unknown>;
};

export const tiagosiebler: Prepare = async ({ origin, api }) => {
  const { PortfolioClient, CoinMClient } = await load<{
    PortfolioClient: Client;
    CoinMClient: Client;
  }>("binance");
  const options = { api_key: apiKey, api_secret: apiSecret, baseUrl: origin };
  const parameters = { symbol: symbols[api] };
  if (api === "papi") {
    const client = new PortfolioClient(options);
    return () => client.getMarginOpenOrders(parameters);
  }
  const client = new CoinMClient(options);
  return () => client.getAllOpenOrders(parameters);
};
