// The site built for a folder of a host, as GitHub Pages serves it: no address leaves the folder.
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BuiltPage, pages, pagesOf } from "./builtSite.ts";

const base = "/some/folder";
const site = "https://docs.example";
const out = mkdtempSync(join(tmpdir(), "open-orders-base-"));
let built: BuiltPage[] = [];

beforeAll(async () => {
  const script = fileURLToPath(new URL("../build.ts", import.meta.url));
  await promisify(execFile)(process.execPath, [script, `--out=${out}`], {
    env: { ...process.env, BASE: base, SITE: site },
  });
  built = pagesOf(out);
});
afterAll(() => rmSync(out, { recursive: true }));

test("it has the same pages", () => {
  expect(built.map(({ path }) => path)).toEqual(pages.map(({ path }) => path));
});

test("every page names itself in all languages to search engines", () => {
  const unnamed = built.filter(({ path, $ }) => {
    const named = $('link[rel="alternate"][hreflang]').map((_, link) => $(link).attr("href"));
    return path !== "/404.html" && !named.get().includes(`${site}${base}${path}`);
  });
  expect(unnamed.map(({ path }) => path)).toEqual([]);
  const home = built.find(({ path }) => path === "/");
  const links = home?.$('link[rel="alternate"][hreflang]');
  const languages = links?.map((_, link) => home?.$(link).attr("hreflang")).get();
  expect(languages).toEqual(["en", "zh-CN", "x-default"]);
});

test("every address inside the site stands under the base and leads to a file", () => {
  const inside = built.flatMap(({ path, $ }) =>
    $("a[href], link[href], script[src], img[src]")
      .map((_, element) => $(element).attr("href") ?? $(element).attr("src"))
      .get()
      .filter((href) => href.startsWith("/"))
      .map((href) => ({ path, href })),
  );
  const broken = inside.filter(({ href }) => {
    if (!href.startsWith(`${base}/`) && href !== base) return true;
    const file = join(out, decodeURIComponent(href.slice(base.length).replace(/[#?].*/, "")));
    if (!existsSync(file)) return true;
    return statSync(file).isDirectory() && !existsSync(join(file, "index.html"));
  });
  expect(inside.length).toBeGreaterThan(built.length);
  expect(broken).toEqual([]);
});

test("so does every address in llms.txt", () => {
  const lists = ["llms.txt", "zh-cn/llms.txt"].map((file) => readFileSync(join(out, file), "utf8"));
  const inside = [...lists.join("\n").matchAll(/\]\((?:https?:\/\/[^/]+)?(\/[^)]*)/g)];
  const broken = inside.filter(
    ([, href = ""]) =>
      !href.startsWith(`${base}/`) || !existsSync(join(out, href.slice(base.length))),
  );
  expect(inside.length).toBeGreaterThan(20);
  expect(broken).toEqual([]);
});
