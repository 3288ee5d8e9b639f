// The exchange's own packages, one for each API. Their limit of one second is lifted.
import { apiKey, apiSecret, patienceMs, symbols } from "../contenders/contender.ts";
import type { Prepare } from "../contenders/contender.ts";
import { load } from "./load.ts";

interface Configured {
  new (options: {
    configurationRestAPI: {
      apiKey: string;
      apiSecret: string;
      basePath: string;
      timeout: number;
    };
  }): { restAPI: Record<string, (parameters: { symbol: string }) => Promise<Answer>> };
}
interface Answer {
  data(): Promise<unknown>;
}

export const official: Prepare = async ({ origin, api }) => {
  const [name, exported, method] =
    api === "papi"
      ? [
          "@binance/derivatives-trading-portfolio-margin",
          "DerivativesTradingPortfolioMargin",
          "queryCurrentMarginOpenOrder",
        ]
      : [
          "@binance/derivatives-trading-coin-futures",
          "DerivativesTradingCoinFutures",
          "currentAllOpenOrders",
        ];
  const { [exported]: Client } = await load<Record<string, Configured>>(name);
  if (!Client) throw new Error(`${name} exports no ${exported}`);
  const { restAPI } = new Client({
    configurationRestAPI: { apiKey, apiSecret, basePath: origin, timeout: patienceMs },
  });
  const parameters = { symbol: symbols[api] };
  return async () => (await restAPI[method]?.(parameters))?.data();
};
