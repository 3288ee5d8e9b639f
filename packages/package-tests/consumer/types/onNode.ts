// Uses the transport for Node, with an agent of the caller's own undici.
import { createCoinMFuturesClient, hmac } from "@open-orders/client";
import { createUndiciFetch } from "@open-orders/client/undici";
import type { UndiciFetch, UndiciFetchOptions } from "@open-orders/client/undici";
import { Agent } from "undici";

const pooled: UndiciFetchOptions = { connections: 4, pipelining: 2 };
export const fetches: UndiciFetch[] = [
  createUndiciFetch(pooled),
  createUndiciFetch({ dispatcher: new Agent() }),
];

export const clients = fetches.map((fetch) =>
  createCoinMFuturesClient({ apiKey: "key", signer: hmac("secret"), fetch }),
);
