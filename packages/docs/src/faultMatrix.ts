// The fault matrix, which the contract tests play row by row. Its file explains its words.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Language } from "@open-orders/specs";
import { parse } from "yaml";

export interface FaultRow extends Consequence {
  fault: Record<Language, string>;
  options?: Record<string, number>;
}

export interface Consequence {
  gets: { orders: "all" | object[] } | { error: string; kind: string; code?: number };
  attempts: number;
  waits: Wait[];
}

/** Milliseconds: exactly so many, or any number below. */
export type Wait = number | { below: number };

// Found through its package: a bundle of this module lies somewhere else.
const tests = dirname(
  createRequire(import.meta.url).resolve("@open-orders/contract-tests/package.json"),
);
const text = readFileSync(join(tests, "test/faults/faultMatrix.yaml"), "utf8");

export const { groups: faultMatrix } = parse(text, { merge: true }) as {
  groups: { title: Record<Language, string>; rows: FaultRow[] }[];
};
