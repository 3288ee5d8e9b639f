/**
 * A fetch for Node that goes straight to undici's dispatcher: less than half the CPU of the global
 * fetch for small answers, with connections that stay open. Needs the package `undici` beside this one.
 *
 * @packageDocumentation
 */
import { Readable } from "node:stream";
import { Agent } from "undici";
import type { Dispatcher } from "undici";

/** Options of `createUndiciFetch`. */
export interface UndiciFetchOptions {
  /** Connections to each host. @defaultValue 16 */
  connections?: number;
  /** Requests that may be under way on one connection; 1 waits for each answer. @defaultValue 1 */
  pipelining?: number;
  /** A dispatcher of yours in place of all this, for instance `new ProxyAgent(url)`. */
  dispatcher?: Dispatcher;
}

/** A fetch that owns its connections. */
export interface UndiciFetch {
  /** Sends a request, as `fetch` does. */
  (input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Closes the connections once nothing is under way on them; a dispatcher of yours stays open. */
  close(): Promise<void>;
}

/**
 * Makes a fetch for the option `fetch` of a client. It sends what a client sends (a method, a URL,
 * headers, a signal; no body), follows no redirect, and asks for no compression.
 *
 * @example
 * const fetch = createUndiciFetch();
 * const client = createCoinMFuturesClient({ apiKey, signer, fetch });
 */
export function createUndiciFetch(options: UndiciFetchOptions = {}): UndiciFetch {
  const { connections = 16, pipelining = 1, dispatcher } = options;
  const agent = dispatcher ?? new Agent({ connections, pipelining });

  const fetch = async (
    input: string | URL | Request,
    init: RequestInit = {},
  ): Promise<Response> => {
    const url = typeof input === "object" && "url" in input ? input.url : input.toString();
    // Found by hand: `new URL` would cost as much as all the rest of this function.
    const pathAt = url.indexOf("/", url.indexOf("//") + 2);
    const answer = await agent.request({
      origin: pathAt === -1 ? url : url.slice(0, pathAt),
      path: pathAt === -1 ? "/" : url.slice(pathAt),
      method: init.method ?? "GET",
      headers: init.headers as Record<string, string>,
      ...(init.signal && { signal: init.signal }),
    });
    // What of a Response the client and openapi-fetch read; a whole one would cost more than the call.
    return new UndiciResponse(answer) as unknown as Response;
  };
  return Object.assign(fetch, {
    AbortController: LightController,
    async close() {
      if (!dispatcher) await agent.close();
    },
  });
}

/**
 * What undici needs of an AbortController and its signal in one. To listen to a whole signal costs as much as
 * all else that the client adds to a request.
 */
class LightController {
  reason: unknown;
  #listener: (() => void) | undefined;

  get signal(): this {
    return this;
  }

  abort(reason: unknown): void {
    this.reason = reason;
    this.#listener?.();
  }

  addEventListener(_type: "abort", listener: () => void): void {
    this.#listener = listener;
  }

  removeEventListener(): void {
    this.#listener = undefined;
  }
}

class UndiciResponse {
  readonly type = "default";
  readonly status: number;
  readonly headers: UndiciHeaders;
  readonly #body: Dispatcher.ResponseData["body"];

  constructor({ statusCode, headers, body }: Dispatcher.ResponseData) {
    this.status = statusCode;
    this.headers = new UndiciHeaders(headers);
    this.#body = body;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get body(): ReadableStream {
    return Readable.toWeb(this.#body) as ReadableStream;
  }

  async text(): Promise<string> {
    const text = await this.#body.text();
    // undici counts the connection as busy until the event loop turns. A call made before that would
    // open a second one.
    return new Promise((resolve) => setImmediate(resolve, text));
  }

  json(): Promise<unknown> {
    return this.#body.json();
  }
}

/** Enough of Headers to read from, and to make real ones of: `new Headers(these)`. */
class UndiciHeaders {
  readonly #raw: Record<string, string | string[] | undefined>;

  constructor(raw: Record<string, string | string[] | undefined>) {
    this.#raw = raw;
  }

  /** Names of undici are in lower case already. */
  get(name: string): string | null {
    const value = this.#raw[name];
    return value === undefined ? null : String(value);
  }

  has(name: string): boolean {
    return this.#raw[name] !== undefined;
  }

  *[Symbol.iterator](): IterableIterator<[string, string]> {
    for (const [name, value] of Object.entries(this.#raw))
      if (value !== undefined) yield [name, String(value)];
  }
}
