// The exchange's side of the benchmark, in a process of its own: answers at once, checks nothing, from
// bodies written before the first request. The parent says which body comes next, so that every client
// can ask for a real symbol. Given a certificate, it speaks https.
import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";

/** From the parent: what to answer with from now on. */
export interface Body {
  readonly orders: number;
  /** Whether one id in ten has 19 digits. */
  readonly long: boolean;
}

/** To the parent: where it listens, then a word after each change of body. */
export interface ServerReport {
  readonly port?: number;
  /** Connections that were opened since the last change. */
  readonly connections?: number;
}

const papi =
  '"price":"94120.50000000","origQty":"0.10000000","executedQty":"0.03000000","cummulativeQuoteQty":"2823.61500000","timeInForce":"GTC","type":"LIMIT","side":"SELL","stopPrice":"0.00000000","icebergQty":"0.00000000","time":1768412800123,"updateTime":1768412856431,"isWorking":true,"accountId":152950866,"selfTradePreventionMode":"EXPIRE_MAKER","preventedMatchId":null,"preventedQuantity":null';
const dapi =
  '"pair":"BTCUSD","status":"PARTIALLY_FILLED","price":"94120.5","avgPrice":"94120.5","origQty":"100","executedQty":"30","cumBase":"0.03187403","timeInForce":"GTC","type":"LIMIT","reduceOnly":false,"closePosition":false,"side":"SELL","positionSide":"BOTH","stopPrice":"0","workingType":"CONTRACT_PRICE","priceProtect":false,"origType":"LIMIT","priceMatch":"NONE","selfTradePreventionMode":"EXPIRE_MAKER","time":1768412800123,"updateTime":1768412856431';

function order(isPapi: boolean, index: number, long: boolean): string {
  const id =
    long && index % 10 === 0 ? `83897654896809${10_000 + index}` : `${1_917_641_000 + index}`;
  const ids = `"orderId":${id},"clientOrderId":"grid-btc-${index}"`;
  return isPapi
    ? `{${ids},"symbol":"BTCUSDT","status":"PARTIALLY_FILLED",${papi}}`
    : `{${ids},"symbol":"BTCUSD_PERP",${dapi}}`;
}

function write(isPapi: boolean, { orders, long }: Body): Buffer {
  const list = Array.from({ length: orders }, (_, index) => order(isPapi, index, long));
  return Buffer.from(`[${list.join(",")}]`);
}

let body: Body = { orders: 1, long: false };
let answers = [write(true, body), write(false, body)] as const;
let connections = 0;

const listener: RequestListener = (request, response) => {
  const answer = answers[request.url?.startsWith("/papi") ? 0 : 1];
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": answer.length,
    "x-mbx-used-weight-1m": "1",
  });
  response.end(answer);
};

const { BENCH_KEY: key, BENCH_CERTIFICATE: cert } = process.env;
const server = key && cert ? createSecureServer({ key, cert }, listener) : createServer(listener);
server.keepAliveTimeout = 60_000;
server.on(key ? "secureConnection" : "connection", () => (connections += 1));

const tell = (report: ServerReport): void => void process.send?.(report);
process.on("message", (next: Body) => {
  if (next.orders !== body.orders || next.long !== body.long)
    answers = [write(true, next), write(false, next)];
  body = next;
  tell({ connections });
  connections = 0;
});
// A parent that is gone has no more questions.
process.on("disconnect", () => process.exit());
server.listen(0, "127.0.0.1", () => tell({ port: (server.address() as AddressInfo).port }));
