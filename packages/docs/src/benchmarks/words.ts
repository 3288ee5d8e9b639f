// Results of the benchmark → words and figures in the reader's language.
import type { Language } from "@open-orders/specs";
import { DocsError } from "../DocsError.ts";
import { sourceLanguage } from "../languages.ts";
import type { Spread } from "../../../client/bench/statistics.ts";
import type { ApiView } from "../reference.ts";
import { fill } from "../fill.ts";
import { type Messages, named } from "../i18n.ts";
import type { Verdict } from "../../../client/bench/targets.ts";
import { type BenchmarksView, type MeasuredView, textsOf } from "./view.ts";

type Words = Messages["benchmarksPage"];

/** Throws a DocsError that names each text of the results that a language lacks. */
export function checkPhrases(view: BenchmarksView, tables: Record<Language, Messages>): void {
  const problems = Object.entries(tables)
    .filter(([language]) => language !== sourceLanguage)
    .flatMap(([language, { benchmarksPage }]) =>
      [...textsOf(view)]
        .filter((text) => !isName(text) && !phrasesOf(benchmarksPage)[text])
        .map(
          (text) =>
            `packages/docs/i18n/${language}.json: benchmarksPage.phrases: no text for "${text}"`,
        ),
    );
  if (problems.length > 0) throw new DocsError(problems);
}

/** Packages are called the same everywhere. */
function isName(text: string): boolean {
  return /^[\w@/.-]+$/.test(text);
}

/** What the results say in the source language → another one. */
const phrasesOf = (words: Words): Readonly<Record<string, string>> => words.phrases;

/** A text of the results. */
export function phrase(words: Words, text: string): string {
  return named(phrasesOf(words), text);
}

/** "Portfolio Margin" for the `papi` of its paths. */
export function apiWords(apis: ApiView[], name: string): string {
  const holds = ({ operations }: ApiView): boolean =>
    operations.some(({ path }) => path.startsWith(`/${name}/`));
  return apis.find(holds)?.title ?? name;
}

/** Where a value was measured: the scenario, whose it is, or both. */
export function whereWords(
  words: Words,
  apis: ApiView[],
  { scenario, label }: MeasuredView,
): string {
  const parts: string[] = [];
  if (scenario)
    parts.push(
      fill(words.scenario, {
        api: apiWords(apis, scenario.api),
        orders: ordersWords(words, scenario.orders, scenario.long),
        inFlight: inFlightWords(words, scenario.inFlight),
      }),
    );
  if (label !== undefined) parts.push(phrase(words, label));
  return parts.join(" · ");
}

/** "200 orders, 19-digit ids". */
export function ordersWords(words: Words, count: number, long: boolean): string {
  const text = count === 1 ? words.oneOrder : words.orders;
  return fill(text, { count: countWords(count) }) + (long ? words.longIds : "");
}

/** "50 at once". */
export function inFlightWords(words: Words, count: number): string {
  return fill(count === 1 ? words.oneInFlight : words.inFlight, { count });
}

function unitWords(words: Words, value: number, unit: Verdict["unit"]): string {
  if (unit === "connections") return value === 1 ? words.units.connection : words.units.connections;
  return words.units[unit];
}

/** "1.06 ×": a measured value in the unit of its target. */
export function amountWords(words: Words, value: number, unit: Verdict["unit"]): string {
  return `${value.toFixed(unit === "connections" ? 0 : 2)} ${unitWords(words, value, unit)}`;
}

/** "1.1 ×": the most it should be, as it was set. */
export function limitWords(words: Words, limit: number, unit: Verdict["unit"]): string {
  return `${limit} ${unitWords(words, limit, unit)}`;
}

/** "1,234": a count, with its thousands apart. */
export function countWords(value: number, digits = 0): string {
  return value.toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** "0.98–1.03": the middle half of what was measured. */
export function rangeWords({ low, high }: Spread, digits: number): string {
  return `${low.toFixed(digits)}–${high.toFixed(digits)}`;
}
