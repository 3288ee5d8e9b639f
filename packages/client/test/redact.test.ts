// Copies of other people's errors: what helps stays, what is secret goes, wherever it stands.
import { inspect } from "node:util";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printable, redact, strike } from "../src/redact.ts";

const secret = "s3cret";

describe("strike", () => {
  it("takes every secret out of a text, each time that it stands there", () => {
    expect(strike("a s3cret, a s3cret and k3y", ["s3cret", "k3y"])).toBe(
      "a [redacted], a [redacted] and [redacted]",
    );
  });

  it("finds a secret whose case was changed", () => {
    expect(strike("Signature 5F666D9A0207E317 is not valid", ["5f666d9a0207e317"])).toBe(
      "Signature [redacted] is not valid",
    );
  });

  it("does nothing for a secret that is empty", () => {
    expect(strike("abc", [""])).toBe("abc");
    expect(strike("abc", [])).toBe("abc");
  });

  const query = "symbol=%E5%B8%81'x&recvWindow=3000&timestamp=1579276800000";
  const signature = "aB3/x+Yz09==";
  const secrets = [query, "k3y", signature, encodeURIComponent(signature)];
  const signed = `${query}&signature=${encodeURIComponent(signature)}`;
  const escapeAll = (text: string): string =>
    text.replaceAll(/\W/gu, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);

  it.each([
    ["as it is", signed],
    ["percent-encoded", encodeURIComponent(signed)],
    ["percent-encoded twice", encodeURIComponent(encodeURIComponent(signed))],
    [
      "percent-encoded in lower case",
      encodeURIComponent(signed).replaceAll(/%../g, (hex) => hex.toLowerCase()),
    ],
    ["decoded", decodeURIComponent(signed)],
    ["JSON-escaped", escapeAll(signed)],
    ["JSON-escaped in JSON", escapeAll(signed).replaceAll("\\", "\\\\")],
    ["HTML-escaped", signed.replaceAll("&", "&amp;")],
    ["HTML-escaped by number", signed.replaceAll("&", "&#38;").replaceAll("=", "&#x3D;")],
    ["as nginx logs it", signed.replaceAll("&", "\\x26").replaceAll("=", "\\x3D")],
    ["with slashes escaped", decodeURIComponent(signed).replaceAll("/", "\\/")],
  ])("finds a signed query %s", (_, quoted) => {
    expect(strike(`Cannot GET "/x?${quoted}" here`, secrets)).toBe(
      'Cannot GET "/x?[redacted]" here',
    );
  });

  it.each([
    ["an object", JSON.stringify(Object.fromEntries(new URLSearchParams(signed)))],
    ["upper case", signed.toUpperCase()],
  ])("leaves neither time nor signature of one that is quoted as %s", (_, quoted) => {
    const struck = strike(quoted, secrets);
    expect(struck).toContain("[redacted]");
    expect(struck).not.toMatch(/1579276800000|aB3|Yz09/i);
  });

  it("finds what is left of a query that was cut", () => {
    expect(strike(`no: ${signed.slice(9, -8)}...`, secrets)).toMatch(/^no: [^&]*&?\[redacted\]$/);
    expect(strike(`no: ${encodeURIComponent(signed).slice(0, -8)}`, secrets)).toBe(
      "no: [redacted]",
    );
  });

  it("finds key and signature alone, and leaves names and other words", () => {
    const text = `Key k3y and ${signature}, ${encodeURIComponent(signature)}: the timestamp, symbol CNY.`;
    expect(strike(text, secrets)).toBe(
      "Key [redacted] and [redacted], [redacted]: the timestamp, symbol CNY.",
    );
  });

  it("finds a signature whose query is cut off, and a secret with a percent sign", () => {
    expect(strike("got signature=0abc, no more", ["timestamp=1579276800000"])).toBe(
      "got [redacted], no more",
    );
    expect(strike("the key 100%zz!", ["100%zz"])).toBe("the key [redacted]!");
  });

  it("leaves JSON that it was in as JSON, for any text around", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const struck = strike(JSON.stringify({ msg: `${before} ${signed} "${after}` }), secrets);
        expect(struck).not.toContain("1579276800000");
        expect(() => JSON.parse(struck) as unknown).not.toThrow();
      }),
    );
  });
});

describe("printable", () => {
  it("shows what would drive a terminal", () => {
    expect(printable("a\u001b[31m\u0007\u0000\r\nb\u009bc\u202ed\u2028 价 é\t")).toBe(
      String.raw`a\u001b[31m\u0007\u0000\u000d\u000ab\u009bc\u202ed\u2028 价 é\u0009`,
    );
  });
});

describe("redact", () => {
  it("keeps what finds the fault, struck where it is text", () => {
    const original = Object.assign(new TypeError("GET /x?s3cret failed"), {
      code: "ECONN-s3cret",
      errno: -111,
      syscall: "connect",
      address: "127.0.0.1",
      port: 443,
      hostname: "s3cret.example",
      request: { url: "https://x/?s3cret" },
    });
    const copy = redact(original, [secret]);
    expect(copy).toMatchObject({
      name: "TypeError",
      message: "GET /x?[redacted] failed",
      code: "ECONN-[redacted]",
      errno: -111,
      syscall: "connect",
      address: "127.0.0.1",
      port: 443,
      hostname: "[redacted].example",
    });
    expect(copy).not.toHaveProperty("request");
    expect(copy.stack).toBe("TypeError: GET /x?[redacted] failed");
    expect(inspect(copy)).not.toContain(secret);
  });

  it("leaves out what is neither text nor number", () => {
    const copy = redact(Object.assign(new Error("x"), { code: { s3cret: true }, port: true }), []);
    expect(copy).not.toHaveProperty("code");
    expect(copy).not.toHaveProperty("port");
  });

  it("goes down the causes, and ends", () => {
    let error = new Error("s3cret 0");
    for (let depth = 1; depth <= 8; depth += 1)
      error = new Error(`s3cret ${depth}`, { cause: error });
    const messages: string[] = [];
    for (let at: unknown = redact(error, [secret]); at instanceof Error; at = at.cause)
      messages.push(at.message);
    expect(messages).toEqual([8, 7, 6, 5, 4].map((depth) => `[redacted] ${depth}`));
  });

  it.each([
    ["a text", "s3cret gone", "[redacted] gone"],
    ["nothing", undefined, "undefined"],
    ["null", null, "null"],
  ])("makes an error of %s", (_what, thrown, message) => {
    const copy = redact(thrown, [secret]);
    expect(copy).toBeInstanceOf(Error);
    expect(copy.message).toBe(message);
    expect(copy.name).toBe("Error");
    expect(copy.cause).toBeUndefined();
  });
});
