// Results of the benchmark → words and figures in the reader's language.
import type { Language } from "@open-orders/specs";
import { DocsError } from "../DocsError.ts";
import { sourceLanguage } from "../languages.ts";
import type { Spread } from "../../../client/bench/statistics.ts";
import type { ApiView } from "../reference.ts";
import type { Ui } from "../ui/index.ts";
import { type BenchmarksView, type MeasuredView, textsOf } from "./view.ts";

type Words = Ui["benchmarksPage"];

/** Throws a DocsError that names each text of the results that a language lacks. */
export function checkPhrases(view: BenchmarksView, tables: Record<Language, Ui>): void {
  const problems = Object.entries(tables)
    .filter(([language]) => language !== sourceLanguage)
    .flatMap(([language, { benchmarksPage }]) =>
      [...textsOf(view)]
        .filter((text) => !isName(text) && !benchmarksPage.phrases[text])
        .map(
          (text) =>
            `packages/docs/src/ui/phrases.${language.toLowerCase()}.ts: no text for "${text}"`,
        ),
    );
  if (problems.length > 0) throw new DocsError(problems);
}

/** Packages are called the same everywhere. */
function isName(text: string): boolean {
  return /^[\w@/.-]+$/.test(text);
}

/** A text of the results. */
export function phrase(words: Words, text: string): string {
  return words.phrases[text] ?? text;
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
      words.scenario(
        apiWords(apis, scenario.api),
        words.orders(scenario.orders, scenario.long),
        words.inFlight(scenario.inFlight),
      ),
    );
  if (label !== undefined) parts.push(phrase(words, label));
  return parts.join(" · ");
}

/** "1.06 ×": a measured value in the unit of its target. */
export function amountWords(words: Words, value: number, unit: keyof Words["units"]): string {
  return `${value.toFixed(unit === "connections" ? 0 : 2)} ${words.units[unit](value)}`;
}

/** "1.1 ×": the most it should be, as it was set. */
export function limitWords(words: Words, limit: number, unit: keyof Words["units"]): string {
  return `${limit} ${words.units[unit](limit)}`;
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
