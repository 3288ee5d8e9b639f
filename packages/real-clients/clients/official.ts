// The exchange's own packages, one for each API.
import { load } from "../installed.ts";
import type { Api, Connection, Order, Parameters, RealClient } from "./RealClient.ts";

/** What both packages have in common. */
interface Constructor {
  new (options: { configurationRestAPI: object }): { restAPI: Record<string, Method | undefined> };
}
type Method = (parameters?: Parameters) => Promise<Answer>;
interface Answer {
  data(): Promise<unknown>;
  /** Read from the response headers. */
  rateLimits: object[];
}

interface Package {
  name: string;
  exported: string;
  method: string;
  /** How it returns a 19-digit id. */
  longId: (digits: string) => bigint | number;
  /** Whether its errors carry the exchange's code. */
  tellsCode: boolean;
}

const packages: Record<Api, Package> = {
  "portfolio-margin": {
    name: "@binance/derivatives-trading-portfolio-margin",
    exported: "DerivativesTradingPortfolioMargin",
    method: "queryCurrentMarginOpenOrder",
    longId: BigInt,
    tellsCode: true,
  },
  "coin-m-futures": {
    name: "@binance/derivatives-trading-coin-futures",
    exported: "DerivativesTradingCoinFutures",
    method: "currentAllOpenOrders",
    longId: Number,
    tellsCode: false,
  },
};

const errorNames: Record<number, string> = {
  400: "BadRequestError",
  401: "UnauthorizedError",
  418: "RateLimitBanError",
  429: "TooManyRequestsError",
};

/** Calls an official package. @returns its whole response */
export function callOfficial(api: Api, { url, apiKey, secret, privateKey }: Connection): Method {
  const { name, exported, method } = packages[api];
  const { [exported]: Client }: Record<string, Constructor | undefined> = load(name);
  if (!Client) throw new Error(`${name} exports no ${exported}`);
  const { restAPI } = new Client({
    configurationRestAPI: {
      apiKey,
      apiSecret: secret,
      privateKey,
      basePath: url,
      // Its default limit of one second is too short on a busy machine, and its pause of one second is not needed.
      timeout: 600_000,
      backoff: 1,
    },
  });
  const list = restAPI[method]?.bind(restAPI);
  if (!list) throw new Error(`${name} has no ${method}`);
  return list;
}

/** The official package for an API. */
export function official(api: Api): RealClient {
  const { name, longId, tellsCode } = packages[api];
  return {
    name,
    api,
    connect(connection) {
      const call = callOfficial(api, connection);
      return async (parameters = {}) => (await call(parameters)).data();
    },
    delivers: (order: Order) => ({
      ...order,
      orderId: Number.isSafeInteger(Number(order.orderId))
        ? Number(order.orderId)
        : longId(order.orderId),
    }),
    throws: (status, code, msg) => ({
      name: errorNames[status],
      message: msg,
      ...(tellsCode && { code }),
    }),
    // It signs values encoded by encodeURIComponent and sends them encoded by URLSearchParams.
    missigned: "'()!~ ",
  };
}
