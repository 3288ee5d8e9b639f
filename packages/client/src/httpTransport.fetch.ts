// The transport over fetch: for every runtime that is not Node, and on Node for a fetch that the caller passed or
// put in place of the global one.
import { ConfigError } from "./errors.ts";
import type { HttpRequest, HttpResponse, Transport, TransportOptions } from "./httpTransport.ts";

/** Uses the fetch given, or else the global one as it is at each call. */
export function createTransport({ fetch, agent }: TransportOptions): Transport {
  if (agent) throw new ConfigError("Option agent works on Node only. Pass a fetch that uses it.");
  return fetch ? fetchTransport(fetch) : (request) => fetchTransport(globalThis.fetch)(request);
}

/** The reason of the abort that releases a finished request. */
const exchangeEnded = /* @__PURE__ */ new Error("The exchange has ended.");

/** A transport over one fetch. */
export function fetchTransport(fetch: typeof globalThis.fetch): Transport {
  return (request) => {
    const controller = new AbortController();
    const exchange = async (): Promise<HttpResponse> => {
      try {
        return await send(fetch, request, controller.signal);
      } finally {
        // Node's own lets go of a request with a signal only at a major collection, unless the signal is
        // aborted. Nothing is under way any more, so nobody else notices.
        if (fetch === globalThis.fetch) controller.abort(exchangeEnded);
      }
    };
    return { response: exchange(), abort: (reason) => controller.abort(reason) };
  };
}

async function send(
  fetch: typeof globalThis.fetch,
  { method, url, headers, maxBodyBytes }: HttpRequest,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const response = await fetch(url, { method, headers, signal, redirect: "manual" });
  const { status } = response;
  return { status, headers: response.headers, body: await readBody(response, maxBodyBytes) };
}

async function readBody(response: Response, maxBytes: number): Promise<HttpResponse["body"]> {
  const { status } = response;
  if (response.type === "opaqueredirect" || (status >= 300 && status < 400)) {
    discard(response.body);
    return { kind: "redirect" };
  }
  try {
    const text = await readText(response, maxBytes);
    return text === undefined ? { kind: "too-large" } : { kind: "text", text };
  } catch (cause) {
    return { kind: "broken", cause };
  }
}

/** The body as text, or nothing when it is larger than allowed. */
async function readText(response: Response, maxBytes: number): Promise<string | undefined> {
  const { headers } = response;
  const announced = headers.get("content-length");
  if (announced !== null && Number(announced) > maxBytes) {
    discard(response.body);
    return undefined;
  }
  // Of a packed body the length says nothing, so it has to be counted as it comes. A page does not see how a response
  // of another origin is packed.
  const isPlain = response.type !== "cors" && !headers.has("content-encoding");
  if (announced !== null && isPlain) return response.text();
  const reader = response.body?.getReader();
  if (!reader) return response.text();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      discard(reader);
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Lets go of a body. One that is read by others, or has failed, cannot be. */
function discard(body: Pick<ReadableStream, "cancel"> | null): void {
  body?.cancel().catch(() => {});
}
