// The changelog page: what Changesets writes, and what waits for the next release.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Change } from "@open-orders/generate/change";
import { changesSince } from "../src/changes/plugin.ts";
import { readChangelog, readChangeset } from "../src/guides/changes.ts";
import { messages } from "../src/i18n.ts";
import { allLanguages } from "../src/languages.ts";
import { address, page, plain, words } from "./builtSite.ts";

const repository = fileURLToPath(new URL("../../../", import.meta.url));

test("a changelog stands below the name of its package", () => {
  const text = "# @open-orders/client\n\n## 0.2.0\n\n### Minor Changes\n\n- abc: More.\n";
  expect(readChangelog(text)).toEqual({
    title: "@open-orders/client",
    text: "#### 0.2.0\n\n##### Minor Changes\n\n- abc: More.",
  });
});

test("a changeset names its packages; other files beside it are none", () => {
  expect(readChangeset('---\n"a": minor\n"@b/c": patch\n---\n\nMore.\n')).toEqual({
    packages: ["a", "@b/c"],
    text: "More.",
  });
  expect(readChangeset("# Changesets\n\nHow to write one.\n")).toBeUndefined();
});

describe("the descriptions since their release", () => {
  const dist = join(repository, "specs/dist");

  /** Changes since a release that differs from today's bundles as `change` makes it differ. */
  async function since(change: (text: string) => string): Promise<Change[] | null> {
    const released = mkdtempSync(join(tmpdir(), "open-orders-released-"));
    try {
      for (const name of readdirSync(dist).filter((file) => file.endsWith(".json")))
        writeFileSync(join(released, name), change(readFileSync(join(dist, name), "utf8")));
      return await changesSince(released, repository);
    } finally {
      rmSync(released, { recursive: true });
    }
  }

  /** Where a source has a text first: `file:line`. */
  function lineOf(file: string, text: string): string {
    const lines = readFileSync(join(repository, file), "utf8").split("\n");
    return `${file}:${lines.findIndex((line) => line.includes(text)) + 1}`;
  }

  test("nothing was released", async () => {
    expect(await changesSince(join(dist, "nowhere"), repository)).toBeNull();
  });

  test("nothing changed", async () => {
    expect(await since((text) => text)).toEqual([]);
  });

  test("what breaks callers comes first, with its place, in both languages", async () => {
    const found = await since((text) =>
      text.replace('"maximum": 60000', '"maximum": 90000').replace('"weight": 40', '"weight": 4'),
    );
    const changes = (found ?? []).map(({ severity, place, text }) => [
      severity,
      place,
      text["zh-CN"],
    ]);
    const [first = [], ...others] = changes;
    expect(first).toEqual([
      "major",
      lineOf("specs/common/parameters.yaml", "maximum: 60000"),
      "`recvWindow` 的取值限制收紧（`90000` → `60000`）：原先可用的值会被拒绝。",
    ]);
    expect(others).toContainEqual([
      "minor",
      lineOf("specs/coin-m-futures/paths/listOpenOrders.yaml", "weight: 40"),
      expect.stringContaining("`1 (symbol) / 4` 变为 `1 (symbol) / 40`"),
    ]);
    expect(others.map(([severity]) => severity).join()).toMatch(/^(?:major,)*minor(?:,minor)*$/);
  });

  test("a release that is no JSON is named", async () => {
    await expect(since(() => "{")).rejects.toThrow(/coin-m-futures\.en\.json is no JSON/);
  });
});

describe.each(allLanguages)("%s", (language) => {
  const main = page(address(language, "changelog"))("main");
  const shown = words(main.text());

  test("the page has every change that waits", () => {
    const folder = join(repository, ".changeset");
    const waiting = readdirSync(folder)
      .filter((file) => file.endsWith(".md") && file !== "README.md")
      .map((file) => readFileSync(join(folder, file), "utf8").split("---\n")[2] ?? "");
    // All of a change, what is folded too; the line that opens it is none of its text.
    const content = main.clone();
    content.find("summary").remove();
    const texts = words(content.text());
    expect(waiting.filter((text) => !texts.includes(plain(text)))).toEqual([]);
    expect(main.find('[id="next"]').length).toBe(waiting.length > 0 ? 1 : 0);
  });

  test("the page says so while nothing was released", () => {
    const released = existsSync(join(repository, "specs/released"));
    const says = messages[language].guidePages.changelogPage.noDescriptions;
    expect(shown.includes(says)).toBe(!released);
  });
});
