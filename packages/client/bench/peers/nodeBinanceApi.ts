// node-binance-api. It has no method for Portfolio Margin; its cross-margin method does the same work
// once its address is set. Each call gets a fresh object, for it writes into the one it is given.
import { apiKey, apiSecret, symbols } from "../contenders/contender.ts";
import type { Prepare } from "../contenders/contender.ts";
import { load } from "./load.ts";

type Client = new (options: { APIKEY: string; APISECRET: string; urls: { sapi: string } }) => {
  dapi: string;
  mgOpenOrders(symbol: string): Promise<unknown>;
  deliveryOpenOrders(symbol: string): Promise<unknown>;
};

export const nodeBinanceApi: Prepare = async ({ origin, api }) => {
  const { default: Binance } = await load<{ default: Client }>("node-binance-api");
  const client = new Binance({
    APIKEY: apiKey,
    APISECRET: apiSecret,
    urls: { sapi: `${origin}/papi/` },
  });
  client.dapi = `${origin}/dapi/`;
  const symbol = symbols[api];
  return api === "papi"
    ? () => client.mgOpenOrders(symbol)
    : () => client.deliveryOpenOrders(symbol);
};
