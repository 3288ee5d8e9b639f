// Every row of the fault matrix is on the Faults page of each language, with all that it says.
import { describe, expect, test } from "vitest";
import { faultMatrix } from "../src/faultMatrix.ts";
import type { Consequence, Wait } from "../src/faultMatrix.ts";
import { allLanguages } from "../src/languages.ts";
import { address, page, words } from "./builtSite.ts";

const rows = faultMatrix.flatMap((group) => group.rows.map((row) => ({ group, row })));

/** Every figure and word of the wire that a card must show. */
function wordsOf({ gets }: Consequence): string[] {
  if (!("orders" in gets)) return Object.values(gets).map(String);
  return gets.orders === "all" ? [] : [JSON.stringify(gets.orders)];
}

/** Lengths of pauses, whatever their unit. */
function figuresOf(waits: readonly Wait[]): string[] {
  return waits
    .map((wait) => (typeof wait === "number" ? wait : wait.below))
    .filter((ms) => ms > 0)
    .map((ms) => String(ms < 1000 ? ms : ms / 1000));
}

describe.each(allLanguages)("%s", (language) => {
  const $ = page(address(language, "faults"));
  const cards = $("main li.fault");

  test("has a card for every row, in order, under the title of its group", () => {
    const shown = cards.map((_, card) => words($(card).find("h3").text())).get();
    expect(shown).toEqual(rows.map(({ row }) => row.fault[language]));
    const titles = cards.map((_, card) =>
      words($(card).closest("ul").prevAll(".level-h2").first().find("h2").text()),
    );
    expect(titles.get()).toEqual(rows.map(({ group }) => group.title[language]));
  });

  test("says what the caller gets, how many requests are sent and how long it waits", () => {
    const missing = rows.flatMap(({ row }, at) => {
      const outcome = cards.eq(at).find(".outcome");
      expect(outcome.length).toBe(1);
      const gets = outcome.find(".gets").text().replaceAll(/\s/g, "");
      const pauses = outcome.find(".pauses").text().match(/\d+/g) ?? [];
      expect(outcome.find(".requests").text()).toBe(String(row.attempts));
      expect(pauses).toEqual(figuresOf(row.waits));
      return wordsOf(row)
        .filter((word) => !gets.includes(word))
        .map((word) => `${row.fault.en}: ${word}`);
    });
    expect(missing).toEqual([]);
  });

  test("names the options that are not the defaults", () => {
    for (const [at, { row }] of rows.entries())
      for (const [name, value] of Object.entries(row.options ?? {}))
        expect(words(cards.eq(at).children(".aside").first().text())).toContain(`${name} ${value}`);
  });

  test("leads from a code to its meaning", () => {
    const links = $("main li.fault .facts a").map((_, link) => $(link).attr("href"));
    const catalogue = page(address(language, "errors"));
    expect(links.length).toBeGreaterThan(0);
    const broken = links
      .get()
      .filter((href) => catalogue(`[id="${href.split("#")[1]}"]`).length !== 1);
    expect(broken).toEqual([]);
  });
});
