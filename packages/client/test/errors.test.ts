// What the classes of errors are besides their fields: their names, what `instanceof` says, what is hidden, what is not.
import { describe, expect, it } from "vitest";
import {
  ApiError,
  BinanceError,
  ConfigError,
  RateLimitError,
  ResponseError,
} from "../src/index.ts";
import { callOnce, errorResponse, html, json } from "./scriptedExchange.ts";

const once = { maxRetries: 0, waitForWeight: false };
const retryAfter = { "retry-after": "1", "x-trace": "7" };

describe("an error", () => {
  it.each([
    ["ApiError", ApiError, () => errorResponse(400, -1121, { "x-trace": "7" })],
    ["RateLimitError", RateLimitError, () => errorResponse(429, -1003, retryAfter)],
    ["ResponseError", ResponseError, () => json({}, 200, { "x-trace": "7" })],
  ])("of the class %s has its name and the response's headers", async (name, type, step) => {
    const { outcome } = await callOnce([step()], once);
    expect(outcome).toBeInstanceOf(type);
    expect(outcome.name).toBe(name);
    expect((outcome as ApiError | ResponseError).headers.get("x-trace")).toBe("7");
    // Neither JSON nor a spread of it has them.
    expect(Object.keys(outcome)).not.toContain("headers");
    expect(Object.keys(outcome)).not.toContain("name");
  });

  it("in the exchange's own words says the status, and no code where there is none", async () => {
    const step = new Response("Service Unavailable.", { status: 503 });
    const { outcome } = await callOnce([step], once);
    expect(outcome.message).toBe(
      "GET /dapi/v1/openOrders was rejected: status 503: Service Unavailable.",
    );
  });

  it("has a cause only where there is one", async () => {
    const { outcome: page } = await callOnce([html(500)], once);
    expect(Object.hasOwn(page, "cause")).toBe(false);
    const { outcome: lost } = await callOnce([new Error("no route")], once);
    expect(lost.cause).toMatchObject({ message: "no route" });
  });

  it("may have subclasses of the caller's own, which only their own instances are", () => {
    class Mine extends ConfigError {}
    const mine = new Mine("x");
    expect(mine).toBeInstanceOf(Mine);
    expect(mine).toBeInstanceOf(ConfigError);
    expect(mine).toBeInstanceOf(BinanceError);
    expect(new ConfigError("x")).not.toBeInstanceOf(Mine);
    for (const other of [new Error("x"), undefined, null, "config"])
      expect(other instanceof BinanceError).toBe(false);
  });
});
