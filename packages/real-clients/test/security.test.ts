// Keys, signatures and clocks: which requests are accepted, and the errors of the others.
import { describe, expect, it } from "vitest";
import { realClients } from "../clients/realClients.ts";
import { keyPairs } from "./keyPairs.ts";
import { serve } from "./serve.ts";
import { badKeyFormat, invalidSignature, invalidTimestamp, orderOf, rejectedKey } from "./wire.ts";

/** Characters that must be encoded, and those that encoders treat differently. */
const parts = ["币安人生USDT", ..."'()*!~ &=+%/?#;".split("")];

describe.each(realClients)("$name", ({ api, connect, delivers, throws, missigned }) => {
  const order = orderOf(api);
  const { symbol } = order;

  describe.each(Object.entries(keyPairs))("%s", (_kind, makeKeys) => {
    it("is accepted with its own key", async () => {
      const { connection } = await serve(api, [order], {}, makeKeys());
      await expect(connect(connection)({ symbol })).resolves.toEqual([delivers(order)]);
    });

    it("is rejected when it signs with another's", async () => {
      const { connection, requests } = await serve(api, [order], {}, makeKeys());
      const { apiKey } = connection;
      const list = connect({ ...connection, ...makeKeys().own, apiKey });
      await expect(list({ symbol })).rejects.toMatchObject(throws(...invalidSignature));
      expect(requests).toMatchObject([{ status: 400, code: -1022 }]);
    });
  });

  it("is rejected with an unknown key", async () => {
    const { connection, requests } = await serve(api);
    const list = connect({ ...connection, apiKey: "a".repeat(64) });
    await expect(list({ symbol })).rejects.toMatchObject(throws(...rejectedKey));
    expect(requests).toMatchObject([{ status: 401, code: -2015 }]);
  });

  it("is rejected with a key that is too short", async () => {
    const { connection, requests } = await serve(api);
    const list = connect({ ...connection, apiKey: connection.apiKey.slice(1) });
    await expect(list({ symbol })).rejects.toMatchObject(throws(...badKeyFormat));
    expect(requests).toMatchObject([{ status: 401, code: -2014 }]);
  });

  const isMissigned = (part: string) => missigned.includes(part);

  it.each(parts.filter((part) => !isMissigned(part)))("finds a symbol with %j", async (part) => {
    const odd = orderOf(api, { symbol: `A${part}B` });
    const { connection, requests } = await serve(api, [order, odd]);
    const response = connect(connection)({ symbol: odd.symbol });
    await expect(response).resolves.toEqual([delivers(odd)]);
    expect(requests).toMatchObject([{ status: 200, parameters: { symbol: odd.symbol } }]);
  });

  it.each(parts.filter(isMissigned))(
    "is rejected with %j in a symbol: it signs something else than it sends",
    async (part) => {
      const odd = orderOf(api, { symbol: `A${part}B` });
      const { connection, requests } = await serve(api, [odd]);
      const response = connect(connection)({ symbol: odd.symbol });
      await expect(response).rejects.toMatchObject(throws(...invalidSignature));
      expect(requests).toMatchObject([{ code: -1022, parameters: { symbol: odd.symbol } }]);
    },
  );

  it.each([
    ["ten minutes slow", 600_000, 5000],
    ["ten minutes fast", -600_000, 5000],
    ["eight seconds slow, with a window of five", 8000, 5000],
    ["three seconds fast, however wide its window", -3000, 60_000],
  ])("is rejected when its clock is %s", async (_clock, behindMs, recvWindow) => {
    const now = () => Date.now() + behindMs;
    const { connection, requests } = await serve(api, [order], { now });
    const response = connect(connection)({ symbol, recvWindow });
    await expect(response).rejects.toMatchObject(throws(...invalidTimestamp));
    expect(requests).toMatchObject([{ status: 400, code: -1021 }]);
  });

  it("is accepted when its clock is eight seconds slow and recvWindow is a minute", async () => {
    const now = () => Date.now() + 8000;
    const { connection } = await serve(api, [order], { now });
    const response = connect(connection)({ symbol, recvWindow: 60_000 });
    await expect(response).resolves.toEqual([delivers(order)]);
  });
});
