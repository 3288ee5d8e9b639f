// The fault matrix as it stands in faultMatrix.yaml, where its words are explained.
import { readFileSync } from "node:fs";
import type { ErrorKind, ResponseErrorReason } from "@open-orders/client";
import type { Fault } from "@open-orders/mock-exchange";
import { parse } from "yaml";
import type { ServerName } from "./servers.ts";

export interface FaultGroup {
  readonly title: Texts;
  readonly rows: readonly FaultRow[];
}

export interface FaultRow extends Consequence {
  readonly fault: Texts;
  readonly play: Play;
  readonly options?: { readonly timeoutMs?: number; readonly totalTimeoutMs?: number };
}

export interface Consequence {
  readonly gets: Gets;
  readonly attempts: number;
  readonly waits: readonly Wait[];
}

export type Play =
  | { readonly mock: Omit<Fault, "operationId"> }
  | { readonly server: ServerName }
  | { readonly parameter: string }
  | { readonly clockAheadMs: number };

export type Gets = { readonly orders: "all" | readonly object[] } | ErrorShape;

/** An error: its class, and its fields. */
export interface ErrorShape {
  readonly error: string;
  readonly kind: ErrorKind;
  readonly status?: number;
  readonly code?: number;
  readonly reason?: ResponseErrorReason;
  readonly limit?: "timeoutMs" | "totalTimeoutMs";
  readonly limitMs?: number;
  readonly retryAfterMs?: number;
  readonly banned?: boolean;
}

export type Wait = number | { readonly below: number };

interface Texts {
  readonly en: string;
  readonly "zh-CN": string;
}

/** When the first request of each row is sent: 20 s into a minute, by which weight is counted. */
export const startMs = Date.UTC(2023, 10, 14, 22, 13, 20);

const file = new URL("faultMatrix.yaml", import.meta.url);
const { groups } = parse(readFileSync(file, "utf8"), { merge: true }) as {
  readonly groups: readonly FaultGroup[];
};
export const faultMatrix = groups;
