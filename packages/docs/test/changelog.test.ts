// The changelog page: what Changesets writes, and what waits for the next release.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
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
    const released = existsSync(join(repository, "specs/CHANGELOG.md"));
    const says = guideWords[language].changelogPage.noDescriptions;
    expect(shown.includes(says)).toBe(!released);
  });
});
