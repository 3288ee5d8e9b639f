// Whether a fault can be played, told when it is injected. It may have come over HTTP, so nothing about it is taken
// for granted.
import type { Operation } from "./description.ts";
import { describedFor, isBare } from "./fault.ts";
import type { Fault } from "./fault.ts";

type Rule = readonly [fits: (value: never) => boolean, complaint: string];

const isText = (value: unknown): boolean => typeof value === "string";
const atLeast = (least: number): Rule => [
  (value: unknown) => typeof value === "number" && value >= least,
  `must be a number of at least ${least}`,
];
const text: Rule = [isText, "must be a text"];
const moment: Rule = [
  (value: unknown) => value === "before" || value === "during",
  'must be "before" or "during"',
];

const rules: Readonly<Record<keyof Fault, Rule>> = {
  operationId: text,
  times: atLeast(0),
  skip: atLeast(0),
  chance: [(value: number) => atLeast(0)[0](value as never) && value <= 1, "must lie in 0 to 1"],
  // Below 200 an answer would not be final, and fetch knows no such Response.
  status: [
    (value: number) => Number.isInteger(value) && value >= 200 && value <= 599,
    "must be an integer of 200 to 599",
  ],
  code: [Number.isInteger, "must be an integer"],
  example: text,
  body: [
    (value: unknown) => isText(value) || value instanceof Uint8Array,
    "must be a text or bytes",
  ],
  contentType: text,
  headers: [areHeaders, "must be an object of header names and texts that HTTP allows, or null"],
  delayMs: atLeast(0),
  hang: moment,
  reset: moment,
  truncateAt: atLeast(0),
  chunkBytes: atLeast(1),
  chunkDelayMs: atLeast(0),
};

/**
 * Checks a fault.
 *
 * @returns The operations that it can befall.
 * @throws TypeError that names the option that is wrong.
 */
export function checkFault(fault: Fault, operations: readonly Operation[]): readonly Operation[] {
  if (typeof fault !== "object" || fault === null || Array.isArray(fault)) {
    throw new TypeError("fault: must be an object");
  }
  for (const [name, value] of Object.entries(fault)) {
    const rule = Object.hasOwn(rules, name) ? rules[name as keyof Fault] : undefined;
    if (!rule) {
      const known = Object.keys(rules).join(", ");
      throw new TypeError(`fault.${name}: no such option; there are ${known}`);
    }
    const [fits, complaint] = rule;
    if (value !== undefined && !fits(value as never)) {
      throw new TypeError(`fault.${name}: ${complaint}`);
    }
  }
  const { operationId, status, code, example, body, contentType } = fault;
  const concerned = operations.filter(({ id }) => id === (operationId ?? id));
  if (concerned.length === 0) {
    const ids = operations.map(({ id }) => id).join(", ");
    throw new TypeError(`fault.operationId: ${operationId} is none of ${ids}`);
  }
  const replaces = (status ?? code ?? example) !== undefined && body === undefined;
  if (!replaces || isBare(fault)) return concerned;
  const able = concerned.filter((operation) => describedFor(fault, operation));
  if (able.length > 0) return able;
  const wanted = JSON.stringify({ status, code, example, contentType });
  throw new TypeError(`fault: no answer is described with ${wanted}; give it a body`);
}

function areHeaders(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const given = Object.entries(value).map(([name, one]) => [name, one === null ? "" : one]);
  if (!given.every(([, one]) => isText(one))) return false;
  try {
    return Boolean(new Headers(given as [string, string][]));
  } catch {
    return false;
  }
}
