// What a run looks like in a terminal, on the page of a CI job, in its reader of JUnit files and as data:
// the whole text, with everything a hostile exchange put into it made harmless.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { marked } from "marked";
import { describe, expect, onTestFinished, test } from "vitest";
import type { CoveredFact, Run } from "../../src/index.ts";
import { terminalSummary } from "../../src/report/terminal.ts";
import { writeReports } from "../../src/report/writeReports.ts";
import { unknownSeen } from "../../src/run/ContractReport.ts";
import { junitReport } from "../../src/report/junit.ts";
import { markdownReport } from "../../src/report/markdown.ts";
import { failedPointer, harmless, hostile, quiet, repeat, report } from "./report.ts";

test("the terminal shows what failed first, and the count last", () => {
  expect(terminalSummary(report)).toBe(`Failed checks
  listOpenOrders: weights: symbol sent (raw): expected it, actual ${harmless}

Assumptions that this target does not confirm
  listOpenOrders: parameters: unknown (raw): expected -1103, actual -1104

Skipped
  1 check: the target's clock cannot be set

Coverage of the descriptions
  exercised       operations  parameters  statuses  headers  fields  values  errors  bodies  rules
  listOpenOrders  1/1         0/0         1/2       0/0      0/0     0/0     0/0     0/0     0/1
  2 not exercised

Unknown fields and values
  listOpenOrders: side = "${harmless}" (listOpenOrders: schema: side (raw))

Open questions
  cm-weight-wording: Does \`pair\` lower the weight?: supports the description: The count rose by 40.
  nobody-knows: An unknown question: contradicts the description: ${harmless}

2 passed, 1 failed, 1 assumption not confirmed, 1 skipped: https://exchange.test, 1 min 5 s, weight spent: portfolio-margin 5, coin-m-futures 81`);
});

test("a run without a finding is one line in the terminal", () => {
  expect(terminalSummary(quiet)).toBe(
    "1 passed, 0 failed, 0 skipped: https://exchange.test, 9.3 s",
  );
});

test("what was skipped most often comes first", () => {
  const [run] = report.runs;
  const skipped = ["a", "b", "b"].flatMap((reason): Run[] =>
    run ? [{ ...run, result: { outcome: "skipped", reason } }] : [],
  );
  expect(terminalSummary({ ...quiet, runs: skipped })).toMatch(
    /^Skipped\n {2}2 checks: b\n {2}1 check: a\n/u,
  );
});

describe("JUnit", () => {
  const xml = junitReport(report);
  const options = { ignoreAttributes: false, attributeNamePrefix: "", parseAttributeValue: false };
  const read = (text: string): unknown =>
    (
      new XMLParser({ ...options, isArray: (name) => /^test(?:suite|case)$/u.test(name) }).parse(
        text,
      ) as {
        readonly testsuites: unknown;
      }
    ).testsuites;

  test("is XML", () => {
    expect(XMLValidator.validate(xml)).toBe(true);
    // The characters that XML 1.0 allows, and no others.
    expect(xml).toMatch(/^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u);
  });

  test("has a suite for each operation and a case for each check", () => {
    expect(read(xml)).toMatchObject({
      name: "contract",
      tests: "5",
      failures: "1",
      errors: "0",
      skipped: "2",
      time: "65.432",
      testsuite: [
        {
          name: "coin-m-futures listOpenOrders",
          tests: "4",
          failures: "1",
          errors: "0",
          skipped: "2",
          time: "1.234",
          timestamp: "2026-01-15T08:09:10",
          properties: { property: { name: "target", value: "https://exchange.test" } },
          testcase: [
            {
              name: "schema: side (raw)",
              classname: "coin-m-futures.listOpenOrders",
              time: "1.234",
            },
            {
              name: "weights: symbol sent (raw)",
              time: "0.000",
              failure: { type: "check failed" },
            },
            {
              skipped: {
                message: expect.stringContaining("not confirmed: listOpenOrders") as unknown,
              },
            },
            { skipped: { message: "the target's clock cannot be set" } },
          ],
        },
        { name: "portfolio-margin listMarginOpenOrders", tests: "1", failures: "0", skipped: "0" },
      ],
    });
  });

  test("says of a failure what was expected, where that is stated, what was returned and how to repeat it", async () => {
    const { testsuite } = read(xml) as {
      readonly testsuite: readonly {
        readonly testcase: readonly { readonly failure?: Readonly<Record<string, string>> }[];
      }[];
    };
    const failure = testsuite[0]?.testcase[1]?.failure;
    expect(failure?.["message"]).toContain(`actual ${harmless}`);
    const lines = failure?.["#text"]?.split("\n");
    expect(lines).toEqual([
      "expected: a weight of 1 for each call",
      `actual: ${harmless}`,
      expect.stringMatching(/^source: specs\/coin-m-futures\/paths\/listOpenOrders\.yaml:\d+$/u),
      `repeat: ${repeat}`,
    ]);
    const [, file = "", line] = lines?.[2]?.match(/^source: (.*):(\d+)$/u) ?? [];
    const yaml = await readFile(resolve(import.meta.dirname, "../../../..", file), "utf8");
    expect(yaml.split("\n")[Number(line) - 1]).toContain("{ whenSent: [symbol], weight: 1 }");
  });
});

describe("Markdown", () => {
  const text = markdownReport(report);
  const page = marked.parse(text, { gfm: true, async: false });
  const cells = (html: string): string[] =>
    [...html.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gu)].map(([, cell = ""]) => cell);

  test("begins with the verdict and a short table", () => {
    expect(text.split("\n")[0]).toBe("## Contract: 1 check failed");
    expect(markdownReport(quiet).split("\n")[0]).toBe("## Contract: 1 check passed, none failed");
    expect(cells(page).slice(0, 15)).toEqual(
      [
        ["operation", "passed", "failed", "unconfirmed", "skipped"],
        ["<code>listOpenOrders</code>", "1", "<strong>1</strong>", "1", "1"],
        ["<code>listMarginOpenOrders</code>", "1", "0", "0", "0"],
      ].flat(),
    );
  });

  const shownAs = (sent: string): string =>
    sent
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&#39;");

  test("shows what was sent as code, whatever it is", () => {
    expect(page).toContain(`<li>actual <code>${shownAs(harmless)}</code></li>`);
    expect(page).toContain("Does <code>pair</code> lower the weight?");
    expect(page).not.toContain("<script");
    expect(page).not.toContain('href="javascript');
  });

  test("keeps a bar that was sent in its cell of a table", () => {
    const fact = { ...report.coverage[0], name: "side = A|B" } as CoveredFact;
    const long = markdownReport({ ...report, coverage: [fact] }, true);
    expect(long).toContain(String.raw`| \`side = A\|B\` | `.replaceAll("\\`", "`"));
    const shown = marked.parse(long, { gfm: true, async: false });
    expect(cells(shown)).toContain("<code>side = A|B</code>");
  });

  test("has the line that repeats a request as a block of its own", () => {
    expect(text).toContain(`\n\`\`\`sh\n${repeat}\n\`\`\`\n`);
  });

  test("says where a run ended before its time", () => {
    const early = markdownReport({ ...quiet, stopped: "banned until 10:00" });
    expect(early).toMatch(/^## Contract: 1 check passed, none failed, stopped early\n/u);
    expect(early).toContain("**Stopped early:** banned until 10:00");
  });

  test("stays within what a job page takes", () => {
    const [failed] = report.runs.slice(1);
    const runs = Array.from({ length: 5000 }, () => failed ?? report.runs[0]).filter(
      (run) => run !== undefined,
    );
    const long = markdownReport({ ...report, runs });
    expect(Buffer.byteLength(long)).toBeLessThan(2 ** 20);
    expect(long).toContain("And 4900 more, in the other reports.");
  });
});

test("the files are written where there was no directory", async () => {
  const directory = join(await mkdtemp(join(tmpdir(), "open-orders-report-")), "new", "reports");
  onTestFinished(async () => rm(resolve(directory, "../.."), { recursive: true }));
  const names = await writeReports(report, directory);
  expect(names).toEqual(["contract.junit.xml", "contract.html", "contract.md", "contract.json"]);
  expect((await readdir(directory)).toSorted()).toEqual([...names].toSorted());
  const data = JSON.parse(await readFile(join(directory, "contract.json"), "utf8")) as unknown;
  expect(data).toMatchObject({
    target: "https://exchange.test",
    counts: { passed: 2, failed: 1, unconfirmed: 1, skipped: 1 },
    checks: [
      { outcome: "passed", elapsedMs: 1234, unknown: [`side = "${hostile}"`] },
      {
        rule: "weights: symbol sent",
        outcome: "failed",
        actual: hostile,
        repeat,
        expected: {
          pointer: failedPointer,
          source: expect.stringMatching(
            /^specs\/coin-m-futures\/paths\/listOpenOrders\.yaml:\d+$/u,
          ) as unknown,
        },
      },
      { outcome: "unconfirmed", actual: "status 400, code -1104" },
      { outcome: "skipped", reason: "the target's clock cannot be set" },
      { outcome: "passed", api: "portfolio-margin" },
    ],
    coverage: [{ kind: "operation" }, { name: "200" }, { name: "418" }, { name: "400 x-retry" }],
    probes: [{ discrepancy: "cm-weight-wording" }, { outcome: "contradicts" }],
  });
});

test("unknown is shown once for its operation, with every check that saw it", () => {
  const [first, ...others] = report.runs;
  if (!first) throw new TypeError("the report has no runs");
  const again = {
    check: { ...first.check, rule: "schema: the response" },
    result: {
      outcome: "passed",
      exercised: [],
      unknown: ["field brandNew", `side = "${hostile}"`],
    },
  } as const;
  const unknown = { api: "coin-m-futures", operation: "listOpenOrders" };
  expect(unknownSeen([first, again, ...others])).toEqual([
    {
      ...unknown,
      what: `side = "${hostile}"`,
      seenBy: ["listOpenOrders: schema: side (raw)", "listOpenOrders: schema: the response (raw)"],
    },
    { ...unknown, what: "field brandNew", seenBy: ["listOpenOrders: schema: the response (raw)"] },
  ]);
});
