// The changelog page: what Changesets writes, and what waits for the next release.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { descriptionChanges } from "../src/changes/descriptionChanges.ts";
import type { DescriptionChange } from "../src/changes/descriptionChanges.ts";
import { readChangelog, readChangeset } from "../src/guides/changes.ts";
import { guideWords } from "../src/guides/words.ts";
import { allLanguages } from "../src/languages.ts";
import { address, page, plain, words } from "./builtSite.ts";

const repository = fileURLToPath(new URL("../../../", import.meta.url));

test("a changelog is told below the name of its package", () => {
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
  const api = "coin-m-futures";

  /** Changes of a release that differs from today's bundle as `change` makes it differ. */
  function since(change: (text: string) => string): DescriptionChange[] | undefined {
    const released = mkdtempSync(join(tmpdir(), "open-orders-released-"));
    try {
      const name = `${api}.en.json`;
      writeFileSync(join(released, name), change(readFileSync(join(dist, name), "utf8")));
      return descriptionChanges(released, dist, ["portfolio-margin", api]);
    } finally {
      rmSync(released, { recursive: true });
    }
  }

  test("nothing was released", () => {
    expect(descriptionChanges(join(dist, "nowhere"), dist, [api])).toBeUndefined();
  });

  test("nothing changed", () => {
    expect(since((text) => text)).toEqual([]);
  });

  test("what breaks callers comes first, with its place", () => {
    const found = since((text) => {
      const document = JSON.parse(text) as {
        info: { summary: string };
        paths: Record<string, { get: { parameters: { name?: string; required?: boolean }[] } }>;
      };
      document.info.summary = "Something else.";
      const [symbol] = document.paths["/dapi/v1/openOrders"]?.get.parameters ?? [];
      const added = { ...symbol, name: "colour", example: "RED" };
      document.paths["/dapi/v1/openOrders"]?.get.parameters.push(added);
      return JSON.stringify(document);
    });
    expect(found?.map(({ impact, kind }) => `${impact} ${kind}`)).toEqual([
      "major removed",
      "patch modified",
    ]);
    expect(found?.[0]).toMatchObject({
      api,
      place: ["paths", "/dapi/v1/openOrders", "get", "parameters", "5"],
    });
    expect(found?.[1]?.place).toEqual(["info", "summary"]);
  });

  test("a tool that fails is named", () => {
    expect(() => since(() => "no JSON")).toThrow("redocly diff");
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
    expect(waiting.filter((text) => !shown.includes(plain(text)))).toEqual([]);
    expect(main.find('[id="next"]').length).toBe(waiting.length > 0 ? 1 : 0);
  });

  test("the page says so while nothing was released", () => {
    const released = existsSync(join(repository, "specs/released"));
    const says = guideWords[language].changelogPage.noDescriptions;
    expect(shown.includes(says)).toBe(!released);
  });
});
