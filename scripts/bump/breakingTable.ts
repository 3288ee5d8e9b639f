// The rules about changes of the descriptions as a table, for specs/BREAKING.md.
import { bumps } from "@open-orders/generate/bumps";
import { rules } from "@open-orders/generate/rules";
import type { Rule } from "@open-orders/generate/rules";

/** A row for each rule, those that break most first. */
export function breakingTable(): string {
  const order = ({ needs }: Rule): string =>
    needs.map((need) => [...bumps, "none"].indexOf(need)).join("");
  const rows = rules
    .toSorted((a, b) => order(a).localeCompare(order(b)))
    .map(({ change, needs }) => [change, needs.join(" | ").replaceAll("none", "")]);
  const head = ["What changes", "specs", "client", "mock exchange", "contract tests"];
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |\n`).join("");
}
