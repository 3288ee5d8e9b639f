// A stand-in for fetch and time: answers from a list, remembers what was sent, sleeps by moving a clock.
import { createHmac } from "node:crypto";
import type { AttemptEvent, BinanceError, ClientOptions } from "../src/index.ts";
import { createCoinMFuturesClient, hmac } from "../src/index.ts";

export const apiKey = "key-ABCDEFGHIJKLMNOPQRSTUVWXYZ";
export const secret = "secret-0123456789";
export const start = 1_579_276_800_000;

/** An answer, a failure to connect, or an answer made from the request. */
export type Step =
  | Response
  | Error
  | ((url: string, init: RequestInit) => Response | Promise<Response>);

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(typeof body === "string" ? body : JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

export function errorResponse(
  status: number,
  code: number,
  headers: Record<string, string> = {},
): Response {
  return json({ code, msg: "Words of the exchange." }, status, headers);
}

export function scriptedExchange(steps: Step[], overrides: Partial<ClientOptions> = {}) {
  const sent: {
    url: string;
    at: number;
    headers: Record<string, string>;
    redirect: string | undefined;
  }[] = [];
  const slept: number[] = [];
  const events: AttemptEvent[] = [];
  let now = start;
  const options: ClientOptions = {
    apiKey,
    signer: hmac(secret),
    now: () => now,
    // Another start than the Unix epoch, so that the two are not mixed up.
    monotonicNow: () => now - start + 5000,
    random: () => 0.5,
    onAttempt: (event) => events.push(event),
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
    async fetch(input, init = {}) {
      const url = input instanceof Request ? input.url : input.toString();
      sent.push({
        url,
        at: now,
        headers: init.headers as Record<string, string>,
        redirect: init.redirect,
      });
      const step = steps.shift();
      if (step === undefined) throw new Error("The script is over, yet something was sent.");
      if (step instanceof Error) throw step;
      return typeof step === "function" ? step(url, init) : step;
    },
    ...overrides,
  };
  return {
    options,
    sent,
    slept,
    events,
    /** Moves the clock on, as if time had passed. */
    pass: (ms: number): void => {
      now += ms;
    },
  };
}

/** Makes one call through a script; `outcome` is what it gave or what it threw. */
export async function callOnce(steps: Step[], options: Partial<ClientOptions> = {}) {
  const script = scriptedExchange(steps, options);
  const outcome: unknown = await createCoinMFuturesClient(script.options)
    .listOpenOrders()
    .catch((error: unknown) => error);
  return { ...script, outcome: outcome as BinanceError };
}

/** A page from something in front of the exchange. */
export const html = (status: number) => new Response("<!DOCTYPE html><html></html>", { status });
export const dateOf = (ms: number) => new Date(ms).toUTCString();

/** Takes a signed URL apart with nothing of the client, and says whether its signature is right. */
export function dissect(url: string): {
  query: string;
  parameters: URLSearchParams;
  isSigned: boolean;
} {
  const query = url.slice(url.indexOf("?") + 1);
  const [signed = "", signature] = query.split("&signature=");
  const expected = createHmac("sha256", secret).update(signed).digest("hex");
  return {
    query: signed,
    parameters: new URLSearchParams(signed),
    isSigned: signature === expected,
  };
}
