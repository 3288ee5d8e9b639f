// The report in GitHub's Markdown: short for the page of a CI job, or with every fact and check for the HTML report.
// Whatever a target sent stands in code, where nothing is read as markup.
import { discrepancies } from "@open-orders/specs";
import { checkName } from "../run/check.ts";
import type { ContractReport, ProbeResult } from "../run/ContractReport.ts";
import { coverageTable, factKinds, gapsIn } from "../run/coverage.ts";
import type { CoveredFact } from "../run/coverage.ts";
import { groupByOperation } from "../run/groupByOperation.ts";
import { sourceLine } from "../run/sourceLine.ts";
import {
  counted,
  countsOf,
  durationText,
  findingsIn,
  probeTexts,
  shown,
  skippedIn,
  verdictOf,
  weightText,
} from "./texts.ts";
import type { Finding } from "./texts.ts";

/** A job page takes no more than a megabyte; beyond so many of a kind, the other reports have the rest. */
const mostBlocks = 100;
/** Beyond so many checks of one fact, the JSON report has the rest. */
const mostNames = 12;

/** The text of the Markdown file. @param long Whether every fact and every check is in it. */
export function markdownReport(report: ContractReport, long = false): string {
  const { runs, coverage, unknown, probes, target, startedAt, elapsedMs, stopped } = report;
  const operations = groupByOperation(runs, ({ check }) => check);
  const counts = operations.map(({ operation, items }) => {
    const { passed, failed, unconfirmed, skipped } = countsOf(items);
    const failures = failed > 0 ? `**${failed}**` : "0";
    return [code(operation), `${passed}`, failures, `${unconfirmed}`, `${skipped}`];
  });
  const gaps = gapsIn(coverage);
  const sections: readonly (readonly [title: string, blocks: readonly string[]])[] = [
    ["Failed checks", findingsIn(runs, "failed").map(findingText)],
    [
      "Assumptions that this target does not confirm",
      findingsIn(runs, "unconfirmed").map(findingText),
    ],
    [
      "Skipped",
      skippedIn(runs).map(([reason, names]) =>
        details(`${reason} (${counted(names.length, "check")})`, list(names.map(code))),
      ),
    ],
    [
      "Coverage of the descriptions",
      coverage.length === 0
        ? []
        : [
            fenced(coverageTable(coverage), "text"),
            ...(gaps.length === 0
              ? []
              : [
                  details(
                    `${counted(gaps.length, "fact")} not exercised`,
                    list(
                      gaps.map(({ operation, kind, name }) =>
                        code(`${operation}: ${kind} ${name}`),
                      ),
                    ),
                  ),
                ]),
          ],
    ],
    [
      "Unknown fields and values",
      unknown.map(
        ({ operation, what, seenBy }) =>
          `- ${code(operation)}: ${code(what)}, by ${code(seenBy[0] ?? "")}`,
      ),
    ],
    ["Open questions", probes.map(questionText)],
    ["Every fact", long ? factBlocks(coverage) : []],
    [
      "Every check",
      operations.flatMap(({ operation, items }) => {
        const lines = items.map(
          ({ check, result }) => `${code(checkName(check))} ${result.outcome}`,
        );
        return long ? details(`${operation} (${counted(items.length, "check")})`, list(lines)) : [];
      }),
    ],
  ];
  const weight = weightText(report);
  const heading = [target, startedAt, durationText(elapsedMs)];
  if (weight !== "") heading.push(`weight spent: ${weight}`);
  return `${[
    `## Contract: ${verdictOf(report)}`,
    heading.map(escaped).join(" · "),
    ...(stopped === undefined ? [] : [`**Stopped early:** ${escaped(stopped)}`]),
    table(["operation", "passed", "failed", "unconfirmed", "skipped"], counts),
    ...sections.flatMap(([title, blocks]) => {
      const more = long ? 0 : blocks.length - mostBlocks;
      const rest = more > 0 ? [`And ${more} more, in the other reports.`] : [];
      const kept = blocks.slice(0, long ? Infinity : mostBlocks).concat(rest);
      return blocks.length === 0 ? [] : [`### ${title}`].concat(kept);
    }),
  ].join("\n\n")}\n`;
}

function findingText({ check, result, source }: Finding): string {
  const { operation, rule, level, expected } = check;
  return [
    `**${code(operation)} ${code(`${rule} (${level})`)}**`,
    list([
      `expected ${code(expected.what)}`,
      `actual ${code(result.actual)}`,
      `source ${code(source)}`,
    ]),
    ...(result.repeat === undefined ? [] : [fenced(shown(result.repeat), "sh")]),
  ].join("\n\n");
}

function questionText({ discrepancy, title, outcome, seen, agreesWith }: ProbeResult): string {
  const known = discrepancies.find(({ id }) => id === discrepancy);
  const says = (known?.says ?? []).map(
    ({ source, says: { en } }) =>
      `${escaped(source)}: ${prose(en)}${agreesWith.includes(source) ? " **Confirmed.**" : ""}`,
  );
  const reading = known ? [`our reading: ${prose(known.reading.en)}`] : [];
  return [
    `**${prose(title)}** The target **${probeTexts[outcome]}**: ${code(seen)}`,
    ...(known ? [list([...reading, ...says])] : []),
  ].join("\n\n");
}

function factBlocks(coverage: readonly CoveredFact[]): readonly string[] {
  return groupByOperation(coverage, (fact) => fact).flatMap(({ operation, items }) =>
    Object.entries(factKinds).flatMap(([kind, plural]) => {
      const facts = items.filter((fact) => fact.kind === kind);
      if (facts.length === 0) return [];
      const rows = facts.map(({ name, api, pointer, exercisedBy }) => {
        const names = exercisedBy.map((check) => check.slice(operation.length + 2));
        const more = names.length > mostNames ? `; and ${names.length - mostNames} more` : "";
        const by = escaped(names.slice(0, mostNames).join("; ") + more);
        return [code(name), code(sourceLine(api, pointer)), by || "**Not exercised.**"];
      });
      const share = `${facts.length - gapsIn(facts).length} of ${facts.length}`;
      return details(
        `${operation} ${plural} (${share})`,
        table(["stated", "where", "exercised by"], rows),
      );
    }),
  );
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  // A bar ends a cell, even inside code.
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", String.raw`\|`)).join(" | ")} |`;
  return [titles, titles.map(() => "---"), ...rows].map(row).join("\n");
}

/** A block that opens. HTML ends where a blank line begins Markdown again. */
function details(summary: string, block: string): string {
  const text = shown(summary).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<details><summary>${text}</summary>\n\n${block}\n\n</details>`;
}

/** Inline code, which a longer run of backticks than any inside encloses. */
function code(text: string): string {
  const line = shown(text).trim();
  if (line === "") return "";
  const fence = fenceFor(line, 1);
  const edge = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${edge}${line}${edge}${fence}`;
}

function fenced(text: string, language: string): string {
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
