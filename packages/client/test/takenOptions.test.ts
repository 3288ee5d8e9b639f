// What a call was given counts as it was then: the caller may go on with the same objects, or may have frozen them.
import { expect, it } from "vitest";
import {
  createTwoListsClient,
  orders,
  regular,
  scriptedAccount,
  stops,
} from "./scriptedAccount.ts";
import type { Lists } from "./scriptedAccount.ts";
import { next, watching } from "./watching.ts";

const account = () => scriptedAccount({ [orders]: [regular("1")], [stops]: [] });
const symbolsOf = ({ sent }: ReturnType<typeof account>) => sent.map(({ symbol }) => symbol);

it("listAllOpenOrders asks for the symbol that it was given", async () => {
  const script = account();
  const client = createTwoListsClient(script.options);
  const parameters = { symbol: "" };
  const calls = ["BTCUSD_PERP", "ETHUSD_PERP"].map(async (symbol) => {
    parameters.symbol = symbol;
    return client.listAllOpenOrders(parameters);
  });
  await Promise.all(calls);
  for (const symbol of ["BTCUSD_PERP", "ETHUSD_PERP"])
    expect(symbolsOf(script).filter((one) => one === symbol)).toHaveLength(2);
});

it("listAllOpenOrders takes frozen options, and a signal that is computed", async () => {
  const { signal } = new AbortController();
  const computed = {
    get signal() {
      return signal;
    },
  };
  for (const options of [Object.freeze({ signal }), computed]) {
    const client = createTwoListsClient(account().options);
    expect(await client.listAllOpenOrders(Object.freeze({}), options)).toHaveLength(1);
  }
});

it("watchOpenOrders goes on with the options that it was given", async () => {
  const script = account();
  script.pauses.push(() => {});
  const lists: (keyof Lists)[] = ["listOpenOrders", "listOpenStops"];
  const options = { symbol: "BTCUSD_PERP", lists };
  const watch = watching(script, options);
  expect(await next(watch)).toBe("snapshot 1");
  options.symbol = "ETHUSD_PERP";
  lists.shift();
  script.pauses.push(() => (script.lists[orders] = [regular("1"), regular("2")]));
  expect(await next(watch)).toBe("opened BTCUSD_PERP 2");
  expect(new Set(symbolsOf(script))).toEqual(new Set(["BTCUSD_PERP"]));
});
