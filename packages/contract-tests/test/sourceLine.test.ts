// Messages and reports name the line of the YAML that says what was expected: the text is read there.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { createChecks } from "../src/index.ts";
import { sourceLine } from "../src/run/sourceLine.ts";

const root = resolve(import.meta.dirname, "../../..");
const get = "/paths/~1dapi~1v1~1openOrders/get";

async function read(place: string): Promise<string> {
  const [file = "", line] = place.split(":");
  return (await readFile(resolve(root, file), "utf8")).split("\n")[Number(line) - 1] ?? "";
}

test.each([
  [`${get}/x-weight/0`, "{ whenSent: [symbol], weight: 1 }"],
  // What stands on the line of what is around it.
  [`${get}/x-weight/0/weight`, "{ whenSent: [symbol], weight: 1 }"],
  ["/components/parameters/recvWindow/schema/maximum", "maximum: 60000"],
  ["/components/schemas/CoinMOpenOrder/properties/priceRate", "priceRate:"],
])("%s", async (pointer, text) => {
  expect(await read(sourceLine("coin-m-futures", pointer))).toContain(text);
});

test("the place of every check is a line that is there", async () => {
  const places = createChecks().map(({ api, expected }) => sourceLine(api, expected.pointer));
  const lines = await Promise.all([...new Set(places)].map(read));
  expect(lines.filter((line) => line.trim() === "" || line.trim().startsWith("#"))).toEqual([]);
});

test("an API that is not among the published ones is named with its pointer", () => {
  expect(sourceLine("made-up", "/paths/~1x")).toBe("made-up#/paths/~1x");
});
