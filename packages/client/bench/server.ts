// The exchange's side of the benchmark, in a process of its own: responds at once and checks nothing. The parent says
// which body comes next, and receives how many connections were opened meanwhile.
import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";

export interface Body {
  readonly orders: number;
  /** Whether one id in ten has 19 digits; else all of them fit a double. */
  readonly long: boolean;
}

const papi =
  '"symbol":"BTCUSDT","status":"PARTIALLY_FILLED","price":"94120.50000000","origQty":"0.10000000","executedQty":"0.03000000","cummulativeQuoteQty":"2823.61500000","timeInForce":"GTC","type":"LIMIT","side":"SELL","stopPrice":"0.00000000","icebergQty":"0.00000000","time":1768412800123,"updateTime":1768412856431,"isWorking":true,"accountId":152950866,"selfTradePreventionMode":"EXPIRE_MAKER","preventedMatchId":null,"preventedQuantity":null';
const dapi =
  '"symbol":"BTCUSD_PERP","pair":"BTCUSD","status":"PARTIALLY_FILLED","price":"94120.5","avgPrice":"94120.5","origQty":"100","executedQty":"30","cumBase":"0.03187403","timeInForce":"GTC","type":"LIMIT","reduceOnly":false,"closePosition":false,"side":"SELL","positionSide":"BOTH","stopPrice":"0","workingType":"CONTRACT_PRICE","priceProtect":false,"origType":"LIMIT","priceMatch":"NONE","selfTradePreventionMode":"EXPIRE_MAKER","time":1768412800123,"updateTime":1768412856431';

function write(fields: string, { orders, long }: Body): Buffer {
  const list = Array.from({ length: orders }, (_, index) => {
    const isLong = long && index % 10 === 0;
    const id = isLong ? `83897654896809${10_000 + index}` : `${1_917_641_000 + index}`;
    return `{"orderId":${id},"clientOrderId":"grid-btc-${index}",${fields}}`;
  });
  return Buffer.from(`[${list.join(",")}]`);
}

const writeBoth = (body: Body) => ({ papi: write(papi, body), dapi: write(dapi, body) });
let bodies = writeBoth({ orders: 1, long: false });
let connections = 0;
const listener: RequestListener = (request, response) => {
  const body = request.url?.startsWith("/papi") ? bodies.papi : bodies.dapi;
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": body.length,
    "x-mbx-used-weight-1m": "1",
  });
  response.end(body);
};

const { BENCH_KEY: key, BENCH_CERTIFICATE: cert } = process.env;
const server = key && cert ? createSecureServer({ key, cert }, listener) : createServer(listener);
server.keepAliveTimeout = 60_000;
server.on(key ? "secureConnection" : "connection", () => (connections += 1));
process.on("message", (next: Body) => {
  bodies = writeBoth(next);
  process.send?.(connections);
  connections = 0;
});
process.on("disconnect", () => process.exit());
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" ? address?.port : address);
});
