// The results as Markdown: targets first, then the tables they come from.
import type { Bundle } from "./bundles.ts";
import { baseline, contenders } from "./contenders/contenders.ts";
import type { Contender } from "./contenders/contenders.ts";
import type { Row } from "./matrix.ts";
import type { Environment, Results } from "./results.ts";
import { bodyName } from "./scenarios.ts";
import { inWords, isMet, judge, labelOf, summarize } from "./targets.ts";
import type { Verdict } from "./targets.ts";
import { tlsCalls } from "./tls.ts";

/** A table whose columns but the first stand to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const rule = head.map((_, at) => (at === 0 ? "---" : "--:"));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

export function toMarkdown(results: Results): string {
  const { rows, coldImports, bundles, heap, tls } = results;
  const parts = [
    "<!-- Written by `npm run bench`. Edits here are lost. -->",
    "# How fast, how small",
    circumstances(results.environment),
    ...targetTables(judge(results)),
  ];
  if (rows.length > 0) parts.push(...callTables(rows));
  if (coldImports.length > 0)
    parts.push(
      "## Cold import",
      "Added to a bare Node, in milliseconds; in brackets the middle half of the rounds.",
      table(
        ["", "ms"],
        coldImports.map(({ id, addedMs: { median, low, high } }) => [
          labelOf(id),
          `${median.toFixed(1)} (${low.toFixed(1)} to ${high.toFixed(1)})`,
        ]),
      ),
    );
  if (bundles.length > 0)
    parts.push(
      "## Bundles",
      "Everything a package exports, by esbuild, minified and gzipped, in kB (1,000 bytes).",
      table(
        ["", "Node, minified", "Node, gzip", "browser, minified", "browser, gzip"],
        bundles.map(({ label, node, browser }) => [label].concat(sizes(node), sizes(browser))),
      ),
    );
  if (heap)
    parts.push(
      "## Heap",
      `${heap.calls.toLocaleString("en")} calls against a fetch in memory leave ${(heap.grownBytes / 1e6).toFixed(2)} MB more in use than there was after the warm-up.`,
    );
  if (tls.length > 0)
    parts.push(
      "## TLS connections",
      `Opened for ${tlsCalls} calls, one after the other.`,
      table(
        ["", "connections"],
        tls.map(({ id, connections }) => [labelOf(id), String(connections)]),
      ),
    );
  return `${parts.join("\n\n")}\n`;
}

function circumstances(environment: Environment): string {
  const { date, node, cpu, cores, system, loadBefore, loadAfter, versions } = environment;
  const compared = Object.entries(versions).map(([name, version]) => `\`${name}\` ${version}`);
  return [
    `${date}, Node ${node}, ${cpu} with ${cores} cores, ${system}; load ${loadBefore} before and ${loadAfter} after. Compared with ${compared.join(", ")}.`,
    "Every contender runs in a process of its own against a server on loopback, in turns with all others. Ratios are taken in each round against the hand-written `fetch` of the same round; what is shown is their median. CPU is user and system time of the whole process. Only differences of more than a few hundredths mean something.",
  ].join("\n\n");
}

function targetTables(verdicts: readonly Verdict[]): string[] {
  if (verdicts.length === 0) return [];
  const missed = verdicts.filter((verdict) => !isMet(verdict));
  const parts = [
    "## Targets",
    table(
      ["", "at most", "worst", "", "met in"],
      summarize(verdicts).map(({ target, met, of, worst }) => [
        target,
        `${worst.limit} ${worst.unit}`,
        `${worst.value.toFixed(2)} ${worst.unit}`,
        inWords(worst),
        `${met} of ${of}`,
      ]),
    ),
  ];
  if (missed.length > 0)
    parts.push(
      "Where they are missed:",
      table(
        ["", "row", "", ""],
        missed.map((verdict) => [
          verdict.target,
          verdict.where,
          `${verdict.value.toFixed(2)} ${verdict.unit}`,
          inWords(verdict),
        ]),
      ),
    );
  return parts;
}

function callTables(rows: readonly Row[]): string[] {
  const taking = contenders.filter(({ id }) => rows.some(({ cells }) => cells[id]));
  const others = taking.filter(({ id }) => id !== baseline);
  const head = (unit: string): string[] => [
    "orders, endpoint, calls in flight",
    `${labelOf(baseline)}, ${unit}`,
    ...others.map(({ label }) => label),
  ];
  const lines = (value: "cpu" | "wall"): string[][] =>
    rows.map((row) => [
      `${bodyName(row)}, ${row.api}, ${row.inFlight}`,
      (row.cells[baseline]?.[`${value}Us`] ?? Number.NaN).toFixed(0),
      ...others.map(
        ({ id }: Contender) => row.cells[id]?.[`${value}Ratio`].median.toFixed(2) ?? "",
      ),
    ]);
  return [
    "## CPU per call",
    "![CPU per call against a hand-written fetch](results.svg)",
    "The hand-written `fetch` in microseconds, the others as multiples of it.",
    table(head("µs"), lines("cpu")),
    "The undici transport of this client against the hand-written `undici.request`, and how far the rounds lie apart (the middle half of them).",
    table(
      ["", "undici to undici", "middle half", "fetch to fetch", "middle half", "rounds"],
      rows.map((row) => {
        const { client, clientUndici } = row.cells;
        const undici = clientUndici?.cpuRatioToUndici;
        return [
          `${bodyName(row)}, ${row.api}, ${row.inFlight}`,
          undici?.median.toFixed(2) ?? "",
          undici ? `${undici.low.toFixed(2)} to ${undici.high.toFixed(2)}` : "",
          client?.cpuRatio.median.toFixed(2) ?? "",
          client ? `${client.cpuRatio.low.toFixed(2)} to ${client.cpuRatio.high.toFixed(2)}` : "",
          String(client?.rounds ?? ""),
        ];
      }),
    ),
    "## Time per call on the clock",
    "Divided by the number of calls, so with 50 in flight it is the time between two answers.",
    table(head("µs"), lines("wall")),
  ];
}

function sizes(size: Bundle["node"]): string[] {
  if ("failure" in size) return ["fails", "fails"];
  return [(size.minified / 1000).toFixed(1), (size.gzip / 1000).toFixed(1)];
}
