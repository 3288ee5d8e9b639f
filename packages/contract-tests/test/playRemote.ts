// A mock exchange that plays one far away: it runs by a clock of its own, takes an HMAC key from the
// environment, and does nothing that a fetch does not ask for.
import { createMockExchange } from "@open-orders/mock-exchange";
import type { MockExchange, MockExchangeOptions } from "@open-orders/mock-exchange";
import { runCli } from "../src/cli/runCli.ts";
import type { Environment } from "../src/cli/runCli.ts";
import type { Credentials, Fetch, Target } from "../src/index.ts";
import { sampleItems } from "../src/run/sampleItems.ts";
import { operations } from "./operations.ts";

export const remoteUrl = "https://remote.invalid";
export const remoteKeys: Credentials = {
  apiKey: "RemoteKey".padEnd(64, "7"),
  secret: "RemoteSecret".padEnd(64, "8"),
};

/** What the account of the remote holds, by operationId. */
export const remoteOrders = Object.fromEntries(
  operations.map((operation) => [operation.id, sampleItems(operation)]),
);

export interface Remote {
  readonly exchange: MockExchange;
  readonly fetch: Fetch;
  readonly target: Target;
  /** Waiting takes no time but its own. */
  readonly clock: {
    readonly now: () => number;
    readonly sleep: (ms: number) => Promise<void>;
    readonly random: () => number;
  };
  /** Milliseconds that were waited, each time. */
  readonly waits: readonly number[];
  /** Runs the command with the remote as its only network. */
  readonly run: (...args: readonly string[]) => Promise<Ended>;
  /** Runs it with what else its process has. */
  readonly runWith: (
    args: readonly string[],
    environment: Partial<Pick<Environment, "clock" | "signal">>,
  ) => Promise<Ended>;
}

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** @param alter Changes the way to the exchange. */
export function playRemote(
  options: MockExchangeOptions = {},
  alter: (fetch: Fetch) => Fetch = (fetch) => fetch,
): Remote {
  let time = Date.UTC(2026, 0, 15, 12, 30, 20);
  let seed = 1;
  const waits: number[] = [];
  const exchange = createMockExchange({
    now: () => time,
    accounts: [{ ...remoteKeys, orders: remoteOrders }],
    ...options,
  });
  const fetch = alter(exchange.fetch);
  const clock = {
    now: () => time,
    async sleep(ms: number) {
      waits.push(ms);
      time += ms;
      return Promise.resolve();
    },
    // A multiplicative congruential generator: the same numbers every time.
    random() {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    },
  };
  const runWith: Remote["runWith"] = async (args, environment) => {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCli(args, {
      env: { BINANCE_API_KEY: remoteKeys.apiKey, BINANCE_API_SECRET: remoteKeys.secret },
      print: (line) => out.push(line),
      warn: (line) => err.push(line),
      fetch,
      clock,
      ...environment,
    });
    return { code, out: out.join("\n"), err: err.join("\n") };
  };
  return {
    exchange,
    fetch,
    clock,
    waits,
    target: {
      name: "remote",
      baseUrl: remoteUrl,
      fetch,
      credentials: { hmac: remoteKeys },
      clock: { now: clock.now },
      shared: true,
    },
    run: async (...args) => runWith(args, {}),
    runWith,
  };
}
