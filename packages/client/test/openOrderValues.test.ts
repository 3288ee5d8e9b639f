// Options that listAllOpenOrders cannot take, and fields that no exact text or time can be read from.
import { describe, expect, it } from "vitest";
import {
  createTwoListsClient,
  orders,
  regular,
  scriptedAccount,
  stops,
} from "./scriptedAccount.ts";
import { html, json, start } from "./scriptedExchange.ts";

const caught = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

describe("listAllOpenOrders", () => {
  it("rejects lists that are no array of names, each once", async () => {
    const account = scriptedAccount({});
    const twice = ["listOpenOrders", "listOpenOrders"];
    for (const lists of ["listOpenOrders", [], twice, null] as never[])
      expect(
        await caught(createTwoListsClient(account.options).listAllOpenOrders({ lists })),
      ).toHaveProperty("kind", "config");
    expect(account.sent).toEqual([]);
  });

  it("takes null for no options, and options that are inherited for those of the call", async () => {
    const account = scriptedAccount({ [orders]: [regular("1")], [stops]: [] });
    const none = null as unknown as undefined;
    expect(await createTwoListsClient(account.options).listAllOpenOrders({}, none)).toHaveLength(1);
    const inherited = Object.create({ maxRetries: 0 }) as { maxRetries: number };
    const failing = scriptedAccount({}, () => html(500));
    expect(
      await caught(createTwoListsClient(failing.options).listAllOpenOrders({}, inherited)),
    ).toMatchObject({
      attempts: 1,
    });
  });

  it.each([
    ["price", 1234567890123456.5],
    ["price", 1e-7],
    ["price", 9007199254740992],
    ["origQty", true],
    ["time", "abc"],
    ["updateTime", {}],
  ])("throws on an order whose %s is %j, which is no exact text or time", async (name, value) => {
    const account = scriptedAccount({ [orders]: [regular("1", { [name]: value })], [stops]: [] });
    expect(await caught(createTwoListsClient(account.options).listAllOpenOrders())).toMatchObject({
      reason: "shape",
      message: `listOpenOrders returned an order with an unreadable ${name}.`,
    });
  });

  it("reads numbers in place of texts where all their digits are there", async () => {
    const change = { price: 0.5, origQty: 3, time: String(start) };
    const account = scriptedAccount({ [orders]: [regular("1", change)], [stops]: [] });
    const [order] = await createTwoListsClient(account.options).listAllOpenOrders();
    expect(order).toMatchObject({ price: "0.5", quantity: "3", placedAt: start });
  });

  it.each(["orderId", "symbol", "time"])("throws on an order without %s", async (field) => {
    const account = scriptedAccount({ [orders]: [regular("1", { [field]: null })], [stops]: [] });
    const error = await caught(createTwoListsClient(account.options).listAllOpenOrders());
    expect(error).toMatchObject({ kind: "response", reason: "shape", operation: "listOpenOrders" });
    expect((error as Error).message).toContain(field);
  });

  it("throws on an item that is no object", async () => {
    const account = scriptedAccount({}, () => json([null]));
    expect(await caught(createTwoListsClient(account.options).listAllOpenOrders())).toMatchObject({
      reason: "shape",
    });
  });
});
