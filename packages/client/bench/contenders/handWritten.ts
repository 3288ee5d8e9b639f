// What a programmer would write without any library: sign, send, parse. No check but of the status, no
// exact ids, and a limit of time only where the name says so.
import { createHmac } from "node:crypto";
import { request } from "undici";
import { apiKey, apiSecret, paths, patienceMs, symbols } from "./contender.ts";
import type { Prepare, Target } from "./contender.ts";

function signed({ origin, api }: Target): string {
  const query = `symbol=${symbols[api]}&timestamp=${Date.now()}`;
  const signature = createHmac("sha256", apiSecret).update(query).digest("hex");
  return `${origin}${paths[api]}?${query}&signature=${signature}`;
}

export const handWrittenFetch: Prepare = (target) => async () => {
  const response = await fetch(signed(target), { headers: { "X-MBX-APIKEY": apiKey } });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return JSON.parse(await response.text());
};

/** Shows what a limit of time costs by itself: Node keeps a fetch that has a signal until a major collection. */
export const handWrittenFetchWithLimit: Prepare = (target) => async () => {
  const signal = AbortSignal.timeout(patienceMs);
  const response = await fetch(signed(target), { headers: { "X-MBX-APIKEY": apiKey }, signal });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return JSON.parse(await response.text());
};

export const handWrittenUndici: Prepare = (target) => async () => {
  const { statusCode, body } = await request(signed(target), {
    headers: { "X-MBX-APIKEY": apiKey },
  });
  if (statusCode !== 200) throw new Error(`status ${statusCode}`);
  return JSON.parse(await body.text());
};
