// `pnpm run bench`: how many signed requests the exchange responds to in a second, in process, beside a bare Hono
// handler that verifies the same signature and does nothing else. Ends with 1 when a target is missed.
import { createHmac, timingSafeEqual } from "node:crypto";
import { cpus } from "node:os";
import { Hono } from "hono";
import { createMockExchange, demoAccount } from "../src/index.ts";
import { coinM as path, coinMOrder, noon } from "../test/calls.ts";

const leastPerSecond = 10_000;
const mostTimesBare = 2;
const requestsPerRound = 2000;
const rounds = 31;

const orderId = "8389765489680951453";
const order = coinMOrder({ orderId });

/** Responds as `fetch` would. */
type Fetch = (url: string, init: RequestInit) => Response | Promise<Response>;

/** Verifies the signature, responds with a fixed body: what any mock has to do at least. */
function bareHandler(body: string): Fetch {
  const app = new Hono().get(path, (context) => {
    const { url } = context.req;
    const mark = url.indexOf("&signature=");
    const payload = url.slice(url.indexOf("?") + 1, mark);
    const expected = createHmac("sha256", demoAccount.secret).update(payload).digest();
    const given = Buffer.from(url.slice(mark + "&signature=".length), "hex");
    const valid = given.length === expected.length && timingSafeEqual(given, expected);
    return valid
      ? context.body(body, 200, { "Content-Type": "application/json" })
      : context.text("", 400);
  });
  return (url, init) => app.request(url, init);
}

/** Signed beforehand, each with another query, so that signing costs no time and nothing can be kept. */
function signedUrls(): string[] {
  return Array.from({ length: requestsPerRound }, (_, index) => {
    const query = `symbol=BTCUSD_PERP&recvWindow=${5000 + index}&timestamp=${noon}`;
    const signature = createHmac("sha256", demoAccount.secret).update(query).digest("hex");
    return `https://dapi.binance.com${path}?${query}&signature=${signature}`;
  });
}

/** Microseconds per request, one after another, bodies read. */
async function measure(fetch: Fetch, urls: readonly string[]): Promise<number> {
  const init = { headers: { "X-MBX-APIKEY": demoAccount.apiKey } };
  const started = process.hrtime.bigint();
  for (const url of urls) {
    const response = await fetch(url, init);
    const text = await response.text();
    if (response.status !== 200 || !text.includes(orderId)) throw new Error(text);
  }
  return Number(process.hrtime.bigint() - started) / 1000 / urls.length;
}

const exchange = createMockExchange({
  now: () => noon,
  accounts: [{ ...demoAccount, orders: { listOpenOrders: [order] } }],
  weightLimits: { "coin-m-futures": Infinity },
});
const urls = signedUrls();
const bare = bareHandler(`[${JSON.stringify(order)}]`);
for (const fetch of [bare, exchange.fetch]) await measure(fetch, urls);

const taken: { bare: number; mock: number }[] = [];
for (let round = 0; round < rounds; round += 1)
  taken.push({ bare: await measure(bare, urls), mock: await measure(exchange.fetch, urls) });

const median = (values: number[]) => values.toSorted((a, b) => a - b)[rounds >> 1] ?? NaN;
const bareMicros = median(taken.map((round) => round.bare));
const mockMicros = median(taken.map((round) => round.mock));
const perSecond = 1_000_000 / mockMicros;
const ratio = median(taken.map((round) => round.mock / round.bare));
console.log(`Node ${process.versions.node}, ${cpus()[0]?.model.trim()}, ${rounds} rounds of ${requestsPerRound}, medians
bare Hono handler   ${bareMicros.toFixed(1)} µs per request
mock exchange       ${mockMicros.toFixed(1)} µs per request, ${Math.round(perSecond)} a second (at least ${leastPerSecond})
ratio               ${ratio.toFixed(2)} (at most ${mostTimesBare})`);
if (perSecond < leastPerSecond || ratio > mostTimesBare) {
  console.log("A target is missed.");
  process.exitCode = 1;
}
