// Faults on demand: what can be made to go wrong, declared as data, and what is answered then.
import type { MockResponse, Header, Delivery } from "./response.ts";
import { codeOf, findErrorExample, statusOf } from "./errorExamples.ts";
import type { ErrorExample } from "./errorExamples.ts";
import type { ServedOperation } from "./operations.ts";

/** One thing that goes wrong. Without status, code, example and body the right answer is kept. */
export interface Fault {
  /** Only requests of this operation; `clock` for a clock that is no described operation. @default all */
  readonly operationId?: string | undefined;
  /** How many requests it befalls; Infinity for all that come. @default 1 */
  readonly times?: number | undefined;
  /** How many requests it lets pass first. @default 0 */
  readonly skip?: number | undefined;
  /** Probability, 0 to 1, that it befalls a request, decided by the exchange's seed. @default 1 */
  readonly chance?: number | undefined;

  /** HTTP status, 200 to 599. @default the status that the code or example is described with */
  readonly status?: number | undefined;
  /**
   * The exchange's error code: the body is the described example of it. A code that goes with several
   * statuses comes with the lowest unless `status` is given.
   */
  readonly code?: number | undefined;
  /** Name of a described example, such as `INVALID_TIMESTAMP`, which is then the body. */
  readonly example?: string | undefined;
  /**
   * The body itself. Bytes go out as they are, compressed ones for instance.
   *
   * @default the first described example of the status; nothing where the status is below 400
   */
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined;
  /**
   * `Content-Type`, which also chooses among described examples; give it in `headers` to change the
   * header alone.
   *
   * @default the example's, else application/json
   */
  readonly contentType?: string | undefined;
  /** Headers put in place of, or besides, those of the answer; null takes one away. */
  readonly headers?: Readonly<Record<string, string | null>> | undefined;

  /** Milliseconds before the headers are sent. @default 0 */
  readonly delayMs?: number | undefined;
  /** Falls silent for good before the headers, or in the middle of the body. */
  readonly hang?: "before" | "during" | undefined;
  /** Cuts the connection before the headers, or in the middle of the body. */
  readonly reset?: "before" | "during" | undefined;
  /** Bytes of the body that are sent, as if they were all; the middle for `hang` and `reset`. @default all */
  readonly truncateAt?: number | undefined;
  /** Bytes of the body sent at a time. @default all */
  readonly chunkBytes?: number | undefined;
  /** Milliseconds before each chunk of the body. @default 0 */
  readonly chunkDelayMs?: number | undefined;
}

/** The answer a fault puts in place of the right one; undefined when it keeps it. */
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
  if (!described) throw new TypeError(`fault: ${operation.id} describes no such answer`);
  const { value } = described;
  return {
    status: status ?? statusOf(described),
    code: codeOf(value),
    contentType: value === "" ? contentType : described.contentType,
    body: typeof value === "string" ? value : JSON.stringify(value),
  };
}

/** Puts a fault's headers over those of the answer. */
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

/** How the answer travels; undefined when at once and whole. */
export function faultDelivery(fault: Fault): Delivery | undefined {
  const { delayMs, hang, reset, truncateAt, chunkBytes, chunkDelayMs } = fault;
  const delivery = { delayMs, hang, reset, cutAt: truncateAt, chunkBytes, chunkDelayMs };
  return Object.values(delivery).some((value) => value !== undefined) ? delivery : undefined;
}

/** A success or a redirect is not described as an example; it has no body unless it is given one. */
export function isBare({ status, code, example }: Fault): boolean {
  return status !== undefined && status < 400 && code === undefined && example === undefined;
}

/** The described answer that a fault asks for. */
export function describedFor(
  { status, code, example, contentType }: Fault,
  { errors }: ServedOperation,
): ErrorExample | undefined {
  return findErrorExample(errors, { status, code, example, contentType });
}
