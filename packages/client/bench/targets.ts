// The targets this client set itself, and how far it is from each of them.
import { wholeClient } from "./bundles.ts";
import { contenders } from "./contenders/contenders.ts";
import type { Cell, Row } from "./matrix.ts";
import type { Results } from "./results.ts";
import { nameOf } from "./scenarios.ts";
import { groupBy } from "./statistics.ts";

/** One measured value and the most it should be. */
export interface Verdict {
  readonly target: string;
  /** The row or the thing that was measured. */
  readonly where: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: "×" | "ms" | "kB" | "MB" | "connections";
}

export function isMet({ value, limit }: Verdict): boolean {
  return value <= limit;
}

/** Everything that was measured and has a target, in the order of the targets. */
export function judge({ rows, coldImports, bundles, heap, tls }: Results): Verdict[] {
  const verdicts: Verdict[] = [
    ...rows.flatMap((row) => judgeFetch(row, row.cells.client, "this client")),
    ...rows.flatMap((row) => judgeFetch(row, row.cells.clientByPath, "this client by path")),
    ...rows.flatMap(judgeUndici),
    ...rows.flatMap(judgePeers),
  ];
  const coldImport = coldImports.find(({ id }) => id === "client");
  if (coldImport)
    verdicts.push({
      target: "cold import, added to a bare Node",
      where: "this client",
      value: coldImport.addedMs.median,
      limit: 10,
      unit: "ms",
    });
  const bundle = bundles.find(({ label }) => label === wholeClient)?.browser;
  if (bundle && "gzip" in bundle)
    verdicts.push({
      target: "browser bundle, gzipped",
      where: wholeClient,
      value: bundle.gzip / 1000,
      limit: 6,
      unit: "kB",
    });
  if (heap)
    verdicts.push({
      target: "heap grown by 100,000 calls",
      where: "this client",
      value: heap.grownBytes / 1e6,
      limit: 2,
      unit: "MB",
    });
  for (const { id, connections } of tls)
    if (id === "client" || id === "clientUndici")
      verdicts.push({
        target: "TLS connections for 20 calls in sequence",
        where: labelOf(id),
        value: connections,
        limit: 1,
        unit: "connections",
      });
  return verdicts;
}

function judgeFetch(row: Row, cell: Cell | undefined, who: string): Verdict[] {
  if (!cell) return [];
  const [what, limit] =
    row.orders === 1
      ? (["1 order", 1.1] as const)
      : row.long
        ? (["200 and 5,000 orders, one id in ten of 19 digits", 1.25] as const)
        : (["200 and 5,000 orders, ids that fit a double", 1.12] as const);
  const target = `${who}, CPU against the hand-written fetch, ${what}`;
  return [{ target, where: nameOf(row), value: cell.cpuRatio.median, limit, unit: "×" }];
}

function judgeUndici(row: Row): Verdict[] {
  const ratio = row.cells.clientUndici?.cpuRatioToUndici;
  if (!ratio) return [];
  const target = "undici transport, CPU against the hand-written undici";
  return [{ target, where: nameOf(row), value: ratio.median, limit: 1.15, unit: "×" }];
}

function judgePeers(row: Row): Verdict[] {
  return contenders.flatMap(({ id, label }) => {
    const ratio = row.cells[id]?.cpuRatioOfClient;
    if (!ratio) return [];
    return {
      target: "undici transport, CPU against each peer",
      where: `${nameOf(row)}: ${label}`,
      value: ratio.median,
      limit: 1,
      unit: "×" as const,
    };
  });
}

/** A target over all that was measured for it. */
export interface Summary {
  readonly target: string;
  readonly met: number;
  readonly of: number;
  /** The one that comes nearest to its limit, or is furthest beyond. */
  readonly worst: Verdict;
}

export function summarize(verdicts: readonly Verdict[]): Summary[] {
  const summaries: Summary[] = [];
  for (const [target, all] of groupBy(verdicts, (verdict) => verdict.target)) {
    const [worst] = all.toSorted((a, b) => b.value / b.limit - a.value / a.limit);
    if (worst) summaries.push({ target, met: all.filter(isMet).length, of: all.length, worst });
  }
  return summaries;
}

/** `met`, or `missed by 0.05 ×`. */
export function inWords(verdict: Verdict): string {
  const { value, limit, unit } = verdict;
  return isMet(verdict) ? "met" : `missed by ${(value - limit).toFixed(2)} ${unit}`;
}

export function labelOf(id: string): string {
  return contenders.find((one) => one.id === id)?.label ?? id;
}
