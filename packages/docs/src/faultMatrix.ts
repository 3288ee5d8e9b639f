// The fault matrix, which the contract tests play row by row. Its file explains its words.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "@open-orders/specs";
import { parse } from "yaml";
import { packageFolder } from "./packageFolder.ts";

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

const file = join(packageFolder("@open-orders/contract-tests"), "test/faults/faultMatrix.yaml");
const text = readFileSync(file, "utf8");

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the client's tests run every row of this file
export const { groups: faultMatrix } = parse(text, { merge: true }) as {
  groups: { title: Record<Language, string>; rows: FaultRow[] }[];
};
