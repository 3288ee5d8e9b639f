// The Benchmarks page shows all that the results say, in each language; results that are not whole stop
// the build and say why.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { nameOf } from "../../client/bench/scenarios.ts";
import { judge } from "../../client/bench/targets.ts";
import { readRun } from "../src/benchmarks/results.ts";
import { describeRun } from "../src/benchmarks/view.ts";
import { checkPhrases } from "../src/benchmarks/words.ts";
import { allLanguages } from "../src/languages.ts";
import { messages } from "../src/i18n.ts";
import { address, dist, page, words } from "./builtSite.ts";

const folder = new URL("../../client/bench/results/", import.meta.url);
const run = readRun(folder);
const { results, picture } = run;
const { environment, rows, coldImports, bundles, tls } = results;

describe.each(allLanguages)("%s", (language) => {
  const $ = page(address(language, "benchmarks"));
  const main = $("main");

  test("has every contender of every scenario, CPU and time on the clock", () => {
    const missing = rows.flatMap((row) =>
      Object.entries(row.cells).flatMap(([id, cell]) => {
        const shown = main.find(`[data-contender="${id}"] [data-scenario="${nameOf(row)}"]`);
        const figures = shown.map((_, td) => /[\d.,]+/.exec($(td).text())?.[0]).get();
        const expected =
          id === "fetch"
            ? [cell.cpuUs, cell.wallUs].map((us) => Math.round(us).toLocaleString("en"))
            : [cell.cpuRatio, cell.wallRatio].map(({ median }) => median.toFixed(2));
        return figures.join(" ") === expected.join(" ") ? [] : [`${nameOf(row)}: ${id}`];
      }),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  });

  test("says when, where and against what it was measured", () => {
    const text = words(main.find(".overview").text());
    const { date, node, cpu, cores, system, loadBefore, loadAfter, versions } = environment;
    for (const part of [date, node, cpu, cores, system, loadBefore, loadAfter])
      expect(text).toContain(String(part));
    for (const [name, version] of Object.entries(versions))
      expect(text).toContain(`${name} ${version}`);
  });

  test("says of every target whether it is met, and where it is not", () => {
    const verdicts = judge(results);
    const targets = [...new Set(verdicts.map(({ target }) => target))];
    const shown = main.find("[data-target]");
    expect(shown.map((_, item) => $(item).attr("data-target")).get()).toEqual(targets);
    for (const [at, target] of targets.entries()) {
      const missed = verdicts.filter((one) => one.target === target && one.value > one.limit);
      const item = shown.eq(at);
      expect(item.find(".verdict").attr("data-met")).toBe(String(missed.length === 0));
      // A single one stands beside its limit.
      expect(item.find(".missed > li").length).toBe(missed.length > 1 ? missed.length : 0);
      for (const { value, limit, unit } of missed)
        expect(item.text()).toContain((value - limit).toFixed(unit === "connections" ? 0 : 2));
    }
  });

  test("has everything else that was measured, the picture, and how to repeat it", () => {
    const rowsUnder = (id: string): number =>
      main.find(`#${id}`).parent().nextAll("table").first().find("tbody tr").length;
    expect(rowsUnder("cold-import")).toBe(coldImports.length);
    expect(rowsUnder("bundles")).toBe(bundles.length);
    expect(rowsUnder("tls")).toBe(tls.length);
    expect(main.find(".picture img").attr("src")).toBe("/benchmarks.svg");
    expect(main.find("pre").text()).toBe("npm run bench");
  });
});

test("the picture is the one that was drawn, and loads nothing", () => {
  expect(readFileSync(join(dist, "benchmarks.svg"), "utf8")).toBe(picture.svg);
  expect(picture.svg).not.toMatch(/<script|<foreignObject|href=|url\(/);
});

describe("refused are", () => {
  const scratch = mkdtempSync(join(tmpdir(), "open-orders-results-"));
  afterAll(() => rmSync(scratch, { recursive: true }));

  function refusal(files: { json?: string; svg?: string }): string {
    for (const [kind, text] of Object.entries({ json: "", svg: "", ...files })) {
      const file = join(scratch, `results.${kind}`);
      if (text) writeFileSync(file, text);
      else rmSync(file, { force: true });
    }
    try {
      readRun(pathToFileURL(`${scratch}/`));
    } catch (error) {
      return (error as Error).message;
    }
    return "";
  }

  const json = JSON.stringify(results);
  const changed = (change: (copy: typeof results) => object): string =>
    JSON.stringify(change(structuredClone(results)));
  const at = "packages/client/bench/results/results";

  test.each([
    ["no results", {}, `${at}.json: missing; run \`npm run bench\``],
    ["no picture", { json }, `${at}.svg: missing; run \`npm run bench\``],
    ["half a file", { json: json.slice(0, 99) }, `${at}.json: `],
    ["no rows", { json: changed((copy) => ({ ...copy, rows: [] })) }, `${at}.json: rows: `],
    [
      "a figure that is none",
      { json: changed((copy) => ({ ...copy, heap: { calls: 1, grownBytes: null } })) },
      `${at}.json: heap.grownBytes: `,
    ],
    [
      "a row without what all are measured by",
      { json: changed((copy) => ({ ...copy, rows: [{ ...copy.rows[0], cells: {} }] })) },
      `${at}.json: rows.0.cells.fetch: `,
    ],
    [
      "a scenario that occurs twice",
      { json: changed((copy) => ({ ...copy, rows: [copy.rows[0], copy.rows[0]] })) },
      "occurs twice",
    ],
    ["a picture that is none", { json, svg: "<html></html>" }, `${at}.svg: it is no <svg>`],
  ])("%s", (_, files, message) => {
    expect(refusal(files)).toContain(message);
  });

  test("texts without a translation", () => {
    const [first] = bundles;
    const bundle = { ...first, label: "something new" } as typeof first & object;
    const view = describeRun({ ...run, results: { ...results, bundles: [bundle] } });
    expect(() => checkPhrases(view, messages)).toThrow(
      'packages/docs/i18n/zh-CN.json: benchmarksPage.phrases: no text for "something new"',
    );
  });
});
