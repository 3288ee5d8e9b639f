// The public entry: checks the options, and connects the exchange with `fetch` and HTTP.
import { apis } from "@open-orders/specs";
import { timerSleep } from "./response.ts";
import {
  aFunction,
  array,
  checkOptions,
  count,
  integer,
  nonEmptyString,
  object,
  positive,
} from "./checkOptions.ts";
import type { Rules } from "./checkOptions.ts";
import { createExchange } from "./exchange.ts";
import { listenOverHttp } from "./listenOverHttp.ts";
import type { ListenOptions, MockExchange, MockExchangeOptions } from "./options.ts";
import { fetchFrom } from "./fetchInProcess.ts";

const rules: Rules<MockExchangeOptions> = {
  accounts: array,
  now: aFunction,
  faults: array,
  seed: integer(0, 2 ** 32 - 1),
  simulate: [(value) => typeof value === "boolean" || object[0](value), "true, false or an object"],
  symbols: [
    (value) => Array.isArray(value) && value.every(nonEmptyString[0]),
    "an array of strings that are not empty",
  ],
  weightLimits: object,
  rejectionsBeforeBan: count(0),
  banMs: positive,
  requestLogSize: count(0),
  sleep: aFunction,
  descriptions: object,
};

const listenRules: Rules<ListenOptions> = { port: integer(0, 65_535), hostname: nonEmptyString };

/**
 * A mock of the exchange: checks keys, signatures, timestamps, parameters and weight, and responds as described in
 * `@open-orders/specs`.
 *
 * @example
 * const exchange = createMockExchange({ accounts: [{ apiKey: "mine", secret: "my-secret", orders: {} }] });
 * const response = await exchange.fetch("https://any.host/path?…", { headers });
 *
 * @throws TypeError that names the option, account, item or field that is wrong
 */
export function createMockExchange(options: MockExchangeOptions = {}): MockExchange {
  checkOptions(options, rules);
  const sleep = options.sleep ?? timerSleep;
  const exchange = createExchange(options, options.descriptions ?? english());
  const { respond, faults, requests, ordersOf } = exchange;
  return {
    fetch: fetchFrom(respond, sleep),
    async listen(listenOptions = {}) {
      checkOptions(listenOptions, listenRules, "listen");
      return listenOverHttp(exchange, sleep, listenOptions);
    },
    inject(fault) {
      const { id } = faults.add(fault);
      return () => void faults.remove(id);
    },
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- their type is the caller's to know
    orders: ordersOf as MockExchange["orders"],
    requests,
  };
}

function english(): NonNullable<MockExchangeOptions["descriptions"]> {
  return Object.fromEntries(Object.entries(apis).map(([name, { en }]) => [name, en]));
}
