// An exchange with a simulation for the tests, asked at any time.
import { apis } from "@open-orders/specs";
import { readApi } from "@open-orders/specs/model";
import type { OpenApiDocument } from "@open-orders/specs/model";
import { expect } from "vitest";
import { createMockExchange } from "../src/index.ts";
import type { MockExchange, MockExchangeOptions } from "../src/index.ts";
import { coinM, noon, send, signed } from "./calls.ts";

/** An item of a list. */
export type Order = Readonly<Record<string, string | number | boolean | null>>;

/** A description without the lists from which triggered orders come into others. */
function withoutConditionalLists(document: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(document);
  for (const { path, item } of readApi("", document).operations)
    if (item["x-simulation"]?.becomesIn !== undefined) delete copy.paths[path];
  return copy;
}

/** The described APIs that are simulated. */
export const everything = {
  "coin-m-futures": withoutConditionalLists(apis["coin-m-futures"].en),
  "portfolio-margin": withoutConditionalLists(apis["portfolio-margin"].en),
};

/** An exchange with a simulation, asked at any time after noon. */
export function simulate(options: MockExchangeOptions = {}) {
  let time = noon;
  const descriptions = options.descriptions ?? everything;
  const weightLimits = Object.fromEntries(Object.keys(descriptions).map((name) => [name, 1e9]));
  const exchange = createMockExchange({
    now: () => time,
    simulate: true,
    descriptions,
    weightLimits,
    ...options,
  });
  const textAt = async (afterMs: number, path = coinM, query = ""): Promise<string> => {
    time = noon + afterMs;
    return textOf(exchange, path, `${query}timestamp=${time}`);
  };
  const at = async (afterMs: number, path = coinM, query = ""): Promise<Order[]> =>
    JSON.parse(await textAt(afterMs, path, query)) as Order[];
  return { exchange, textAt, at };
}

async function textOf(exchange: MockExchange, path: string, query: string): Promise<string> {
  const response = await send(exchange, path, signed(query));
  expect(response.status).toBe(200);
  return response.text;
}

export const minute = 60_000;
/** Every second of ten minutes, in milliseconds. */
export const seconds = Array.from({ length: 600 }, (_, second) => second * 1000);
