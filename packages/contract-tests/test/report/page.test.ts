// The HTML report: whole in itself, safe whatever an exchange answered, and, in a real browser, quiet, readable
// on a phone and in the dark, and nothing that axe objects to. The browser's part is skipped where there is none.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  coverageOf,
  createChecks,
  createMockTarget,
  englishDescriptions,
  explainedGaps,
  runChecks,
} from "../../src/index.ts";
import type { Target } from "../../src/index.ts";
import { unknownSeen, writeReports } from "../../src/report/index.ts";
import { html } from "../../src/report/markup.ts";
import { reportPage } from "../../src/report/page.ts";
import { hostile, quiet, report } from "./report.ts";

const page = reportPage(report);

/** What stands between two marks, for each pair of them. */
const between = (start: string, end: string): string[] =>
  page
    .split(start)
    .slice(1)
    .map((rest) => rest.split(end)[0] ?? "");

describe("the page", () => {
  test("asks for nothing, and allows no more than its own style", () => {
    const [policy = ""] = between('Content-Security-Policy" content="', '"');
    const [style = ""] = between("<style>", "</style>");
    const hash = createHash("sha256").update(style).digest("base64");
    expect(policy.replaceAll("&#39;", "'")).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(page).not.toMatch(/<(?:script|img|iframe|object|embed|form)\b|\ssrc=|@import|url\(/iu);
    expect(between(' href="', '"').filter((address) => !address.startsWith("#"))).toEqual([
      "data:,",
    ]);
  });

  test("escapes what stands in an attribute", () => {
    const { text } = html`<p title="${"\"><script>'"}">`;
    expect(text).toBe('<p title="&quot;&gt;&lt;script&gt;&#39;">');
  });

  test("has what is broken before anything else", () => {
    expect(between('<h2 id="', '"')).toEqual([
      "failed",
      "skipped",
      "coverage",
      "unknown",
      "questions",
      "checks",
    ]);
    expect(between("<h1", "</h1>")[0]).toBe(' class="bad">1 check failed');
    expect(reportPage(quiet)).toContain('<h1 class="">1 check passed, none failed</h1>');
  });

  test("says where a run ended before its time", () => {
    const early = reportPage({ ...quiet, stopped: "banned <until 10:00" });
    expect(early).toContain("none failed, stopped early</h1>");
    expect(early).toContain("<strong>Stopped early:</strong> banned &lt;until 10:00</p>");
  });

  test("says which reading the target supports, and whose words it bears out", () => {
    const [doubt = ""] = between('id="doubt-cm-weight-wording"', "<h3");
    expect(doubt).toContain("The target supports the description.");
    expect(doubt).toMatch(/<dt>listOpenOrders<\/dt>[^]*Confirmed\./u);
  });

  test("shows each fact with its line and its check, or why there is none", () => {
    const rows = between('<tr>\n<th scope="row">', "</tr>").map((row) =>
      row
        .replaceAll(/<[^>]*>/gu, " ")
        .replaceAll(/\s+/gu, " ")
        .replace(/:\d+ /u, ": ")
        .trim(),
    );
    const place = "specs/coin-m-futures/paths/listOpenOrders.yaml:";
    expect(rows).toEqual([
      expect.stringMatching(/^listOpenOrders 1\/1 0\/0 1\/2 0\/0/u),
      `listOpenOrders ${place} schema: side (raw)`,
      `418 ${place} Not exercised.`,
      `200 ${place} schema: side (raw)`,
      `400 x-retry ${place} Not exercised. Nobody asks.`,
      expect.stringMatching(/^side = /u),
    ]);
  });
});

const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

describe.skipIf(!existsSync(executablePath))("in Chromium", () => {
  let browser: Browser;
  let folder: string;
  let address: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "open-orders-page-"));
    const mock = await createMockTarget();
    // An exchange that breaks some promises, keeps some, and cannot play faults.
    const { inject: _inject, ...target } = mock;
    const lying: Target = {
      ...target,
      async fetch(url, init) {
        const response = await mock.fetch(url, init);
        const text = (await response.text()).replaceAll('"BUY"', JSON.stringify(hostile));
        return new Response(text, { status: response.status, headers: response.headers });
      },
    };
    // A few of each kind look as all do, and axe is done sooner.
    const some = createChecks().filter(({ rule }) => /^(?:errors|filters|schema): s/iu.test(rule));
    const runs = await runChecks(some, lying);
    const coverage = coverageOf(englishDescriptions, runs, explainedGaps).filter(({ name }) =>
      /^s|\d/u.test(name),
    );
    await writeReports({ ...report, runs, coverage, unknown: unknownSeen(runs) }, folder);
    address = pathToFileURL(join(folder, "contract.html")).href;
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
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
        for (const list of document.querySelectorAll("section")) {
          for (const one of [...list.querySelectorAll("details")].slice(0, 12)) one.open = true;
        }
      });
      const sideways = await opened.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      const axe = new AxeBuilder({ page: opened }).setLegacyMode();
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

  test("is whole without JavaScript", async () => {
    const { page: opened } = await open({ javaScriptEnabled: false });
    const broken = opened.locator("article.failed").first();
    await broken.locator("summary").click();
    expect(await broken.locator("pre").isVisible()).toBe(true);
    expect(await broken.textContent()).toContain("<script>alert");
    expect(await opened.locator("section").count()).toBe(6);
    await opened.context().close();
  });
});
