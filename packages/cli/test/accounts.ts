// A mock exchange over HTTP with an account of the test's own, and a server that responds with what a test wants.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createMockExchange, demoAccount } from "@open-orders/mock-exchange";
import type { MockExchangeOptions } from "@open-orders/mock-exchange";

/** An id that no JavaScript number holds. */
export const longId = "8389765489680951453";

/** An order as `GET /dapi/v1/openOrders` has it. */
export function coinMOrder(change: Readonly<Record<string, unknown>> = {}): object {
  return {
    avgPrice: "0.0",
    clientOrderId: "mine",
    cumBase: "0",
    executedQty: "0",
    orderId: longId,
    origQty: "3",
    origType: "LIMIT",
    price: "90000.10",
    reduceOnly: false,
    closePosition: false,
    side: "BUY",
    positionSide: "BOTH",
    status: "NEW",
    stopPrice: "0",
    symbol: "BTCUSD_PERP",
    pair: "BTCUSD",
    time: 1_768_412_800_123,
    timeInForce: "GTC",
    type: "LIMIT",
    updateTime: 1_768_412_800_123,
    workingType: "CONTRACT_PRICE",
    priceProtect: false,
    ...change,
  };
}

/** Options that send the calls of these accounts to a server. */
export function hostsAt(
  url: string,
  accounts: readonly string[] = ["portfolio-margin", "coin-m-futures"],
): string[] {
  return accounts.flatMap((name) => ["--base-url", `${name}=${url}`]);
}

/** Serves an account that has these COIN-M orders and no others. */
export async function serve(
  orders: readonly object[],
  options: Omit<MockExchangeOptions, "accounts"> = {},
) {
  const account = { ...demoAccount, orders: { listOpenOrders: orders } };
  const exchange = createMockExchange({ ...options, accounts: [account] });
  const server = await exchange.listen();
  return {
    exchange,
    close: server.close,
    env: { BINANCE_API_KEY: demoAccount.apiKey, BINANCE_API_SECRET: demoAccount.secret },
    /** Options that send the calls of both accounts here. */
    hosts: hostsAt(server.url),
    url: server.url,
  };
}

/** Serves what a function gives for each path: a status and a body. Knows no key. */
export async function serveResponses(respond: (path: string) => readonly [number, unknown]) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = String(request.url).replace(/\?.*/, "");
    asked.push(path);
    const [status, body] = respond(path);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    asked,
    env: { BINANCE_API_KEY: "key", BINANCE_API_SECRET: "secret" },
    hosts: hostsAt(url),
    url,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** What the exchange responds to a symbol that a product does not have. */
export const badSymbol = [400, { code: -1121, msg: "Invalid symbol." }] as const;
