// The HTML report: complete in itself, safe whatever an exchange returned, and, in a real browser, quiet, readable on a
// phone and in the dark, and nothing that axe objects to. The browser's part is skipped where there is none.
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findChromium } from "../../../../scripts/findProgram.cjs";
import {
  coverageOf,
  createChecks,
  createMockTarget,
  englishDescriptions,
  runChecks,
} from "../../src/index.ts";
import type { Target } from "../../src/index.ts";
import { writeReports } from "../../src/report/writeReports.ts";
import { unknownSeen } from "../../src/run/ContractReport.ts";
import { htmlReport } from "../../src/report/html.ts";
import { escapeMarkup } from "../../src/report/texts.ts";
import { hostile, quiet, report } from "./report.ts";

const page = htmlReport(report);

/** What stands between two marks, for each pair of them. */
const between = (start: string, end: string): string[] =>
  page
    .split(start)
    .slice(1)
    .map((rest) => rest.split(end)[0] ?? "");

describe("the page", () => {
  test("keeps the columns of the table of coverage", () => {
    expect(page).toMatch(/<pre tabindex="0">exercised {2,}operations/u);
  });

  test("asks for nothing, and allows no more than its own style", () => {
    const [policy = ""] = between('Content-Security-Policy" content="', '"');
    const [style = ""] = between("<style>", "</style>");
    const hash = createHash("sha256").update(style).digest("base64");
    expect(policy.replaceAll("&apos;", "'")).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(page).not.toMatch(/<(?:script|img|iframe|object|embed|form)\b|\ssrc=|@import|url\(/iu);
    expect(between(' href="', '"').filter((address) => !address.startsWith("#"))).toEqual([
      "data:,",
    ]);
  });

  test("escapes what stands in an attribute", () => {
    expect(escapeMarkup("\"><script>'")).toBe("&quot;&gt;&lt;script&gt;&apos;");
  });

  test("has what failed before everything else", () => {
    expect(between('<h2 id="', '"')).toEqual([
      "failed-checks",
      "assumptions-that-this-target-does-not-confirm",
      "skipped",
      "coverage-of-the-descriptions",
      "unknown-fields-and-values",
      "open-questions",
      "every-fact",
      "every-check",
    ]);
    expect(between("<h1", "</h1>")[0]).toBe(' class="bad">Contract: 1 check failed');
    expect(htmlReport(quiet)).toContain('<h1 class="">Contract: 1 check passed, none failed</h1>');
  });

  test("says where a run ended before its time", () => {
    const early = htmlReport({ ...quiet, stopped: "banned <until 10:00" });
    expect(early).toContain("none failed, stopped early</h1>");
    expect(early).toContain("<strong>Stopped early:</strong> banned &lt;until 10:00</p>");
  });

  test("says which reading the target supports, and whose statement it confirms", () => {
    const [question = ""] = between("Does <code>pair</code> lower the weight?", "</ul>");
    expect(question).toContain("The target <strong>supports the description</strong>");
    expect(question).toMatch(/<li>listOpenOrders: [^]*<strong>Confirmed\.<\/strong>/u);
  });

  test("shows each fact with its line and its checks, or that there is none", () => {
    const [facts = ""] = between('<h2 id="every-fact">', "<h2");
    const rows = facts.split("<tr>\n<td>").slice(1);
    const place = "specs/coin-m-futures/paths/listOpenOrders.yaml";
    const cells = rows.map((row) =>
      row
        .split("</td>")
        .slice(0, 3)
        .map((cell) =>
          cell
            .replaceAll(/<[^>]*>/gu, "")
            .trim()
            .replace(/:\d+$/u, ""),
        ),
    );
    expect(cells).toEqual([
      ["listOpenOrders", place, "schema: side (raw)"],
      ["200", place, "schema: side (raw)"],
      ["418", place, "Not exercised."],
      ["400 x-retry", place, "Not exercised."],
    ]);
  });
});

const executablePath = findChromium();

describe.skipIf(executablePath === undefined)("in Chromium", () => {
  let browser: Browser;
  let folder: string;
  let address: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "open-orders-page-"));
    const mock = await createMockTarget();
    // An exchange of which some checks pass and some fail, and that cannot play faults.
    const { inject: _inject, ...target } = mock;
    const lying: Target = {
      ...target,
      async fetch(url, init) {
        const response = await mock.fetch(url, init);
        const text = (await response.text()).replaceAll(
          /"stopPrice":"[^"]*"/gu,
          () => `"stopPrice":${JSON.stringify(hostile)}`,
        );
        return new Response(text, { status: response.status, headers: response.headers });
      },
    };
    // A few of each kind look as all do, and axe is done sooner.
    const all = createChecks();
    const lied = all.find(({ rule }) => rule === "schema: stopPrice")?.operation;
    const some = all.filter(
      ({ operation, rule }) => operation === lied && /^(?:errors|filters|schema): s/iu.test(rule),
    );
    const runs = await runChecks(some, lying);
    const coverage = coverageOf(englishDescriptions, runs).filter(({ name }) =>
      /^s|\d/u.test(name),
    );
    await writeReports({ ...report, runs, coverage, unknown: unknownSeen(runs) }, folder);
    address = pathToFileURL(join(folder, "contract.html")).href;
    browser = await chromium.launch({
      executablePath: executablePath ?? "",
      args: ["--no-sandbox"],
    });
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  async function open(
    options: Parameters<Browser["newContext"]>[0],
  ): Promise<{ page: Page; seen: string[] }> {
    const context = await browser.newContext(options);
    // vitest's limit is the only one.
    context.setDefaultTimeout(0);
    const opened = await context.newPage();
    const seen: string[] = [];
    opened.on("console", (message) => seen.push(`console: ${message.text()}`));
    opened.on("dialog", (dialog) => seen.push(`dialog: ${dialog.message()}`));
    opened.on("request", (request) => {
      if (request.url() !== address && !request.url().startsWith("data:")) seen.push(request.url());
    });
    await opened.goto(address);
    return { page: opened, seen };
  }

  test.each([
    { colorScheme: "light", width: 1440 },
    { colorScheme: "light", width: 390 },
    { colorScheme: "dark", width: 1440 },
    { colorScheme: "dark", width: 390 },
  ] as const)(
    "opens without trouble, $colorScheme at $width px",
    async ({ colorScheme, width }) => {
      const { page: opened, seen } = await open({ colorScheme, viewport: { width, height: 900 } });
      // Lists that are closed are not looked at; of each kind, the first ones are.
      await opened.evaluate(() => {
        for (const one of [...document.querySelectorAll("details")].slice(0, 12)) one.open = true;
      });
      const sideways = await opened.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      const axe = new AxeBuilder({ page: opened }).setLegacyMode();
      axe.options({ resultTypes: ["violations"] });
      // Both themes have the same elements, so colours alone can tell one from the other.
      const colours = ["color-contrast", "link-in-text-block"];
      const looked = colorScheme === "light" ? axe : axe.withRules(colours);
      const { violations } = await looked.analyze();
      await opened.context().close();
      expect(seen).toEqual([]);
      expect(sideways).toBe(0);
      expect(
        violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target }) => `${id}: ${target.join(" ")}`),
        ),
      ).toEqual([]);
    },
  );

  test("is complete without JavaScript", async () => {
    const { page: opened } = await open({ javaScriptEnabled: false });
    const failed = opened.locator("#failed-checks + p + ul");
    expect(await failed.textContent()).toContain("<script>alert");
    const skipped = opened.locator("details").first();
    await skipped.locator("summary").click();
    expect(await skipped.locator("ul").isVisible()).toBe(true);
    expect(await opened.locator("h2#every-check").isVisible()).toBe(true);
    await opened.context().close();
  });
});
