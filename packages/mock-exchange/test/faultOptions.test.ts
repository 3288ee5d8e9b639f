// Which faults are rejected, with what is wrong, and which are accepted at their bounds.
import { expect, test } from "vitest";
import { createMockExchange } from "../src/index.ts";
import type { Fault } from "../src/index.ts";
import { call, coinM, noon, send } from "./calls.ts";

const now = (): number => noon;

test.each<[Fault, string]>([
  [{ staus: 503 } as Fault, "fault.staus: unknown name; expected one of operationId, times, "],
  [{ status: 100 }, "fault.status: must be an integer from 200 to 599"],
  [{ status: 600 }, "fault.status: must be an integer from 200 to 599"],
  [{ times: 0 }, "fault.times: must be an integer of at least 1, or Infinity"],
  [{ times: 1.5 }, "fault.times: must be an integer of at least 1, or Infinity"],
  [{ skip: -1 }, "fault.skip: must be an integer of at least 0"],
  [{ skip: 0.5 }, "fault.skip: must be an integer of at least 0"],
  [{ delayMs: 2 ** 31 }, "fault.delayMs: must be a number from 0 to 2147483647"],
  [{ delayMs: -1 }, "fault.delayMs: must be a number from 0 to 2147483647"],
  [{ chunkDelayMs: NaN }, "fault.chunkDelayMs: must be a number from 0 to 2147483647"],
  [{ truncateAt: 1.5 }, "fault.truncateAt: must be an integer of at least 0"],
  [{ truncateAt: -1 }, "fault.truncateAt: must be an integer of at least 0"],
  [{ chunkBytes: 0 }, "fault.chunkBytes: must be an integer of at least 1"],
  [{ chance: 2 }, "fault.chance: must be a number from 0 to 1"],
  [{ chance: -0.1 }, "fault.chance: must be a number from 0 to 1"],
  [{ headers: { "X-A": "a\n" } }, "fault.headers: must be an object of header names with values"],
  [
    { headers: { "X-A": "\u0000" } },
    "fault.headers: must be an object of header names with values",
  ],
  [
    { headers: { "X-A": "a", "a b": "c" } },
    "fault.headers: must be an object of header names with values",
  ],
  [
    { headers: { "X-A": 5 as unknown as string } },
    "fault.headers: must be an object of header names with values",
  ],
  [{ headers: { "": "a" } }, "fault.headers: must be an object of header names with values"],
  [{ contentType: "text/html\n" }, "fault.contentType: must be a string that HTTP allows"],
  [{ hang: "after" } as unknown as Fault, `fault.hang: must be "before" or "during"`],
  [
    { operationId: "listOrders" },
    "fault.operationId: listOrders is none of listMarginOpenOrders, ",
  ],
  [{ example: "noOrders" }, `fault: no response is described with {"example":"noOrders"}; give`],
  [{ code: -9999 }, `fault: no response is described with {"code":-9999}; give it a body`],
  [{ status: 503, contentType: "text/html" }, "fault: no response is described with"],
])("%o is rejected", (fault, message) => {
  expect(() => createMockExchange({ now, faults: [fault] })).toThrow(message);
});

test.each<Fault>([
  { status: 200 },
  { status: 599, body: "" },
  { chance: 0 },
  { chance: 1 },
  { skip: 0 },
  { times: 1 },
  { truncateAt: 0 },
  { chunkBytes: 1 },
  { delayMs: 0 },
  { chunkDelayMs: 2 ** 31 - 1 },
  { headers: { "!#$%&'*+.^_`|~-9": " ~\u0080" } },
])("%o is accepted", (fault) => {
  expect(() => createMockExchange({ now, faults: [fault] })).not.toThrow();
});

test("a chance of 0 never happens, a chance of 1 always", async () => {
  const exchange = createMockExchange({
    now,
    faults: [
      { status: 500, chance: 0 },
      { status: 502, chance: 1 },
    ],
  });
  const statuses = [await call(exchange, coinM), await call(exchange, coinM)];
  expect(statuses.map(({ status }) => status)).toEqual([502, 200]);
});

test("the longest delay, and bytes above ASCII in headers, are accepted", async () => {
  const slept: number[] = [];
  const exchange = createMockExchange({
    now,
    sleep: async (ms) => void slept.push(ms),
    faults: [{ status: 200, delayMs: 2 ** 31 - 1, headers: { "X-A": "\u00ff\t" } }],
  });
  const response = await send(exchange, coinM, "");
  expect([slept, response.headers.get("X-A")]).toEqual([[2_147_483_647], "\u00ff"]);
});
