// The fault matrix, row by row, over HTTP on this machine, with the transport of Node and with the global fetch.
import { createHash } from "node:crypto";
import { readApi } from "@open-orders/specs/model";
import { describe, expect, it } from "vitest";
import { englishDescriptions } from "../src/run/descriptions.ts";
import { faultMatrix } from "./faults/faultMatrix.ts";
import type { Wait } from "./faults/faultMatrix.ts";
import { playRow } from "./faults/playRow.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const keys = { apiKey: sha256("key"), secret: sha256("secret") };
const random = 0.5;
const inMs = (wait: Wait): number => (typeof wait === "number" ? wait : wait.below * random);

// One operation of each API: what the matrix says is the client's doing, not the operation's. The bodies
// in it have an orderId.
const operations = Object.entries(englishDescriptions).flatMap(([name, document]) =>
  readApi(name, document)
    .operations.filter(({ list, item }) => list && item.properties?.["orderId"])
    .slice(0, 1),
);
const rows = faultMatrix.flatMap((group) =>
  group.rows.map((row) => [`${group.title.en}: ${row.fault.en}`, row] as const),
);

describe.each([
  { transport: "node:http", fetch: undefined },
  { transport: "global fetch", fetch: globalThis.fetch },
])("$transport", ({ fetch }) => {
  describe.each(operations)("$api", (operation) => {
    it.each(rows)("%s", async (_name, row) => {
      const waits = row.waits.map(inMs);
      const elapsedMs = waits.reduce((sum, ms) => sum + ms, 0);
      const { attempts, gets } = row;
      expect(await playRow(row, { operation, fetch, random, ...keys })).toEqual({
        gets,
        attempts,
        waits,
        retryInMs: Array.from({ length: attempts }, (_unused, index) => waits[index]),
        says: "error" in gets ? { attempts, elapsedMs } : undefined,
        leaks: [],
      });
    });
  });
});
