// The summary for the page of a CI job, in GitHub's Markdown. Whatever a target sent stands in code, where
// nothing is read as markup.
import { coverageTable, unexplainedGaps } from "../run/coverage.ts";
import type { ContractReport } from "../run/ContractReport.ts";
import {
  failedIn,
  byOperation,
  counted,
  countsOf,
  durationText,
  outcomeTexts,
  shown,
  skippedIn,
  verdictOf,
  weightText,
} from "./findings.ts";
import type { FailedCheck } from "./findings.ts";

/** A job page takes no more than a megabyte; beyond so many, the other reports have the rest. */
const mostDetails = 100;

/** The text of the Markdown file. */
export function markdownSummary(report: ContractReport): string {
  const { runs, coverage, unknown, probes } = report;
  const failed = failedIn(runs);
  const more = failed.length - mostDetails;
  const blocks = [
    `## Contract: ${verdictOf(report)}`,
    heading(report),
    report.stopped === undefined ? "" : `**Stopped early:** ${escaped(report.stopped)}`,
    table(
      ["operation", "passed", "failed", "skipped"],
      byOperation(runs).map(({ operation, runs: own }) => {
        const counts = countsOf(own);
        const failures = counts.failed > 0 ? `**${counts.failed}**` : "0";
        return [code(operation), `${counts.passed}`, failures, `${counts.skipped}`];
      }),
    ),
    ...section("Failed checks", [
      ...failed.slice(0, mostDetails).map(details),
      more > 0 ? `And ${more} more, in the other reports.` : "",
    ]),
    ...section("Skipped", [
      table(
        ["why", "checks"],
        skippedIn(runs).map(([reason, names]) => [escaped(reason), `${names.length}`]),
      ),
    ]),
    ...section("Coverage of the descriptions", [
      coverage.length > 0 ? fenced(coverageTable(coverage)) : "",
      gapsText(report),
    ]),
    ...section("Unknown fields and values", [
      unknown
        .map(
          ({ operation, what, seenBy }) =>
            `- ${code(operation)}: ${code(what)}, by ${code(seenBy[0] ?? "")}`,
        )
        .join("\n"),
    ]),
    ...section("Open questions", [
      probes
        .map(
          ({ discrepancy, title, outcome, seen }) =>
            `- ${code(discrepancy)} ${prose(title)} **${outcomeTexts[outcome]}**: ${code(seen)}`,
        )
        .join("\n"),
    ]),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function heading(report: ContractReport): string {
  const { target, startedAt, elapsedMs } = report;
  const weight = weightText(report);
  const parts = [target, startedAt, durationText(elapsedMs)];
  return parts
    .concat(weight === "" ? [] : `weight spent: ${weight}`)
    .map(escaped)
    .join(" · ");
}

/** A title with what stands under it; nothing where there is nothing. */
function section(title: string, blocks: readonly string[]): readonly string[] {
  const own = blocks.filter((block) => block !== "");
  return own.length === 0 ? [] : [`### ${title}`, ...own];
}

function details({ check, result, place }: FailedCheck): string {
  const { operation, rule, level, expected } = check;
  return [
    `**${code(operation)} ${code(`${rule} (${level})`)}**`,
    "",
    `- expected ${code(expected.what)}`,
    `- actual ${code(result.actual)}`,
    `- source ${code(place)}`,
    ...(result.repeat === undefined ? [] : ["", fenced(shown(result.repeat), "sh")]),
  ].join("\n");
}

function gapsText({ coverage }: ContractReport): string {
  const gaps = unexplainedGaps(coverage);
  if (gaps.length === 0) return "";
  const lines = gaps.map(
    ({ operation, kind, name }) => `- ${code(`${operation}: ${kind} ${name}`)}`,
  );
  return `<details><summary>${counted(gaps.length, "fact")} not exercised</summary>\n\n${lines.join("\n")}\n\n</details>`;
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const aligned = titles.map((_title, column) => (column === 0 ? "---" : "--:"));
  // A bar ends a cell, even inside code.
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", String.raw`\|`)).join(" | ")} |`;
  return [titles, aligned, ...rows].map(row).join("\n");
}

/** Inline code, which a longer run of backticks than any inside encloses. */
function code(text: string): string {
  const line = shown(text).trim();
  if (line === "") return "";
  const fence = fenceFor(line, 1);
  const edge = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${edge}${line}${edge}${fence}`;
}

function fenced(text: string, language = "text"): string {
  const fence = fenceFor(text, 3);
  return `${fence}${language}\n${text}\n${fence}`;
}

function fenceFor(text: string, least: number): string {
  const runs = text.match(/`+/gu) ?? [];
  return "`".repeat(Math.max(least, ...runs.map((run) => run.length + 1)));
}

/** Words of the descriptions and of this package, where Markdown would read something into them. */
function escaped(text: string): string {
  return shown(text)
    .replaceAll(/[\\`*_[\]~#@]/gu, String.raw`\$&`)
    .replaceAll("<", "&lt;");
}

/** A text of the descriptions, in which backticks enclose code. */
function prose(text: string): string {
  const parts = text.split("`");
  return parts.map((part, index) => (index % 2 === 1 ? code(part) : escaped(part))).join("");
}
