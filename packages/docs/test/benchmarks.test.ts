// The Benchmarks page shows all that the results say, in each language.
import { describe, expect, test } from "vitest";
import results from "../../client/bench/results/results.json" with { type: "json" };
import { allLanguages, sourceLanguage } from "../src/languages.ts";
import { messages, named } from "../src/i18n.ts";
import { address, page, words } from "./builtSite.ts";

describe.each(allLanguages)("%s", (language) => {
  const $ = page(address(language, "benchmarks"));
  const main = $("main");
  const rowsUnder = (id: string): string[] =>
    main
      .find(`#${id}`)
      .parent()
      .nextAll("table, .figures")
      .first()
      .find("tbody tr")
      .map((_, row) => words($(row).text()))
      .get();

  test("begins with a chart that has a bar for everybody, the shortest first", () => {
    const first = results.calls.find(({ api, inFlight }) => api === "dapi" && inFlight === 1);
    const values = Object.values(first?.toFetch ?? {}).toSorted((a, b) => a - b);
    const shown = rowsUnder("chart");
    expect(shown.map((text) => text.split(" ").at(-1))).toEqual(
      values.map((value) => value.toFixed(2)),
    );
    expect(main.find("h2").first().attr("id")).toBe("chart");
  });

  test("says of every target whether it is met", () => {
    const shown = rowsUnder("targets");
    expect(shown).toHaveLength(results.targets.length);
    for (const [at, { name, atMost, worst }] of results.targets.entries()) {
      const { met, missed, phrases } = messages[language].benchmarksPage;
      expect(shown[at]).toContain(`${atMost} ${worst} ${worst <= atMost ? met : missed}`);
      expect(shown[at]?.startsWith(language === sourceLanguage ? name : named(phrases, name))).toBe(
        true,
      );
    }
  });

  test("has every row and everything else that was measured, and how to repeat it", () => {
    const shown = rowsUnder("cpu");
    for (const [at, { fetchUs, toFetch }] of results.calls.entries()) {
      const [, ...others] = Object.values(toFetch).map((ratio) => ratio.toFixed(2));
      expect(shown[at]).toContain([fetchUs, ...others].join(" "));
    }
    expect(shown).toHaveLength(results.calls.length);
    expect(rowsUnder("tls")).toHaveLength(Object.keys(results.connections).length);
    expect(rowsUnder("bundles")).toHaveLength(Object.keys(results.bundles).length);
    const text = words(main.text());
    expect(text).toContain(String(results.firstResponse.clientToFetch));
    for (const value of Object.values(results.environment)) expect(text).toContain(value);
    expect(main.find("pre").text()).toBe("npm run bench");
  });
});
