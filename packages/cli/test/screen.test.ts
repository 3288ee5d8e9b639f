// The live table of `open-orders watch`: what its status line says, and how many orders a terminal shows.
import { stripVTControlCharacters } from "node:util";
import type { BinanceError, OpenOrder } from "@open-orders/client";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createSources } from "../src/clients.ts";
import type { Source } from "../src/clients.ts";
import { createContext } from "../src/context.ts";
import type { View } from "../src/events.ts";
import { timeOf } from "../src/events.ts";
import { selectAccounts } from "../src/options.ts";
import { createScreen } from "../src/screen.ts";
import { serveResponses } from "./accounts.ts";
import { collector } from "./runCommand.ts";

const views: View[] = [];
afterEach(() => {
  for (const view of views.splice(0)) view.end();
  vi.useRealTimers();
});

/**
 * A screen of 20 lines, on clocks of vitest. `written` gives what was written since the last call: the lines that
 * changed. `drawn` gives it after the events before it were drawn.
 */
function start(sources: readonly Source[]) {
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"],
  });
  const { stream, text } = collector(() => {}, 160);
  Object.assign(stream, { isTTY: true, rows: 20 });
  const signal = new AbortController().signal;
  const context = createContext({ args: [], env: {}, stdout: stream, stderr: stream, signal });
  const view = createScreen(context, sources);
  views.push(view);
  let before = text().length;
  const written = (): string => {
    const lines = stripVTControlCharacters(text().slice(before));
    before = text().length;
    return lines;
  };
  const drawn = (): string => {
    vi.advanceTimersByTime(100);
    return written();
  };
  return { view, drawn, written };
}

function source(account: "coin-m-futures" | "portfolio-margin", readAt: number): Source {
  const client = { weightUsage: { usedWeight: 0, weightLimit: 1 } } as Source["client"];
  return { account, lists: [], baseUrl: undefined, client, readAt: () => readAt };
}

const order = (id: number, account = "coin-m-futures"): OpenOrder => ({
  account,
  list: "listOpenOrders",
  key: `${account}/${id}`,
  id: `${id}`,
  symbol: "BTCUSD_PERP",
  side: "BUY",
  type: "LIMIT",
  status: "NEW",
  price: "1",
  quantity: "1",
  placedAt: 0,
  updatedAt: 0,
  raw: {},
});
const error = { message: "status 503" } as BinanceError;
const at = Date.UTC(2026, 0, 15, 12);

describe("the status line", () => {
  it("has the time of the account that was read longest ago", () => {
    const [one, other] = [source("coin-m-futures", at), source("portfolio-margin", at + 5000)];
    const { view, drawn } = start([one, other]);
    view.show(one, { type: "snapshot", orders: [order(1)] });
    expect(drawn()).not.toContain("last update");
    view.show(other, { type: "snapshot", orders: [] });
    expect(drawn()).toContain(`1 open · last update ${timeOf(at)} ·`);
  });

  it("keeps the time of the last complete reading while an account is stale", () => {
    const one = source("coin-m-futures", at + 60_000);
    const { view, drawn } = start([one]);
    view.show(one, { type: "snapshot", orders: [order(1)] });
    view.show(one, { type: "stale", error, since: at });
    expect(drawn()).toContain(`last update ${timeOf(at)} ·`);
    view.show(one, { type: "recovered", since: at });
    expect(drawn()).toContain(`last update ${timeOf(at + 60_000)} ·`);
  });

  it("goes on saying that an account is stale until it has recovered", () => {
    const one = source("coin-m-futures", at + 60_000);
    const { view, drawn } = start([one]);
    view.show(one, { type: "snapshot", orders: [order(1)] });
    view.show(one, { type: "stale", error, since: at });
    const line = `coin-m-futures is stale since ${timeOf(at)}: status 503`;
    expect(drawn()).toContain(line);
    // One that an earlier reading found. It moves the lines below it, so they are drawn again.
    view.show(one, { type: "opened", order: order(2) });
    expect(drawn()).toContain(line);
    view.show(one, { type: "recovered", since: at });
    const after = drawn();
    expect(after).toContain(`2 open · last update ${timeOf(at + 60_000)} ·`);
    expect(after).not.toContain("stale");
  });

  it("leaves out an account that is not watched any more", () => {
    const [one, other] = [source("coin-m-futures", at), source("portfolio-margin", at + 5000)];
    const { view, drawn } = start([one, other]);
    view.show(one, { type: "snapshot", orders: [order(1), order(2)] });
    view.show(other, { type: "snapshot", orders: [order(3, "portfolio-margin")] });
    expect(drawn()).toContain(`3 open · last update ${timeOf(at)} ·`);
    view.show(one, { type: "ended", error });
    expect(drawn()).toContain(`1 open · last update ${timeOf(at + 5000)} ·`);
    view.show(other, { type: "ended", error });
    expect(drawn()).not.toMatch(/last update|Ctrl-C/);
  });
});

it("shows as many orders as the terminal has lines for, and counts the others", () => {
  const one = source("coin-m-futures", at);
  const { view, drawn } = start([one]);
  const orders = Array.from({ length: 5000 }, (_, index) => order(index));
  view.show(one, { type: "snapshot", orders });
  const written = drawn();
  const lines = written.split("\n");
  expect(lines.filter((line) => line.includes("BTCUSD_PERP"))).toHaveLength(14);
  expect(lines).toContain("… and 4986 more; make the terminal higher, or use --symbol");
  expect(written).toContain("5000 open");
});

it("shows what changed first where it cannot show everything", () => {
  const one = source("coin-m-futures", at);
  const { view, drawn } = start([one]);
  const orders = Array.from({ length: 100 }, (_, index) => order(index));
  view.show(one, { type: "snapshot", orders });
  view.show(one, { type: "closed", order: order(70), becameId: undefined });
  drawn();
  view.show(one, { type: "opened", order: order(200) });
  const ids = Array.from(drawn().matchAll(/BTCUSD_PERP .* (\d+)$/gm), ([, id]) => id);
  expect(ids.slice(0, 3)).toEqual(["70", "200", "0"]);
});

describe("the events of one reading", () => {
  it("are drawn together, and leave time for everything else", () => {
    const one = source("coin-m-futures", at);
    const { view, drawn, written } = start([one]);
    const orders = Array.from({ length: 5000 }, (_, index) => order(index));
    view.show(one, { type: "snapshot", orders });
    drawn();
    for (const closed of orders.slice(0, 200))
      view.show(one, { type: "closed", order: closed, becameId: undefined });
    expect(written()).toBe("");
    expect(drawn().match(/\d+ open/g)).toEqual(["4800 open"]);
  });

  it("are drawn before it ends, with what was said last", () => {
    const one = source("coin-m-futures", at);
    const { view, drawn, written } = start([one]);
    view.show(one, { type: "snapshot", orders: [order(1), order(2)] });
    drawn();
    view.show(one, { type: "closed", order: order(1), becameId: undefined });
    view.say("That is all.");
    view.end();
    const last = written();
    expect(last).toContain("1 open");
    expect(last).toContain("That is all.");
    expect(vi.getTimerCount()).toBe(0);
  });
});

it("shows a closed order for ten seconds, where the local time is set meanwhile as well", () => {
  const one = source("coin-m-futures", at);
  const { view, drawn } = start([one]);
  const orders = Array.from({ length: 100 }, (_, index) => order(index));
  view.show(one, { type: "snapshot", orders });
  expect(drawn()).toContain("and 86 more");
  view.show(one, { type: "closed", order: order(70), becameId: undefined });
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(9000);
  const still = drawn();
  expect(still).toContain("99 open");
  expect(still).not.toContain("and 85 more");
  vi.setSystemTime(Date.now() - 7_200_000);
  vi.advanceTimersByTime(2000);
  expect(drawn()).toContain("and 85 more");
});

it("takes a reading for complete when the last of its lists was read", async () => {
  let status = 200;
  const server = await serveResponses((path) => [path.includes("Algo") ? status : 200, []]);
  const { stream } = collector();
  const signal = new AbortController().signal;
  const context = createContext({
    args: [],
    env: server.env,
    stdout: stream,
    stderr: stream,
    signal,
  });
  const options = {
    account: ["coin-m-futures"],
    baseUrl: [`coin-m-futures=${server.url}`],
  };
  const [coinM] = await createSources(context, options, selectAccounts(context, options), {
    change: (_, own) => ({ ...own, maxRetries: 0 }),
  });
  expect(coinM?.readAt()).toBeUndefined();
  await coinM?.client.listAllOpenOrders();
  const readAt = Date.now();
  status = 503;
  const before = server.asked.length;
  while (Date.now() === readAt) await new Promise(setImmediate);
  for (const list of coinM?.lists ?? [])
    await coinM?.client.listAllOpenOrders({ lists: [list] }).catch(() => {});
  await server.close();
  expect(server.asked.length - before).toBe(2);
  expect(coinM?.readAt()).toBeLessThanOrEqual(readAt);
});
