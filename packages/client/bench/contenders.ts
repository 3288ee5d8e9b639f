// Everybody who takes part: code written by hand, this client as it is published, and the packages one could take
// instead (peers.ts). The first is what all others are compared with.
import { createHmac } from "node:crypto";
import http from "node:http";
import https from "node:https";
import {
  createCoinMFuturesClient,
  createPortfolioMarginClient,
  createWeightBudget,
  hmac,
} from "@open-orders/client";
import type { ClientOptions } from "@open-orders/client";
import { peers } from "./peers/peers.ts";
import { apiKey, apiSecret, paths, patienceMs, symbols } from "./target.ts";
import type { ApiName, Contender, ListOrders, Target } from "./target.ts";

function signedPath(api: ApiName): string {
  const query = `symbol=${symbols[api]}&timestamp=${Date.now()}`;
  const signature = createHmac("sha256", apiSecret).update(query).digest("hex");
  return `${paths[api]}?${query}&signature=${signature}`;
}

const headers = { "X-MBX-APIKEY": apiKey };

function byFetch({ origin, api }: Target): ListOrders {
  return async () => {
    const response = await fetch(origin + signedPath(api), { headers });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return JSON.parse(await response.text());
  };
}

/** What one writes to be as fast as can be: connections that stay open, and a limit of time. */
function byHttps({ origin, api }: Target): ListOrders {
  const { protocol, hostname, port } = new URL(origin);
  const module = protocol === "https:" ? https : http;
  const agent = new module.Agent({ keepAlive: true, maxSockets: 16 });
  return () =>
    new Promise((resolve, reject) => {
      const options = { hostname, port, agent, headers, path: signedPath(api) };
      const request = module.get(options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          clearTimeout(timer);
          if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode}`));
          else resolve(JSON.parse(Buffer.concat(chunks).toString()));
        });
      });
      const timer = setTimeout(() => request.destroy(new Error("timeout")), patienceMs);
      request.on("error", reject);
    });
}

/** All that the client does by default is on; only the weight budget is too large to make it wait. */
function clientOptions(origin: string): ClientOptions {
  return {
    apiKey,
    signer: hmac(apiSecret),
    baseUrl: origin,
    timeoutMs: patienceMs,
    totalTimeoutMs: patienceMs,
    maxRetries: 0,
    weightBudget: createWeightBudget({ limit: 1e9 }),
  };
}

function byClient({ origin, api }: Target, more: Partial<ClientOptions> = {}): ListOrders {
  const options = { ...clientOptions(origin), ...more };
  const symbol = symbols[api];
  if (api === "dapi") {
    const client = createCoinMFuturesClient(options);
    return () => client.listOpenOrders({ symbol });
  }
  const client = createPortfolioMarginClient(options);
  return () => client.listMarginOpenOrders({ symbol });
}

function byPath({ origin, api }: Target): ListOrders {
  const params = { query: { symbol: symbols[api] } };
  if (api === "dapi") {
    const client = createCoinMFuturesClient(clientOptions(origin));
    return async () => (await client.http.GET(paths.dapi, { params })).data;
  }
  const client = createPortfolioMarginClient(clientOptions(origin));
  return async () => (await client.http.GET(paths.papi, { params })).data;
}

export const contenders: readonly Contender[] = [
  { id: "fetch", label: "hand-written fetch", prepare: byFetch },
  { id: "https", label: "hand-written node:https", prepare: byHttps },
  { id: "client", label: "this client", prepare: byClient },
  { id: "clientByPath", label: "this client by path", with: "client", prepare: byPath },
  {
    id: "clientOverFetch",
    label: "this client over fetch",
    prepare: (target) => byClient(target, { fetch: globalThis.fetch }),
  },
  ...peers,
];
