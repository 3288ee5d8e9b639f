// The simulation follows from the description, the seed and the clock alone.
import { apis } from "@open-orders/specs";
import { describe, expect, test } from "vitest";
import { coinM, margin } from "./calls.ts";
import { operationAt } from "./extended.ts";
import { everything, minute, seconds, simulate } from "./simulate.ts";

describe("only the description says what changes", () => {
  const described = JSON.stringify(apis["coin-m-futures"].en);
  const descriptionsOf = (text: string) => ({
    "coin-m-futures": JSON.parse(text) as Record<string, unknown>,
  });

  test("under other names of its fields as well", async () => {
    const renamed = described
      .replaceAll('"executedQty"', '"done"')
      .replaceAll('"type":"MARKET"', '"type":"SOLD"');
    const { at } = simulate({ descriptions: descriptionsOf(renamed) });
    const orders = (await Promise.all(seconds.map(async (second) => at(second)))).flat();
    expect(new Set(orders.map(({ done }) => done)).size).toBeGreaterThan(5);
    expect(orders.some((order) => "executedQty" in order)).toBe(false);
    expect(orders.some(({ type }) => type === "SOLD")).toBe(true);
  });

  test("without x-simulation nothing changes", async () => {
    const still = descriptionsOf(described.replaceAll('"x-simulation"', '"x-nothing"'));
    const { textAt } = simulate({ descriptions: still });
    expect(await textAt(10 * minute)).toBe(await textAt(0));
  });
});

describe("reproducible", () => {
  test("the same seed and clock, the same bytes, whenever it was asked before", async () => {
    const often = simulate({ seed: 7 });
    for (const second of seconds) await often.textAt(second);
    const rarely = simulate({ seed: 7 });
    expect(await rarely.textAt(10 * minute)).toBe(await often.textAt(10 * minute));
    expect(await rarely.textAt(10 * minute, margin)).toBe(await often.textAt(10 * minute, margin));
    // A clock that is moved back shows the same again.
    expect(await often.textAt(minute)).toBe(await simulate({ seed: 7 }).textAt(minute));
    expect(await often.textAt(0)).toBe(await simulate({ seed: 8, simulate: false }).textAt(0));
  });

  test("another seed, other orders", async () => {
    const texts = await Promise.all(
      [1, 2, 3, 4].map(async (seed) => simulate({ seed }).textAt(minute)),
    );
    expect(new Set(texts).size).toBe(4);
  });

  test("a month later no more is worked out than what may be open", async () => {
    const { at } = simulate({ simulate: { ordersPerMinute: 600 } });
    const count = (await at(30 * 24 * 60 * minute)).length;
    expect(count).toBeGreaterThan(100);
    expect(count).toBeLessThan(1200);
  });

  test("one more operation in the description changes nothing in the others", async () => {
    const document = structuredClone(everything["coin-m-futures"]);
    const described = operationAt(document, coinM);
    document.paths = {
      "/dapi/v1/more": { get: { ...described, operationId: "listMoreOpenOrders" } },
      ...document.paths,
    };
    const more = simulate({ descriptions: { "coin-m-futures": document } });
    const alone = simulate({ descriptions: { "coin-m-futures": everything["coin-m-futures"] } });
    expect(await more.textAt(5 * minute)).toBe(await alone.textAt(5 * minute));
  });
});
