// What a response is taken for that is no list of orders: its reason, and the words that say what to look at.
import { describe, expect, it } from "vitest";
import { callOnce } from "./scriptedExchange.ts";

/** A response with bytes for a body, which have no content type of their own. */
const response = (body: string, status = 200, headers: Record<string, string> = {}) =>
  new Response(new TextEncoder().encode(body), { status, headers });

function brokenOff(status: number): Response {
  const body = new ReadableStream({ start: (controller) => controller.error(new Error("reset")) });
  return new Response(body, { status });
}

const read = async (received: Response) => (await callOnce([received], { maxRetries: 0 })).outcome;

describe("a response with status 200 and", () => {
  it.each([
    ["nothing", response(""), "empty", "no body."],
    ["white space", response(" \n\t"), "empty", "no body."],
    ["a page", response(" \n<BODY>busy"), "html", "an HTML page. Something in front of the"],
    ["an object", response('{"a":1}'), "shape", "JSON that is not the described array."],
    ["a number", response("5"), "shape", "JSON that is not the described array."],
    ["null", response("null"), "shape", "JSON that is not the described array."],
    ["a fraction as an id", response('[{"orderId":1.5}]'), "shape", "JSON in which orderId is a"],
    ["closed brackets", response("[1} \n"), "not-json", "a body that is not JSON."],
    ["an open list", response(' [{"a":1}, '), "truncated", "a body that ends too early."],
    ["words", response("a[<html>"), "content-type", "not JSON (content type none)."],
    ["words after a bracket", response("]x"), "content-type", "not JSON (content type none)."],
    [
      "words of a type",
      response("busy", 200, { "content-type": "text/plain" }),
      "content-type",
      "a body that is not JSON (content type text/plain).",
    ],
    [
      "packed bytes",
      response("\u0001\u0002[]", 200, { "content-encoding": "zstd" }),
      "content-type",
      "a body packed as zstd, which this fetch does not unpack.",
    ],
    [
      "the header of what was unpacked",
      response("[", 200, { "content-encoding": "gzip" }),
      "truncated",
      "a body that ends too early.",
    ],
    ["a body that breaks off", brokenOff(200), "truncated", "a body that broke off."],
  ])("%s", async (_, received, reason, words) => {
    const error = await read(received);
    expect(error).toMatchObject({ kind: "response", reason });
    expect(error.message).toContain("returned status 200 and ");
    expect(error.message).toContain(words);
    expect(error.message).not.toContain("baseUrl");
  });
});

describe("a status that is no success", () => {
  it("begins at 300", async () => {
    expect(await read(response("[]", 299))).toEqual([]);
    expect(await read(response("[]", 300))).toMatchObject({ kind: "response" });
  });

  it("is a redirect: it is not followed", async () => {
    const error = await read(response("", 302, { location: "https://127.0.0.1/" }));
    expect(error).toMatchObject({ kind: "response", reason: "redirect" });
    expect(error.message).toContain(
      "status 302 and a redirect. It was not followed, because the signed query would go with it.",
    );
  });

  it("has the words of its body, trimmed and cut at 200 characters", async () => {
    expect(await read(response(" busy \n", 503))).toMatchObject({ kind: "api", msg: "busy" });
    expect(await read(response("x".repeat(300), 503))).toMatchObject({ msg: "x".repeat(200) });
  });

  it.each(['{"code":"-1121","msg":"no"}', '{"code":-1121,"msg":5}', '{"code":-1121}'])(
    "has no code without a number and words: %s",
    async (body) => {
      const error = await read(response(body, 400));
      expect(error).toMatchObject({ kind: "api", code: undefined, msg: body });
    },
  );

  it("of an unknown path asks for the base URL, except where the exchange itself responds", async () => {
    const hint = "does not know the path: is baseUrl right?";
    for (const body of ["", "<html>", "no such page"])
      expect((await read(response(body, 404))).message).toContain(hint);
    expect((await read(response('{"code":-1121,"msg":"no"}', 404))).message).not.toContain(hint);
  });
});

describe("a rate limit", () => {
  it.each([429, 418])("is a status %i, whatever the body is", async (status) => {
    for (const received of [response("<html>", status), response("", status), brokenOff(status)])
      expect(await read(received)).toMatchObject({ kind: "rate-limit", msg: undefined });
  });

  it("is a code that asks to wait", async () => {
    const body = (code: number) => JSON.stringify({ code, msg: "no" });
    expect(await read(response(body(-1003), 400))).toMatchObject({ kind: "rate-limit" });
    expect(await read(response(body(-1121), 400))).toMatchObject({ kind: "api" });
  });

  it("says until when the address is banned, two minutes at the least, and else nothing of a ban", async () => {
    const message = async (status: number, headers: Record<string, string>) =>
      (await read(response("", status, headers))).message;
    // The script starts at 2020-01-17T16:00:00Z.
    expect(await message(418, { "retry-after": "180" })).toBe(
      "GET /dapi/v1/openOrders was rejected: status 418. This address is banned until 2020-01-17T16:03:00.000Z.",
    );
    expect(await message(418, { "retry-after": "60" })).toContain("until 2020-01-17T16:02:00.000Z");
    expect(await message(429, { "retry-after": "60" })).toBe(
      "GET /dapi/v1/openOrders was rejected: status 429.",
    );
  });
});
