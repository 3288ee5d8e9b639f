// What only the exchange's own packages do.
import { describe, expect, it } from "vitest";
import { callOfficial, official } from "../clients/official.ts";
import type { Api } from "../clients/RealClient.ts";
import { serve } from "./serve.ts";
import { badKeyFormat, orderOf, weights } from "./wire.ts";

const apis: readonly Api[] = ["portfolio-margin", "coin-m-futures"];

describe.each(apis.map(official))("$name", ({ api, connect, delivers, throws }) => {
  const order = orderOf(api);
  const { symbol } = order;

  it("reads the weight from the headers", async () => {
    const { connection } = await serve(api);
    const call = callOfficial(api, connection);
    const counts = [await call({ symbol }), await call({ symbol })].map(
      ({ rateLimits }) => rateLimits,
    );
    const limit = { rateLimitType: "REQUEST_WEIGHT", interval: "MINUTE", intervalNum: 1 };
    expect(counts).toEqual([
      [{ ...limit, count: weights[api] }],
      [{ ...limit, count: 2 * weights[api] }],
    ]);
  });

  it("is rejected without a key", async () => {
    const { connection, requests } = await serve(api);
    const list = connect({ ...connection, apiKey: "" });
    await expect(list({ symbol })).rejects.toMatchObject(throws(...badKeyFormat));
    expect(requests).toMatchObject([{ status: 401, code: -2014 }]);
  });

  it("repeats a request after 503 with the same timestamp and signature, and is accepted", async () => {
    const { connection, requests, inject } = await serve(api);
    inject({ status: 503 });
    await expect(connect(connection)({ symbol })).resolves.toEqual([delivers(order)]);
    expect(requests).toMatchObject([{ status: 503 }, { status: 200 }]);
    expect(requests[1]?.parameters).toEqual(requests[0]?.parameters);
  });
});

it("does not call without a symbol on a Portfolio Margin account", async () => {
  const { connection, requests } = await serve("portfolio-margin");
  const list = official("portfolio-margin").connect(connection);
  await expect(list()).rejects.toMatchObject({ name: "RequiredError", field: "symbol" });
  expect(requests).toEqual([]);
});
