// An answer before it is on its way, the same for both ways out: a Response in process, or a socket.

/** What the exchange answers. */
export interface MockResponse {
  readonly status: number;
  /** The exchange's own code, when the body is one of its errors. */
  readonly code?: number | undefined;
  readonly contentType: string | undefined;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers?: readonly Header[];
}

/** A header's name and value. */
export type Header = readonly [name: string, value: string];

/** How an answer travels when a fault is played; all of it at once when there is none. */
export interface Delivery {
  readonly delayMs?: number | undefined;
  readonly hang?: "before" | "during" | undefined;
  readonly reset?: "before" | "during" | undefined;
  readonly cutAt: number | undefined;
  readonly chunkBytes?: number | undefined;
  readonly chunkDelayMs?: number | undefined;
}

/** An answer with all its headers, ready to leave. */
export interface OutgoingResponse {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly delivery?: Delivery | undefined;
}

/** A request as it came: nothing decoded, nothing rewritten. */
export interface IncomingRequest {
  readonly method: string;
  /** Path and query as on the request line, which is ASCII. */
  readonly target: string;
  readonly header: (name: string) => string | null | undefined;
}

/** Waits; ends early, rejecting with the signal's reason, when the signal is aborted. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

const encoder = new TextEncoder();

/** The body as bytes. A Response made of text would add a content type where there must be none. */
export function bytesOf({ body }: OutgoingResponse): Uint8Array<ArrayBuffer> {
  return typeof body === "string" ? encoder.encode(body) : body;
}

/** The pieces of a body as a fault wants them sent; ends with `Reset` or never, if it says so. */
export async function* pieces(
  outgoing: OutgoingResponse,
  sleep: Sleep,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { delivery } = outgoing;
  const whole = bytesOf(outgoing);
  const broken = delivery?.hang === "during" || delivery?.reset === "during";
  const bytes = whole.subarray(0, delivery?.cutAt ?? (broken ? whole.length >> 1 : whole.length));
  const size = delivery?.chunkBytes ?? Math.max(bytes.length, 1);
  for (let start = 0; start < bytes.length; start += size) {
    if (delivery?.chunkDelayMs !== undefined) await sleep(delivery.chunkDelayMs, signal);
    yield bytes.subarray(start, start + size);
  }
  if (delivery?.hang === "during") await never(signal);
  if (delivery?.reset === "during") throw new Reset();
}

/** Never settles, unless the signal is aborted. */
export async function never(signal?: AbortSignal): Promise<never> {
  return new Promise<never>((_resolve, reject) => {
    const stop = (): void => reject(signal?.reason as Error);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}

/** The connection is cut. Carries the code that Node gives to such a failure. */
export class Reset extends Error {
  readonly code = "ECONNRESET";
  constructor() {
    super("the mock exchange cut the connection, as a fault asked it to");
  }
}

/** The `sleep` used unless another is handed in. */
export const timerSleep: Sleep = async (ms, signal) => {
  await new Promise<void>((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
};
