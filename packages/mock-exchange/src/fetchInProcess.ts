// `fetch` without a network: reads its arguments, and returns a Response or fails as fetch does.
import { bytesOf, never, pieces, Reset } from "./response.ts";
import type { Delivery, IncomingRequest, OutgoingResponse, Sleep } from "./response.ts";
import type { Exchange } from "./exchange.ts";
import type { MockExchange } from "./options.ts";

/** Statuses whose responses have no body (Fetch standard, "null body status"). */
const withoutBody = new Set([204, 205, 304]);
const redirects = new Set([301, 302, 303, 307, 308]);
/** As many as fetch follows. */
const maxRedirects = 20;

/** The `fetch` of an exchange. */
export function fetchFrom(respond: Exchange["respond"], sleep: Sleep): MockExchange["fetch"] {
  return async function mockFetch(input, init = {}) {
    const request = typeof input === "string" || input instanceof URL ? undefined : input;
    const signal = init.signal ?? request?.signal ?? undefined;
    const mode = init.redirect ?? request?.redirect ?? "follow";
    const method = init.method ?? request?.method ?? "GET";
    const headers = new Headers(init.headers ?? request?.headers);
    let url = new URL(typeof input === "string" ? input : "url" in input ? input.url : input.href);
    for (let hops = 0; hops <= maxRedirects; hops += 1) {
      signal?.throwIfAborted();
      const outgoing = await respond(incomingOf(method, url, headers));
      signal?.throwIfAborted();
      const response = await deliver(outgoing, sleep, signal);
      const location = redirects.has(response.status) ? response.headers.get("Location") : null;
      if (location === null || mode === "manual") return response;
      if (mode === "error") throw failure(new Error("unexpected redirect"));
      url = new URL(location, url);
    }
    throw failure(new Error("redirect count exceeded"));
  };
}

function incomingOf(method: string, url: URL, headers: Headers): IncomingRequest {
  return {
    // Fetch changes these methods, and only these, to capitals.
    method: /^(?:delete|get|head|options|post|put)$/iu.test(method) ? method.toUpperCase() : method,
    target: url.pathname + url.search,
    header: (name) => headers.get(name),
  };
}

async function deliver(
  outgoing: OutgoingResponse,
  sleep: Sleep,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const { status, delivery } = outgoing;
  const headers = outgoing.headers.map(([name, value]): [string, string] => [name, value]);
  const init = { status, headers };
  if (!delivery) return new Response(withoutBody.has(status) ? null : bytesOf(outgoing), init);
  if (delivery.delayMs !== undefined) await sleep(delivery.delayMs, signal);
  if (delivery.hang === "before") await never(signal);
  if (delivery.reset === "before") throw failure(new Reset());
  return new Response(
    withoutBody.has(status) ? null : streamOf(outgoing, delivery, sleep, signal),
    init,
  );
}

function streamOf(
  outgoing: OutgoingResponse,
  delivery: Delivery,
  sleep: Sleep,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const gone = new AbortController();
  const ends = signal ? AbortSignal.any([signal, gone.signal]) : gone.signal;
  const source = pieces(outgoing, delivery, sleep, ends);
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await source.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        controller.error(error instanceof Reset ? failure(error) : error);
      }
    },
    cancel(reason) {
      gone.abort(reason);
    },
  });
}

/** What fetch throws when the network fails: a TypeError with the cause. */
function failure(cause: Error): TypeError {
  return new TypeError("fetch failed", { cause });
}
