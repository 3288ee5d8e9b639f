// Faults: what can be made to go wrong, as data, and what is sent instead of the right response.
import type { MockResponse, Header, Delivery } from "./response.ts";
import { codeOf, findErrorExample, statusOf } from "./errorExamples.ts";
import type { ErrorExample } from "./errorExamples.ts";
import type { ServedOperation } from "./operations.ts";

/** One fault. Without status, code, example and body the right response is sent. */
export interface Fault {
  /** Only requests of this operation; `clock` for a clock that is no described operation. @defaultValue all */
  readonly operationId?: string | undefined;
  /** How many requests it happens to; Infinity for all. @defaultValue 1 */
  readonly times?: number | undefined;
  /** How many requests pass before the first one. @defaultValue 0 */
  readonly skip?: number | undefined;
  /** Probability, 0 to 1, that it happens to a request, decided by the exchange's seed. @defaultValue 1 */
  readonly chance?: number | undefined;

  /** HTTP status, 200 to 599. @defaultValue the status that the code or example is described with */
  readonly status?: number | undefined;
  /**
   * The exchange's error code: the body is its described example. A code that is described with several statuses has the
   * lowest, unless `status` is given.
   */
  readonly code?: number | undefined;
  /** Name of a described example, such as `INVALID_TIMESTAMP`: the body. */
  readonly example?: string | undefined;
  /**
   * The body itself. Bytes are sent as they are, for instance compressed.
   *
   * @defaultValue the first described example of the status; empty where the status is below 400
   */
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined;
  /**
   * `Content-Type`, which also selects among described examples. To change the header alone, use `headers`.
   *
   * @defaultValue the example's, else application/json
   */
  readonly contentType?: string | undefined;
  /** Headers that replace those of the response, or are added to them; null removes one. */
  readonly headers?: Readonly<Record<string, string | null>> | undefined;

  /** Milliseconds before the headers are sent. @defaultValue 0 */
  readonly delayMs?: number | undefined;
  /** Sends nothing more, before the headers or in the middle of the body, and keeps the connection open. */
  readonly hang?: "before" | "during" | undefined;
  /** Resets the connection before the headers, or in the middle of the body. */
  readonly reset?: "before" | "during" | undefined;
  /**
   * Bytes of the body that are sent, as if it ended there; for `hang` and `reset`, bytes before them.
   * @defaultValue all
   */
  readonly truncateAt?: number | undefined;
  /** Bytes of the body sent at a time. @defaultValue all */
  readonly chunkBytes?: number | undefined;
  /** Milliseconds before each chunk of the body. @defaultValue 0 */
  readonly chunkDelayMs?: number | undefined;
}

/** The response of a fault; undefined where the right one is sent. */
export function faultResponse(fault: Fault, operation: ServedOperation): MockResponse | undefined {
  const { status, code, example, body, contentType } = fault;
  if (status === undefined && code === undefined && example === undefined && body === undefined) {
    return undefined;
  }
  if (body !== undefined) {
    return { status: status ?? 200, body, contentType: contentType ?? "application/json" };
  }
  if (isBare(fault)) return { status: status ?? 200, body: "", contentType };
  const described = describedFor(fault, operation);
  if (!described) throw new TypeError(`fault: ${operation.id} describes no such response`);
  const { value } = described;
  return {
    status: status ?? statusOf(described),
    code: codeOf(value),
    contentType: value === "" ? contentType : described.contentType,
    body: typeof value === "string" ? value : JSON.stringify(value),
  };
}

/** The headers of a response, changed as the fault says. */
export function faultHeaders(fault: Fault, headers: readonly Header[]): readonly Header[] {
  const changes = Object.entries({
    ...(fault.contentType === undefined ? {} : { "Content-Type": fault.contentType }),
    ...fault.headers,
  });
  if (changes.length === 0) return headers;
  const changed = new Set(changes.map(([name]) => name.toLowerCase()));
  return [
    ...headers.filter(([name]) => !changed.has(name.toLowerCase())),
    ...changes.filter((change): change is [string, string] => change[1] !== null),
  ];
}

/** How the response is delivered; undefined for at once and complete. */
export function faultDelivery(fault: Fault): Delivery | undefined {
  const { delayMs, hang, reset, truncateAt, chunkBytes, chunkDelayMs } = fault;
  const delivery = { delayMs, hang, reset, truncateAt, chunkBytes, chunkDelayMs };
  return Object.values(delivery).some((value) => value !== undefined) ? delivery : undefined;
}

/** Whether the body is empty: no example is described for a success or a redirect. */
export function isBare({ status, code, example }: Fault): boolean {
  return status !== undefined && status < 400 && code === undefined && example === undefined;
}

/** The described example that a fault sends. */
export function describedFor(
  { status, code, example, contentType }: Fault,
  { errors }: ServedOperation,
): ErrorExample | undefined {
  return findErrorExample(errors, { status, code, example, contentType });
}
