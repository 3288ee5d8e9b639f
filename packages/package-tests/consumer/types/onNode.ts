// Passes the transport for Node an agent of the caller's own.
import { Agent } from "node:https";
import { createCoinMFuturesClient, hmac } from "@open-orders/client";
import type { HttpAgent } from "@open-orders/client";

export const agents: HttpAgent[] = [new Agent({ keepAlive: true, maxSockets: 4 })];

export const clients = agents.map((agent) =>
  createCoinMFuturesClient({ apiKey: "key", signer: hmac("secret"), agent }),
);
