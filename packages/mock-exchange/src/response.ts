// A response before it is sent, the same for `fetch` and HTTP, and how a fault delivers it.

/** What the exchange returns. */
export interface MockResponse {
  readonly status: number;
  /** The exchange's error code, where the body is one of its errors. */
  readonly code?: number | undefined;
  readonly contentType: string | undefined;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers?: readonly Header[];
}

/** A header's name and value. */
export type Header = readonly [name: string, value: string];

/** How a fault delivers a response; without a fault, at once and complete. */
export interface Delivery {
  readonly delayMs?: number | undefined;
  readonly hang?: "before" | "during" | undefined;
  readonly reset?: "before" | "during" | undefined;
  readonly truncateAt: number | undefined;
  readonly chunkBytes?: number | undefined;
  readonly chunkDelayMs?: number | undefined;
}

/** A response with all its headers, ready to be sent. */
export interface OutgoingResponse {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly delivery?: Delivery | undefined;
}

/** A request as received: nothing decoded, nothing rewritten. */
export interface IncomingRequest {
  readonly method: string;
  /** Path and query as on the request line: ASCII. */
  readonly target: string;
  readonly header: (name: string) => string | null | undefined;
}

/** Waits; rejects with the signal's reason as soon as the signal is aborted. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

const encoder = new TextEncoder();

/** The body as bytes: a Response of a string would add a content type where there must be none. */
export function bytesOf({ body }: OutgoingResponse): Uint8Array<ArrayBuffer> {
  return typeof body === "string" ? encoder.encode(body) : body;
}

/** The chunks of a body as a fault sends them; ends with `Reset`, or never, where it says so. */
export async function* pieces(
  outgoing: OutgoingResponse,
  delivery: Delivery,
  sleep: Sleep,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const complete = bytesOf(outgoing);
  const sent = breaksOff(delivery) ? complete.length >> 1 : complete.length;
  const bytes = complete.subarray(0, delivery.truncateAt ?? sent);
  const size = delivery.chunkBytes ?? Math.max(bytes.length, 1);
  for (let start = 0; start < bytes.length; start += size) {
    if (delivery.chunkDelayMs !== undefined) await sleep(delivery.chunkDelayMs, signal);
    yield bytes.subarray(start, start + size);
  }
  if (delivery.hang === "during") await never(signal);
  if (delivery.reset === "during") throw new Reset();
}

/** Whether a body ends before its `Content-Length`. */
export function breaksOff({ hang, reset }: Delivery): boolean {
  return hang === "during" || reset === "during";
}

/** Waits until the signal is aborted; without one, indefinitely. */
export async function aborted(signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    if (signal?.aborted) resolve();
    else signal?.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** Never settles, unless the signal is aborted. */
export async function never(signal?: AbortSignal): Promise<never> {
  await aborted(signal);
  signal?.throwIfAborted();
  return never();
}

/** The connection is reset. It has the code that Node gives to such a failure. */
export class Reset extends Error {
  readonly code = "ECONNRESET";
  constructor() {
    super("a fault of the mock exchange reset the connection");
  }
}

/** The default `sleep`. */
export const timerSleep: Sleep = async (ms, signal) => {
  signal?.throwIfAborted();
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end, { once: true });
  });
  signal?.throwIfAborted();
};
