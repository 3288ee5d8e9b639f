// What the benchmark found, as a text: tables of time and memory, growth, targets, and what limits each step.
import type { Cost } from "./measure.ts";
import { steps } from "./steps.ts";

/** A step at a number of operations. */
export interface Row extends Cost {
  readonly step: string;
  readonly operations: number;
  /** Runs of which this is the median. */
  readonly runs: number;
}

/** The client in a browser, all of it. */
export interface Size {
  readonly operations: number;
  readonly gzipBytes: number;
}

export interface Results {
  /** Node, processor, system and load, for people. */
  readonly circumstances: string;
  readonly rows: readonly Row[];
  readonly sizes: readonly Size[];
}

/** What was aimed at. */
const targets = { secondsOfThousand: 20, growth: 4 / 3, bytesPerOperation: 60 };
const generation = ["bundle", "generate", "type-check"];

/** The results in Markdown. */
export function toMarkdown({ circumstances, rows, sizes }: Results): string {
  const counts = countsOf(rows);
  const names = stepsOf(rows);
  const cells = (show: (row: Row) => string): string[][] =>
    names.map((name) => [
      name,
      ...counts.map((count) => {
        const row = rowAt(rows, name, count);
        return row ? show(row) : "";
      }),
    ]);
  const head = ["", ...counts.map((count) => `${count.toLocaleString("en")} operations`)];
  const pairs = counts.slice(1).map((count, at) => [counts[at] ?? 0, count] as const);
  return `<!-- Written by \`npm run bench:pipeline\`. Edits here are lost. -->

# How the pipeline grows

${circumstances}

The descriptions are our own two operations and synthetic ones beside them, in equal parts in both APIs and both
languages: parameters, filters, fields, nulls, weights and error codes vary from one to the next, by a fixed seed. Each
step runs as a command of its own, nothing comes from a cache, and the figures are of all processes it starts.

![Processor time of each step against the number of operations](results.svg)

## Targets

${table([["", "at most", "measured", ""], ...targetRows(rows, sizes)])}

## Time

${table([head, ...cells(({ seconds }) => `${digits(seconds)} s`)])}

Where there is no figure, the step takes so long that it was left out. Of both processors together:

${table([head, ...cells(({ cpuSeconds }) => `${digits(cpuSeconds)} s`)])}

## Growth

The power of the number of operations that a step's processor time grows with: 1 is in proportion, less is a fixed
cost that still shows.

${table([
  ["", ...pairs.map(([from, to]) => `${from.toLocaleString("en")} to ${to.toLocaleString("en")}`)],
  ...names.map((name) => [
    name,
    ...pairs.map(([from, to]) => {
      const [before, after] = [rowAt(rows, name, from), rowAt(rows, name, to)];
      return before && after ? exponent(before, after).toFixed(2) : "";
    }),
  ]),
])}

## Peak memory

${table([head, ...cells(({ peakMegabytes }) => `${Math.round(peakMegabytes)} MB`)])}

## The client in a browser

${table([
  ["operations", "gzip", "for each operation more"],
  ...sizes.map(({ operations, gzipBytes }, at) => {
    const before = sizes[at - 1];
    return [
      operations.toLocaleString("en"),
      `${gzipBytes.toLocaleString("en")} bytes`,
      before ? `${bytesEach(before, { operations, gzipBytes }).toFixed(1)} bytes` : "",
    ];
  }),
])}

Names are pairs of 40 words, which compresses better than names of an exchange would.

## What limits each step

${names.map((name) => `- **${name}**: ${steps.find((step) => step.name === name)?.limit ?? ""}`).join("\n")}
`;
}

/** The power of the operations that the processor time grows with, from one size to another. */
export function exponent(before: Row, after: Row): number {
  return (
    Math.log(after.cpuSeconds / before.cpuSeconds) / Math.log(after.operations / before.operations)
  );
}

/** Numbers of operations, the least first. */
export function countsOf(rows: readonly Row[]): readonly number[] {
  return [...new Set(rows.map(({ operations }) => operations))].toSorted((a, b) => a - b);
}

/** Names of the steps, in their order. */
export function stepsOf(rows: readonly Row[]): readonly string[] {
  return [...new Set(rows.map(({ step }) => step))];
}

function rowAt(rows: readonly Row[], step: string, operations: number): Row | undefined {
  return rows.find((row) => row.step === step && row.operations === operations);
}

function targetRows(rows: readonly Row[], sizes: readonly Size[]): string[][] {
  const most = countsOf(rows).at(-1) ?? 0;
  const parts = generation.flatMap((name) => rowAt(rows, name, most) ?? []);
  const seconds = parts.reduce((sum, part) => sum + part.seconds, 0);
  const whole = `${generation.join(", ")} of ${most.toLocaleString("en")} operations`;
  const growth = stepsOf(rows).flatMap((name) => {
    const [from, to] = rows.filter(({ step }) => step === name).slice(-2);
    if (!from || !to) return [];
    const factor = to.cpuSeconds / from.cpuSeconds / (to.operations / from.operations);
    const span = `${from.operations.toLocaleString("en")} to ${to.operations.toLocaleString("en")}`;
    const what = `${name}: growth against that of the operations, ${span}`;
    return [target(what, targets.growth, factor, " ×")];
  });
  const bytes = sizes.slice(1).map((size, at) => bytesEach(sizes[at] ?? size, size));
  const bundle = "browser bundle, for each operation more, at worst";
  return [
    ...(parts.length === generation.length
      ? [target(whole, targets.secondsOfThousand, seconds, " s")]
      : []),
    ...growth,
    ...(bytes.length > 0
      ? [target(bundle, targets.bytesPerOperation, Math.max(...bytes), " bytes")]
      : []),
  ];
}

function target(what: string, most: number, measured: number, unit: string): string[] {
  return [
    what,
    `${digits(most)}${unit}`,
    `${digits(measured)}${unit}`,
    measured <= most ? "met" : "**missed**",
  ];
}

function bytesEach(smaller: Size, larger: Size): number {
  return (larger.gzipBytes - smaller.gzipBytes) / (larger.operations - smaller.operations);
}

function digits(number: number): string {
  return number >= 100 ? number.toFixed(0) : number.toPrecision(number < 1 ? 2 : 3);
}

function table([head = [], ...body]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(head),
    line(head.map((_, at) => (at === 0 ? "---" : "--:"))),
    ...body.map(line),
  ].join("\n");
}
