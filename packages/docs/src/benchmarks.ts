// The results of the benchmark as `npm run bench` wrote them, in the reader's language.
import type { Results, Target } from "../../client/bench/report.ts";
import results from "../../client/bench/results/results.json" with { type: "json" };
import { fill } from "./fill.ts";
import { type Messages, named } from "./i18n.ts";

type Words = Messages["benchmarksPage"];
type Row = Results["calls"][number];

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the benchmark wrote it with this type
export const benchmarks = results as unknown as Results;

/** Everybody who took part, this client last of those that cost the same. */
export const contenderIds = Object.keys(benchmarks.calls[0]?.toFetch ?? {});

export function isOwn(id: string): boolean {
  return id.startsWith("client");
}

/** "200 orders, 19-digit ids, COIN-M, 50 at once" */
export function rowWords(words: Words, { orders, long, api, inFlight }: Row): string {
  const count = orders.toLocaleString("en");
  return fill(words.scenario, {
    orders:
      (orders === 1 ? words.oneOrder : fill(words.orders, { count })) + (long ? words.longIds : ""),
    api: words.apis[api],
    inFlight: inFlight === 1 ? words.oneInFlight : fill(words.inFlight, { count: inFlight }),
  });
}

/** Where a target was measured: the row, and whose it is. */
export function whereWords(words: Words, { where }: Target): string {
  const row = benchmarks.calls.find((one) => where.endsWith(nameOf(one)));
  if (!row) return where;
  const label = where.slice(0, -nameOf(row).length).replace(/, $/, "");
  return [label && phrase(words, label), rowWords(words, row)].filter(Boolean).join(" · ");
}

/** As the benchmark names a row. */
function nameOf({ orders, long, api, inFlight }: Row): string {
  const count = orders === 1 ? "1 order" : `${orders.toLocaleString("en")} orders`;
  const ids = long ? ", 19-digit ids" : "";
  return `${count}${ids}, ${api}, ${inFlight === 1 ? "one at a time" : `${inFlight} at once`}`;
}

/** A text of the results. */
export function phrase(words: Words, text: string): string {
  return named(words.phrases, text);
}
