// What is made of the measurements: the targets, and one page with a chart first.
import { markdownTable } from "markdown-table";
import { nameOf } from "./calls.ts";
import type { Row } from "./calls.ts";
import { contenders } from "./contenders.ts";

/** In kB: what a page loads and what it loads later, or null where no browser can load it; and all of it for Node. */
export type Size = Readonly<Record<"page" | "later" | "node", number | null>>;

/** Absent where it was not asked for. */
export interface Once {
  /** From the start of a process to the first response over https, in milliseconds; and the median ratio. */
  readonly firstResponse?: Readonly<Record<"fetch" | "client" | "clientToFetch", number>>;
  /** From the start of a process to its end, in milliseconds: Node with nothing to do, and `open-orders --help`. */
  readonly commandStart?: Readonly<Record<"node" | "command" | "beyondNode", number>>;
  /** TLS connections for 20 calls in a row, and for 50 at once and then 50 again. */
  readonly connections?: Readonly<Record<string, Readonly<Record<"inRow" | "atOnce", number>>>>;
  readonly bundles?: Readonly<Record<string, Size>>;
}

export interface Results extends Once {
  readonly environment: Readonly<Record<string, string>>;
  /** Whether the machine did other work as well, so that ratios are off by tens of percent. */
  readonly isBusy: boolean;
  readonly calls: readonly Row[];
  readonly targets: readonly Target[];
}

export interface Target {
  readonly name: string;
  readonly atMost: number;
  /** The worst of its rows. */
  readonly worst: number;
  readonly where: string;
}

type Values = readonly (readonly [where: string, value: number | null | undefined])[];

/** The targets that were measured, each with its worst value. */
export function judge({ calls, ...once }: Once & Pick<Results, "calls">): Target[] {
  const of = (value: (row: Row) => number | undefined, orders?: number, long?: boolean): Values =>
    calls
      .filter((row) => (orders ?? row.orders) === row.orders && (long ?? row.long) === row.long)
      .map((row) => [nameOf(row), value(row)]);
  const toHttps = ({ clientTo }: Row) => clientTo["https"];
  const byPath = ({ clientTo }: Row) => clientTo["clientByPath"] && 1 / clientTo["clientByPath"];
  const toPeers = contenders.flatMap(({ id, label, isPeer }) => {
    const values = isPeer ? of(({ clientTo }) => clientTo[id]) : [];
    return values.map(([where, value]) => [`${label}, ${where}`, value] as const);
  });
  const { inRow, atOnce } = once.connections?.["client"] ?? {};
  const measured: [name: string, atMost: number, values: Values][] = [
    ["CPU of 1 order, × hand-written fetch", 0.45, of(({ toFetch }) => toFetch["client"], 1)],
    ["CPU of 1 order, × hand-written node:https", 1.2, of(toHttps, 1)],
    ["CPU of 200 orders, × hand-written node:https", 1.12, of(toHttps, 200, false)],
    ["CPU of 5,000 orders, × hand-written node:https", 1.1, of(toHttps, 5000, false)],
    ["CPU with 19-digit ids, × hand-written node:https", 1.25, of(toHttps, undefined, true)],
    ["CPU, × each peer", 0.99, toPeers],
    ["CPU by path, × named method", 1.1, of(byPath)],
    ["first response, × hand-written fetch", 0.99, [["", once.firstResponse?.clientToFetch]]],
    ["start of the command, ms beyond Node", 150, [["", once.commandStart?.beyondNode]]],
    ["TLS connections of 20 calls in a row", 1, [["", inRow]]],
    ["TLS connections of 50 at once, twice", 16, [["", atOnce]]],
    ["kB gzip with a page, both clients", 13, [["", once.bundles?.["client"]?.page]]],
  ];
  return measured.flatMap(([name, atMost, values]) => {
    const known = values.flatMap(([where, value]) =>
      value === undefined || value === null ? [] : [{ where, value }],
    );
    const [worst] = known.toSorted((a, b) => b.value - a.value);
    return worst
      ? [{ name, atMost, worst: Number(worst.value.toFixed(2)), where: worst.where }]
      : [];
  });
}

type Cells = readonly (string | number | undefined)[];

function table(...rows: Cells[]): string {
  return markdownTable(rows.map((cells) => cells.map(String)));
}

/** One page in Markdown. */
export function toMarkdown({ environment, isBusy, calls, targets, ...once }: Results): string {
  const taking = contenders.filter(({ id }) => calls.some(({ toFetch }) => id in toFetch));
  const first = calls.find(({ api, inFlight }) => api === "dapi" && inFlight === 1);
  const bars = taking.map(({ id, label }) => ({ label, value: first?.toFetch[id] ?? 0 }));
  bars.sort((a, b) => a.value - b.value);
  const compared = taking.slice(1);
  const rows = calls.map(({ toFetch, clientTo, ...row }) => [
    nameOf(row),
    row.fetchUs,
    ...compared.map(({ id }) => toFetch[id]),
    clientTo["https"],
  ]);
  const verdicts = targets.map(({ name, atMost, worst, where }) => {
    return [name, atMost, worst, worst <= atMost ? "met" : "**missed**", where];
  });
  return `<!-- Written by \`npm run bench\`. Edits here are lost. -->

# What a call costs

CPU of a call for one order, as a multiple of a hand-written fetch; shorter is better.

\`\`\`mermaid
xychart-beta horizontal
  x-axis [${bars.map(({ label }) => JSON.stringify(label)).join(", ")}]
  bar [${bars.map(({ value }) => value).join(", ")}]
\`\`\`

Every contender runs in a process of its own (this client and its calls by path in one) against a server on loopback, in
turns with all others. Compared are the lower quartiles of their turns, because whatever else a machine does only adds. A
few hundredths mean nothing.
${Object.entries(environment)
  .map(([name, value]) => `${name}: ${value}`)
  .join("; ")}.
${isBusy ? "\n**The machine was busy during this run: ratios may be off by tens of percent, and single rows by more.**\n" : ""}
## Targets

${table(["", "at most", "worst", "", "where"], ...verdicts)}

## CPU of a call, as a multiple of the hand-written fetch

${table(["", "fetch, µs", ...compared.map(({ label }) => label), "client × node:https"], ...rows)}

## Once for everybody

From the start of a process to the first response over https (ms), start of the command (ms), TLS connections, and
bundles in kB gzip. That the heap stays within 2 MB over 100,000 calls is a test (\`test/heap.test.ts\`).

\`\`\`json
${JSON.stringify(once, undefined, 1)}
\`\`\`
`;
}
