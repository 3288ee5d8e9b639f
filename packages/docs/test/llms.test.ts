// llms.txt and llms-full.txt: every page of a language, once, under an address that is there.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "@open-orders/specs";
import { describe, expect, test } from "vitest";
import { allLanguages, languages } from "../src/languages.ts";
import { llmsFull, llmsList } from "../src/output/llms.ts";
import { address, dist, pages } from "./builtSite.ts";

const read = (file: string): string => readFileSync(join(dist, file), "utf8");
const locales = allLanguages.flatMap((language) => languages[language].locale ?? []);

function pathsOf(language: Language): string[] {
  const { locale } = languages[language];
  return pages
    .map(({ path }) => path)
    .filter((path) => path !== "/404.html")
    .filter((path) =>
      locale ? path.startsWith(`/${locale}/`) : !locales.some((one) => path.startsWith(`/${one}/`)),
    );
}

describe.each(allLanguages)("%s", (language) => {
  const home = address(language, "");

  test("llms.txt lists every page once, in its own language", () => {
    const list = read(`${home}llms.txt`);
    const links = [...list.matchAll(/^- \[(.+)\]\((.+)\): (.+)$/gm)];
    const addresses = links.map(([, , link = ""]) => link);
    expect(addresses.toSorted()).toEqual(
      pathsOf(language)
        .map((path) => `${path}index.md`)
        .toSorted(),
    );
    expect(addresses.filter((link) => !existsSync(join(dist, link)))).toEqual([]);
    const { script } = languages[language];
    expect(links.filter(([, , , description = ""]) => !script.test(description))).toEqual([]);
    expect(list.split("\n")[0]).toBe("# open-orders");
    expect(list).toContain(`${home}llms-full.txt`);
  });

  test("llms-full.txt has every page whole", () => {
    const full = read(`${home}llms-full.txt`);
    const absent = pathsOf(language).filter((path) => !full.includes(read(`${path}index.md`)));
    expect(absent).toEqual([]);
  });
});

const page = (name: string) => ({
  name,
  address: `/${name}index.md`,
  title: name.toUpperCase(),
  description: "What it is.",
  text: `# ${name}\n`,
});
const texts = {
  title: "Site",
  description: "All of it.",
  intro: "Whole: ",
  fullAddress: "/llms-full.txt",
  others: "More",
};

test("pages stand in the order of the groups, and those of no group at the end", () => {
  const groups = [
    { title: "Second", names: ["b/", "gone/"] },
    { title: "Empty", names: [] },
  ];
  const both = [page("a/"), page("b/")];
  expect(llmsList(both, groups, texts)).toBe(
    [
      "# Site\n",
      "> All of it.\n",
      "Whole: /llms-full.txt\n",
      "## Second\n",
      "- [B/](/b/index.md): What it is.\n",
      "## More\n",
      "- [A/](/a/index.md): What it is.\n",
    ].join("\n"),
  );
  expect(llmsFull(both, groups)).toBe("# b/\n\n---\n\n# a/\n");
});
