// Accounts with hundreds of generated orders come back complete, filtered rightly and exact: in the raw response and
// at both levels of the client.
import * as client from "@open-orders/client";
import { createMockExchange } from "@open-orders/mock-exchange";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "../src/run/stringify.ts";
import { filterText, ownParameters } from "../src/run/values.ts";
import type { Operation, Parameter } from "@open-orders/specs/model";
import { fieldsOf, knownValues } from "../src/run/fields.ts";
import type { Fetch, Target } from "../src/index.ts";
import { expectItems } from "../src/checks/assertions.ts";
import { list } from "../src/checks/lists.ts";
import { levels } from "../src/run/check.ts";
import { select } from "../src/run/items.ts";
import type { Item } from "../src/run/guards.ts";
import { createSchemaValidator } from "../src/run/schemaValidator.ts";
import { openSession } from "../src/run/Session.ts";
import type { Sent, Session } from "../src/run/Session.ts";
import { anyItem } from "./anyItem.ts";
import { oneOfEach, operations } from "./operations.ts";

const keys = { apiKey: "Generated".padEnd(64, "1"), secret: "Generated".padEnd(64, "2") };
const numRuns = 3;
const schemas = createSchemaValidator();
const hundreds = { minLength: 100, maxLength: 400, size: "max" } as const;

type Alter = (fetch: Fetch) => Fetch;

/** The exchange with this account alone. */
function targetWith(operation: Operation, items: readonly Item[], alter: Alter): Target {
  let time = 0;
  const exchange = createMockExchange({
    now: () => time,
    accounts: [{ ...keys, orders: { [operation.id]: items } }],
  });
  return {
    name: "generated",
    baseUrl: "https://generated.invalid",
    fetch: alter(exchange.fetch),
    credentials: { hmac: keys },
    data: { [operation.id]: items },
    clock: {
      now: () => time,
      set(now) {
        time = now;
      },
    },
  };
}

/** Nothing but what is mandatory, each filter by itself, all of one item together, and those of two items. */
function requestsFor(
  operation: Operation,
  mandatory: Sent,
  [one, other]: readonly [Item, Item],
): readonly Sent[] {
  const filters = ownParameters(operation).filter(
    (own) => own.filter && (own.filter.keep === "first" || valueIn(one, own) !== undefined),
  );
  const valueOf = (parameter: Parameter, item: Item): string => {
    if (parameter.filter?.keep === "first") return "7";
    const value = valueIn(item, parameter);
    return value === undefined ? "" : filterText(parameter, [value]);
  };
  const all = (first: Item, rest: Item): Sent =>
    Object.fromEntries(
      filters.map((parameter, index) => [
        parameter.name,
        valueOf(parameter, index === 0 ? first : rest) || valueOf(parameter, one),
      ]),
    );
  const each = filters.map((parameter): Sent => ({ [parameter.name]: valueOf(parameter, one) }));
  return [{}, ...each, all(one, one), all(one, other)].map((sent) =>
    Object.fromEntries(Object.entries(mandatory).concat(Object.entries(sent))),
  );
}

/** The text of a filtered field; undefined where the item lacks it, or the parameter cannot have its value. */
function valueIn(item: Item, { filter, schema }: Parameter): string | undefined {
  const value = item[filter?.field ?? ""];
  const absent = value === undefined || value === null || value === "";
  return absent || Number(value) < (schema.minimum ?? -Infinity) ? undefined : stringify(value);
}

async function mistakes(
  operation: Operation,
  items: readonly Item[],
  pair: readonly [Item, Item],
  alter: Alter,
): Promise<readonly string[]> {
  const target = targetWith(operation, items, alter);
  const base = "https://generated.invalid";
  const opened = (): Session =>
    openSession({ target, base, operation, client, schemas, intervalMs: 60_000 });
  const found: string[] = [];
  for (const sent of requestsFor(operation, opened().account.mandatory, pair)) {
    const expected = select(operation, items, sent);
    const session = opened();
    for (const level of levels) {
      const difference = expectItems(operation, await list(session, level, sent), expected);
      if (difference) found.push(difference.actual);
    }
  }
  return found;
}

const account = (operation: Operation) =>
  fc.array(anyItem(operation), hundreds).chain((items) => {
    const any = fc.constantFrom(...items);
    return fc.tuple(fc.constant(items), fc.tuple(any, any));
  });

test.each(operations.filter(({ list: isList }) => isList))(
  "every generated account of $id comes back as it is",
  async (operation) => {
    await fc.assert(
      fc.asyncProperty(account(operation), async ([items, pair]) => {
        expect(await mistakes(operation, items, pair, (fetch) => fetch)).toEqual([]);
      }),
      { numRuns, endOnFailure: true },
    );
  },
);

describe.each(oneOfEach)("an account of $id", (operation) => {
  test.each<[string, (text: string) => string]>([
    ["rounds an id", (text) => text.replace(/(\d{16})\d(?=[,}])/u, "$10")],
    ["loses an item", (text) => (text.length > 2 ? text.replace(/\{[^{}]*\},?/u, "") : text)],
    ["drops trailing zeros", (text) => text.replaceAll(/(":"-?\d+\.\d+?)0+"/gu, '$1"')],
  ])("an exchange that %s is seen", async (_what, alter) => {
    const altering: Alter = (fetch) => async (url, init) => {
      const response = await fetch(url, init);
      const { status, headers } = response;
      return new Response(alter(await response.text()), { status, headers });
    };
    const [[items, pair] = []] = fc.sample(account(operation), { numRuns: 1, seed: 1 });
    if (!items || !pair) throw new TypeError("no account was made");
    expect((await mistakes(operation, items, pair, altering)).length).toBeGreaterThan(2);
  });

  test("holds what is easily damaged: long ids, values nobody has heard of, texts beyond ASCII", () => {
    const items = fc.sample(account(operation), { numRuns: 1, seed: 1 }).flatMap(([made]) => made);
    const text = JSON.stringify(items);
    const unheard = fieldsOf(operation).filter(({ name, schema }) => {
      const known: readonly unknown[] = knownValues(schema);
      return known.length > 0 && items.some((item) => !known.includes(item[name]));
    });
    // Not the text itself, which nobody could read.
    expect({
      hundreds: items.length >= 100,
      longIds: /"\d{19}"/u.test(text),
      beyondAscii: /[^\p{ASCII}]/u.test(text),
      unheard: unheard.length > 0,
    }).toEqual({ hundreds: true, longIds: true, beyondAscii: true, unheard: true });
  });
});
