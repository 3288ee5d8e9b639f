// A small exchange of somebody else's, made from the page of COIN-M's open orders and with nothing of the mock exchange:
// one account, one list, one order by its id, its time. Each of its faults is a mistake that an exchange, or a simulator, can have.
import { createHmac } from "node:crypto";

export const otherKey = {
  apiKey: "OtherExchange".padEnd(64, "5"),
  secret: "Secret".padEnd(64, "6"),
};
export const path = "/dapi/v1/openOrders";
/** Returns one order. The exchange has such a call; the descriptions do not, so its test adds it to them. */
export const onePath = "/dapi/v1/openOrder";
/** An order that it returns. */
export const oneId = "24684460931";

export const faults = [
  "drops a field",
  "sends a price as a number",
  "rounds ids",
  "ignores symbol",
  "ignores pair",
  "matches the beginning of a symbol",
  "sends times in seconds",
  "sends an order twice",
  "fills more than was ordered",
  "wraps the list in an object",
  "sends the list as text/plain",
  "does not verify signatures",
  "does not look at the key",
  "accepts old requests",
  "accepts requests from the future",
  "counts every call as 1",
  "leaves the weight out",
  "signs the decoded query",
  "wants signatures in lower case",
  "rejects recvWindow",
] as const;
export type ExchangeFault = (typeof faults)[number];

export interface OtherOptions {
  readonly now: () => number;
  readonly fault?: ExchangeFault;
  /** Codes of its own for an unknown parameter, and for an empty one. */
  readonly codes?: { readonly unknown: number; readonly empty: number };
}

interface Order {
  readonly id: string;
  readonly symbol: string;
  readonly pair: string;
  readonly type?: string;
}

const orders: readonly Order[] = [
  { id: "8389765489680951453", symbol: "BTCUSD_PERP", pair: "BTCUSD" },
  { id: "8389765489680951454", symbol: "BTCUSD_PERP", pair: "BTCUSD" },
  { id: "8389765489680951453", symbol: "ETHUSD_PERP", pair: "ETHUSD" },
  { id: "8389765489680953117", symbol: "BTCUSD_260327", pair: "BTCUSD" },
  { id: oneId, symbol: "ETHUSD_PERP", pair: "ETHUSD" },
];

/** The exchange, as a `fetch`. */
export function createOtherExchange({
  now,
  fault,
  codes = { unknown: -1103, empty: -1105 },
}: OtherOptions) {
  let minute = 0;
  let used = 0;
  const has = (one: ExchangeFault): boolean => fault === one;

  const reply = (status: number, body: string, type = "application/json"): Response => {
    const headers = new Headers({ "content-type": type });
    if (!has("leaves the weight out")) headers.set("X-MBX-USED-WEIGHT-1M", String(used));
    return new Response(body, { status, headers });
  };
  const reject = (status: number, code: number): Response =>
    reply(status, JSON.stringify({ code, msg: "Rejected." }));

  const text = ({ id, symbol, pair }: Order, index: number): string => {
    const placed = 1_768_412_800_123 + index * 1000;
    const time = (ms: number): number =>
      has("sends times in seconds") ? Math.floor(ms / 1000) : ms;
    const fields: Record<string, unknown> = {
      avgPrice: "0.0",
      clientOrderId: `web_${index}`,
      cumBase: "0",
      executedQty: has("fills more than was ordered") ? "120" : "30",
      orderId: 0,
      origQty: "100",
      origType: "LIMIT",
      price: has("sends a price as a number") ? 94_120.5 : "94120.5",
      reduceOnly: false,
      side: index % 2 === 0 ? "SELL" : "BUY",
      positionSide: "BOTH",
      status: "PARTIALLY_FILLED",
      stopPrice: "0",
      closePosition: false,
      symbol,
      pair,
      time: time(placed),
      timeInForce: "GTC",
      type: "LIMIT",
      updateTime: time(placed + 500),
      workingType: "CONTRACT_PRICE",
      priceProtect: false,
    };
    if (has("drops a field")) delete fields["positionSide"];
    const digits = has("rounds ids") ? String(Number(id)) : id;
    return JSON.stringify(fields).replace('"orderId":0', `"orderId":${digits}`);
  };

  return async (input: string, init?: RequestInit): Promise<Response> => {
    const url = new URL(input);
    if (Math.floor(now() / 60_000) !== minute) [minute, used] = [Math.floor(now() / 60_000), 0];
    if (url.pathname === "/dapi/v1/time") {
      used += 1;
      return reply(200, JSON.stringify({ serverTime: now() }));
    }
    if (![path, onePath].includes(url.pathname))
      return reply(404, '{"code":-5000,"msg":"No such path."}');
    const query = url.searchParams;
    const light = url.pathname === onePath || query.has("symbol");
    used += has("counts every call as 1") || light ? 1 : 40;
    return Promise.resolve(respond(url, query, new Headers(init?.headers).get("x-mbx-apikey")));
  };

  function respond(url: URL, query: URLSearchParams, apiKey: string | null): Response {
    const raw = url.search.slice(1);
    const own = url.pathname === path ? ["symbol", "pair"] : ["orderId"];
    if (!has("does not look at the key")) {
      if (apiKey === null || !/^\w{64}$/u.test(apiKey)) return reject(401, -2014);
      if (apiKey !== otherKey.apiKey) return reject(401, -2015);
    }
    for (const [name, value] of query) {
      if (query.getAll(name).length > 1) return reject(400, -1101);
      if (![...own, "recvWindow", "timestamp", "signature"].includes(name))
        return reject(400, codes.unknown);
      if (value === "")
        return reject(
          400,
          ["timestamp", "signature", "orderId"].includes(name) ? -1102 : codes.empty,
        );
    }
    const timestamp = query.get("timestamp");
    const signature = query.get("signature");
    if (timestamp === null || signature === null || !/^\d+$/u.test(timestamp))
      return reject(400, -1102);
    if (raw.includes("%FF")) return reject(400, -1100);
    const window = query.get("recvWindow") ?? "5000";
    if (!/^-?\d+$/u.test(window)) return reject(400, -1100);
    if (Number(window) < 0 || Number(window) > 60_000) return reject(400, -1130);
    if (has("rejects recvWindow") && query.has("recvWindow")) return reject(400, -1106);
    const age = now() - Number(timestamp);
    if (age > Number(window) && !has("accepts old requests")) return reject(400, -1021);
    if (age <= -1000 && !has("accepts requests from the future")) return reject(400, -1021);
    if (!has("does not verify signatures") && !isSigned(raw, signature)) return reject(400, -1022);
    return url.pathname === path ? list(query) : orderOf(query);
  }

  function isSigned(raw: string, signature: string): boolean {
    const at = raw.lastIndexOf("&signature=");
    const payload = raw.slice(0, at);
    const signed = has("signs the decoded query") ? decodeURIComponent(payload) : payload;
    const right = createHmac("sha256", otherKey.secret).update(signed).digest("hex");
    const given = has("wants signatures in lower case") ? signature : signature.toLowerCase();
    return at !== -1 && raw.endsWith(`&signature=${signature}`) && given === right;
  }

  function orderOf(query: URLSearchParams): Response {
    const id = query.get("orderId");
    if (id === null || !/^-?\d+$/u.test(id)) return reject(400, -1102);
    if (id.startsWith("-")) return reject(400, -1130);
    const found = orders.find((order) => order.id === id);
    return found ? reply(200, text(found, orders.indexOf(found))) : reject(400, -2013);
  }

  function list(query: URLSearchParams): Response {
    const symbol = has("ignores symbol") ? null : query.get("symbol");
    const pair = has("ignores pair") ? null : query.get("pair");
    const found = orders.filter(
      (order) =>
        (symbol === null ||
          order.symbol === symbol ||
          (has("matches the beginning of a symbol") && order.symbol.startsWith(symbol))) &&
        (pair === null || order.pair === pair),
    );
    const twice = has("sends an order twice") ? found.slice(0, 1) : [];
    const body = `[${[...found, ...twice].map(text).join(",")}]`;
    if (has("wraps the list in an object")) return reply(200, `{"orders":${body}}`);
    return reply(200, body, has("sends the list as text/plain") ? "text/plain" : undefined);
  }
}
