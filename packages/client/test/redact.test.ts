// Copies of other people's errors: what helps stays, what is secret goes, wherever it stands.
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { redact, strike } from "../src/redact.ts";

const secret = "s3cret";

describe("strike", () => {
  it("takes every secret out of a text, each time that it stands there", () => {
    expect(strike("a s3cret, a s3cret and k3y", ["s3cret", "k3y"])).toBe(
      "a [redacted], a [redacted] and [redacted]",
    );
  });

  it("does nothing for a secret that is empty", () => {
    expect(strike("abc", [""])).toBe("abc");
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
