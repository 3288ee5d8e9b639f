// Checks a fault when it is injected, so that nothing unexpected happens when it is used.
import { isObject } from "@open-orders/specs/model";
import { checkOptions, count, delayMs, integer, number, string } from "./checkOptions.ts";
import type { Rule, Rules } from "./checkOptions.ts";
import type { ServedOperation } from "./operations.ts";
import { describedFor, isBare } from "./fault.ts";
import type { Fault } from "./fault.ts";

const moment: Rule = [(value) => value === "before" || value === "during", '"before" or "during"'];

/** A token (RFC 9110, 5.6.2). */
const headerName = /^[\w!#$%&'*+.^`|~-]+$/u;
/** What may stand in a header: visible ASCII, the upper half of Latin-1, spaces and tabs (RFC 9110, 5.5). */
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/u;

const rules: Rules<Fault> = {
  operationId: string,
  times: count(1),
  skip: integer(0),
  chance: number(0, 1),
  // Below 200 a response would not be final, and fetch knows no such Response.
  status: integer(200, 599),
  code: integer(),
  example: string,
  body: [
    (value) => typeof value === "string" || value instanceof Uint8Array,
    "a string or a Uint8Array",
  ],
  contentType: [isHeaderValue, "a string that HTTP allows as a header's value"],
  headers: [areHeaders, "an object of header names with values that HTTP allows, or null"],
  delayMs,
  hang: moment,
  reset: moment,
  truncateAt: integer(0),
  chunkBytes: integer(1),
  chunkDelayMs: delayMs,
};

/** Checks the options of a fault. @throws TypeError that names the one that is wrong. */
export function checkFaultOptions(fault: unknown): asserts fault is Fault {
  checkOptions(fault, rules, "fault");
}

/**
 * Checks a fault against the description.
 *
 * @returns The operations that it can happen to.
 * @throws TypeError that names the option that is wrong.
 */
export function checkFault(
  fault: Fault,
  operations: readonly ServedOperation[],
): readonly ServedOperation[] {
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
  throw new TypeError(`fault: no response is described with ${wanted}; give it a body`);
}

function isHeaderValue(value: unknown): boolean {
  return typeof value === "string" && headerValue.test(value);
}

function areHeaders(value: unknown): boolean {
  if (!isObject(value)) return false;
  return Object.entries(value).every(
    ([name, one]) => headerName.test(name) && (one === null || isHeaderValue(one)),
  );
}
