// Reading a body: its size is limited in bytes, whatever is announced, and its text survives any cut.
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { callOnce } from "./scriptedExchange.ts";

/** A response that brings its body in these pieces, without saying how long it is. */
function inPieces(pieces: readonly Uint8Array[], headers: Record<string, string> = {}): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  return new Response(body, { headers });
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("a body", () => {
  it("may be cut anywhere, within a character too", async () => {
    const text = '[{"symbol":"我踏马来了USDT","note":"a🙂b"}]';
    const bytes = bytesOf(text);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const { outcome } = await callOnce([inPieces([bytes.subarray(0, cut), bytes.subarray(cut)])]);
      expect(outcome).toEqual(JSON.parse(text));
    }
  });

  it("that ends within a character is text all the same", async () => {
    const bytes = bytesOf('["我"]');
    const { outcome } = await callOnce([inPieces([bytes.subarray(0, 4)])], { maxRetries: 0 });
    expect(outcome).toMatchObject({ kind: "response", reason: "truncated" });
  });

  const text = '["我我我"]';
  const { length } = bytesOf(text);

  it.each([
    ["counted as it comes", {}],
    ["announced", { "content-length": String(length) }],
  ])("may have as many bytes as are allowed, and not one more: %s", async (_, headers) => {
    const response = () => inPieces([bytesOf(text)], headers);
    const allowed = await callOnce([response()], { maxBodyBytes: length });
    expect(allowed.outcome).toEqual(["我我我"]);
    const rejected = await callOnce([response()], { maxBodyBytes: length - 1 });
    expect(rejected.outcome).toMatchObject({ kind: "response", reason: "too-large" });
  });

  it("that was packed is counted unpacked, because what is announced is the packed length", async () => {
    const packed = gzipSync(`["${"x".repeat(100_000)}"]`);
    const headers = { "content-length": String(packed.length), "content-encoding": "gzip" };
    // As a fetch hands it out: unpacked, with the headers of the wire.
    const response = inPieces([gunzipSync(packed)], headers);
    const { outcome } = await callOnce([response], { maxBodyBytes: 10_000 });
    expect(packed.length).toBeLessThan(10_000);
    expect(outcome).toMatchObject({ kind: "response", reason: "too-large" });
  });
});

describe("a response that cannot be let go of", () => {
  it("of a redirect ends the call with its error alone", async () => {
    const response = new Response("elsewhere", { status: 302 });
    response.body?.getReader();
    const { outcome } = await callOnce([response]);
    expect(outcome).toMatchObject({ kind: "response", reason: "redirect" });
  });

  it("of another origin is counted, whatever length it announces", async () => {
    const response = new Response(" ".repeat(99), { headers: { "content-length": "10" } });
    Object.defineProperty(response, "type", { value: "cors" });
    const { outcome } = await callOnce([response], { maxBodyBytes: 50 });
    expect(outcome).toMatchObject({ kind: "response", reason: "too-large" });
  });
});
