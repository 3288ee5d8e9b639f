// The exchange's side of the benchmark, in a process of its own: answers at once, checks nothing, from
// bodies written before the first request. The symbol chooses the body: `O200L` is 200 orders, one in
// ten with an id of 19 digits.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const bodies = new Map<string, Buffer>();

function order(path: string, index: number, long: boolean): string {
  const id =
    long && index % 10 === 0
      ? `83897654896809${10_000 + (index % 90_000)}`
      : `${1_917_641_000 + index}`;
  const common = `"clientOrderId":"grid-btc-${index}","orderId":${id},"symbol":"BTCUSD_PERP","price":"94120.5","origQty":"100","executedQty":"30","side":"SELL","status":"PARTIALLY_FILLED","stopPrice":"0","time":1768412800123,"updateTime":1768412856431,"timeInForce":"GTC","type":"LIMIT","selfTradePreventionMode":"EXPIRE_MAKER"`;
  return path.startsWith("/papi")
    ? `{${common},"cummulativeQuoteQty":"0.00000000","icebergQty":"0.00000000","isWorking":true,"accountId":152950866,"preventedMatchId":null,"preventedQuantity":null}`
    : `{${common},"avgPrice":"94120.5","cumBase":"0.03187403","origType":"LIMIT","reduceOnly":false,"positionSide":"BOTH","closePosition":false,"pair":"BTCUSD","workingType":"CONTRACT_PRICE","priceProtect":false,"priceMatch":"NONE"}`;
}

function body(path: string, symbol: string): Buffer {
  const key = `${path} ${symbol}`;
  const known = bodies.get(key);
  if (known) return known;
  const [, count = "1", long] = /^O(\d+)(L?)$/.exec(symbol) ?? [];
  const orders = Array.from({ length: Number(count) }, (_, index) =>
    order(path, index, long === "L"),
  );
  const made = Buffer.from(`[${orders.join(",")}]`);
  bodies.set(key, made);
  return made;
}

const server = createServer((request, response) => {
  const [path = "", query = ""] = (request.url ?? "").split("?");
  const answer = body(path, new URLSearchParams(query).get("symbol") ?? "O1");
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": answer.length,
    "x-mbx-used-weight-1m": "1",
  });
  response.end(answer);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () =>
  process.send?.({ port: (server.address() as AddressInfo).port }),
);
