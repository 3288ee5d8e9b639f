// Which orders are returned, and how each client returns them.
import { describe, expect, it } from "vitest";
import { realClients } from "../clients/realClients.ts";
import { serve } from "./serve.ts";
import { badSymbol, banned, orderOf, tooManyRequests, weights } from "./wire.ts";

// Real on futures, and beyond 2^53.
const longId = "8389765489680951453";

describe.each(realClients)("$name", ({ api, connect, delivers, throws }) => {
  const order = orderOf(api);
  const { symbol } = order;
  const other = orderOf(api, { symbol: "ANOTHER", orderId: "24684460474" });

  it("returns the complete orders of one symbol", async () => {
    const { connection, requests } = await serve(api, [order, other]);
    await expect(connect(connection)({ symbol })).resolves.toEqual([delivers(order)]);
    expect(requests).toMatchObject([{ status: 200, weight: weights[api] }]);
  });

  it("returns an empty list where nothing is open", async () => {
    const { connection } = await serve(api, []);
    await expect(connect(connection)({ symbol })).resolves.toEqual([]);
  });

  it("receives an id of 19 digits, and returns it as exactly as it can", async () => {
    const long = orderOf(api, { orderId: longId });
    const { connection } = await serve(api, [long]);
    await expect(connect(connection)({ symbol })).resolves.toEqual([delivers(long)]);
  });

  it("throws for a symbol that is not traded", async () => {
    const { connection } = await serve(api, [order], { symbols: [] });
    const response = connect(connection)({ symbol: "NOSUCH" });
    await expect(response).rejects.toMatchObject(throws(...badSymbol));
  });

  it("is rejected when its weight is used up, and banned when it goes on", async () => {
    // The exchange's clock stands still, so that all calls fall into one minute. The client's goes on; recvWindow is
    // long enough for a slow machine.
    const moment = Date.now() + 30_000;
    const { connection, requests } = await serve(api, [order], {
      now: () => moment,
      weightLimits: { [api]: 2 * weights[api] },
      rejectionsBeforeBan: 1,
    });
    const list = connect(connection);
    const call = () => list({ symbol, recvWindow: 60_000 });
    await call();
    await call();
    await expect(call()).rejects.toMatchObject(throws(...tooManyRequests));
    await expect(call()).rejects.toMatchObject(throws(...banned));
    expect(requests.map(({ status }) => status)).toEqual([200, 200, 429, 418]);
  });
});

describe.each(realClients.filter(({ api }) => api === "coin-m-futures"))(
  "$name",
  ({ api, connect, delivers }) => {
    const bitcoin = orderOf(api);
    const perpetual = orderOf(api, { symbol: "BTCUSD_PERP", orderId: "2" });
    const ether = orderOf(api, { symbol: "ETHUSD_PERP", pair: "ETHUSD", orderId: "3" });

    it.each([
      [{}, [bitcoin, perpetual, ether], 40],
      [{ pair: "BTCUSD" }, [bitcoin, perpetual], 40],
      [{ symbol: "BTCUSD_PERP" }, [perpetual], 1],
      [{ symbol: "BTCUSD_PERP", pair: "BTCUSD" }, [perpetual], 1],
      [{ symbol: "BTCUSD_PERP", pair: "ETHUSD" }, [], 1],
    ])("with %o, returns the orders that fit", async (parameters, expected, weight) => {
      const { connection, requests } = await serve(api, [bitcoin, perpetual, ether]);
      const orders = await connect(connection)(parameters);
      expect(orders).toEqual(expected.map(delivers));
      expect(requests).toMatchObject([{ parameters, weight }]);
    });
  },
);
