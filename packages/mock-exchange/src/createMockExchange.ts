// Joins the exchange with its two ways in and out.
import { apis } from "@open-orders/specs";
import { timerSleep } from "./answer.ts";
import { createExchange } from "./exchange.ts";
import { listenOverHttp } from "./listenOverHttp.ts";
import type { MockExchange, MockExchangeOptions } from "./options.ts";
import { fetchFrom } from "./respondInProcess.ts";

/**
 * A stand-in for the exchange: checks keys, signatures, timestamps, parameters and weight, and answers
 * as the descriptions in `@open-orders/specs` say.
 *
 * @example
 * const exchange = createMockExchange({ accounts: [{ apiKey: "mine", secret: "hush", orders: {} }] });
 * const response = await exchange.fetch("https://any.host/path?…", { headers });
 *
 * @throws TypeError that names the option, account, item or field that is wrong.
 */
export function createMockExchange(options: MockExchangeOptions = {}): MockExchange {
  const sleep = options.sleep ?? timerSleep;
  const exchange = createExchange(options, options.descriptions ?? english());
  const { respond, faults, requests } = exchange;
  return {
    fetch: fetchFrom(respond, sleep),
    listen: async (listenOptions = {}) => listenOverHttp(exchange, sleep, listenOptions),
    inject(fault) {
      const { id } = faults.add(fault);
      return () => void faults.remove(id);
    },
    requests,
  };
}

function english(): NonNullable<MockExchangeOptions["descriptions"]> {
  return Object.fromEntries(Object.entries(apis).map(([name, { en }]) => [name, en]));
}
