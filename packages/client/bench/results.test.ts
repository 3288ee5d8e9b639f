// What is written about a run: verdicts, Markdown, picture, JSON.
import { describe, expect, it } from "vitest";
import { wholeClient } from "./bundles.ts";
import type { Cell, Row } from "./matrix.ts";
import { toSvg } from "./picture.ts";
import { toJson } from "./results.ts";
import type { Results } from "./results.ts";
import { table, toMarkdown } from "./table.ts";
import { inWords, isMet, judge, summarize } from "./targets.ts";

const same = (median: number) => ({ median, low: median, high: median });
const cell = (cpuUs: number, more: Partial<Cell> = {}): Cell => ({
  cpuUs,
  wallUs: cpuUs,
  cpuRatio: same(cpuUs / 100),
  wallRatio: same(cpuUs / 100),
  rounds: 9,
  ...more,
});

const row: Row = {
  orders: 1,
  long: false,
  api: "dapi",
  inFlight: 50,
  cells: {
    fetch: cell(100),
    client: cell(115),
    undici: cell(40),
    clientUndici: cell(44, { cpuRatioToUndici: same(1.1) }),
    ccxt: cell(60, { cpuRatioOfClient: same(44 / 60) }),
    official: cell(420, { cpuRatioOfClient: same(44 / 420) }),
  },
};
const results: Results = {
  environment: {
    date: "2026-01-31",
    node: "24.0.0",
    cpu: "A & B <fast>",
    cores: 2,
    system: "Linux 6 x64",
    loadBefore: 0.5,
    loadAfter: 1,
    versions: { ccxt: "4.5.84" },
  },
  rows: [row],
  coldImports: [{ id: "client", addedMs: { median: 8.04, low: 7, high: 9 } }],
  bundles: [
    {
      label: wholeClient,
      node: { minified: 20_000, gzip: 7000 },
      browser: { minified: 18_000, gzip: 5990 },
    },
    { label: "ccxt", node: { minified: 6e6, gzip: 1.4e6 }, browser: { failure: "no node:http" } },
  ],
  heap: { calls: 100_000, grownBytes: 2_500_000 },
  tls: [
    { id: "client", connections: 2 },
    { id: "official", connections: 20 },
  ],
};

describe("targets", () => {
  const verdicts = judge(results);
  const find = (text: string) => verdicts.filter(({ target }) => target.includes(text));

  it("say by how much they are missed, in the unit that was measured", () => {
    expect(find("hand-written fetch").map(inWords)).toEqual(["missed by 0.05 ×"]);
    expect(find("heap").map(inWords)).toEqual(["missed by 0.50 MB"]);
    expect(find("TLS").map(inWords)).toEqual(["missed by 1.00 connections"]);
  });

  it("are met at the limit and below", () => {
    expect(find("bundle").every(isMet)).toBe(true);
    expect(find("cold import").map(inWords)).toEqual(["met"]);
    expect(isMet({ target: "", where: "", value: 6, limit: 6, unit: "kB" })).toBe(true);
  });

  it("hold the undici transport against every peer of a row", () => {
    expect(find("each peer").map(({ where }) => where)).toEqual([
      "1 order, dapi, 50 in flight: official packages",
      "1 order, dapi, 50 in flight: ccxt, implicit method",
    ]);
  });

  it("are summed up by the one that is worst", () => {
    const peers = summarize(verdicts).find(({ target }) => target.includes("each peer"));
    expect(peers).toMatchObject({
      met: 2,
      of: 2,
      worst: { where: expect.stringContaining("ccxt") },
    });
  });

  it("say nothing of what was not measured", () => {
    const nothing = { rows: [], coldImports: [], bundles: [], heap: undefined, tls: [] };
    expect(judge({ ...results, ...nothing })).toEqual([]);
  });
});

describe("Markdown", () => {
  it("has a bar less than it has cells, and none inside a cell", () => {
    expect(table(["a", "b"], [["x|y", "1"]])).toBe("| a | b |\n| --- | --: |\n| x\\|y | 1 |");
  });

  it("gives the hand-written fetch in microseconds and the others as multiples, blank where they were absent", () => {
    const text = toMarkdown(results);
    expect(text).toContain("| 1 order, dapi, 50 | 100 | 1.15 | 0.40 | 0.44 | 4.20 | 0.60 |");
    expect(text).toContain("| ccxt | 6000.0 | 1400.0 | fails | fails |");
    expect(text).toContain("missed by 0.05 ×");
    expect(text.endsWith("\n") && !text.endsWith("\n\n")).toBe(true);
  });

  it("leaves out the parts that were not asked for", () => {
    const text = toMarkdown({ ...results, rows: [], tls: [], heap: undefined });
    expect(text).not.toMatch(/## (CPU|TLS|Heap)/);
    expect(text).toContain("## Bundles");
  });
});

describe("the picture", () => {
  const svg = toSvg(results);

  it("keeps its words as text and knows both light and dark", () => {
    expect(svg).toContain('<text class="own" x="16"');
    expect(svg).toContain("this client, createUndiciFetch()</text>");
    expect(svg).toContain("prefers-color-scheme: dark");
    expect(svg).not.toMatch(/<script|href=|url\(/);
  });

  it("cuts the bar of a slow contender, and still says its number", () => {
    expect(svg.match(/class="cut"/g)).toHaveLength(1);
    expect(svg).toContain(">4.20</text>");
  });
});

it("JSON keeps five digits and no more", () => {
  const json = toJson({ ...results, rows: [{ ...row, cells: { fetch: cell(123.456789) } }] });
  expect(JSON.parse(json).rows[0].cells.fetch.cpuUs).toBe(123.46);
});
