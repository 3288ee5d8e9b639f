// What the build rejects once the pages are there, and that it names the file and the place.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DocsError } from "../src/DocsError.ts";
import { checkPages, linksOf } from "../src/output/checkPages.ts";
import { readPages } from "../src/output/pages.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "open-orders-pages-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** What is wrong with a site whose page `/guides/a/` has this in its body. */
function problemsOf(body: string, base = "/"): string[] {
  write("dist/guides/a/index.html", `<!doctype html><h1 id="_top">A</h1>${body}`);
  write("dist/b/index.html", '<!doctype html><h1 id="there">B</h1>');
  write("dist/file.json", "{}");
  const site = { folder: join(folder, "dist"), base, content: join(folder, "content") };
  try {
    checkPages(Array.from(readPages(site.folder), linksOf), site);
  } catch (error) {
    if (error instanceof DocsError) return error.problems;
    throw error;
  }
  return [];
}

test.each([
  '<a href="../../b/">b</a>',
  '<a href="/b/#there">b</a>',
  '<a href="/b">b</a>',
  '<a href="#_top">up</a>',
  '<a href="/file.json">file</a>',
  '<a href="https://example.com/">elsewhere, when it is clicked</a>',
  '<link rel="canonical" href="https://example.com/guides/a/">',
  '<img src="data:,">',
])("%s passes", (body) => {
  expect(problemsOf(body)).toEqual([]);
});

describe("a page is rejected", () => {
  test.each([
    ['<a href="/c/">c</a>', '"/c/" leads to no page or file; correct the link'],
    ['<a href="../b/">b</a>', '"../b/" leads to no page or file; correct the link'],
    ['<a href="/b/#gone">b</a>', '"/b/#gone": /b/ has no anchor "gone"'],
    ['<a href="#gone">up</a>', '"#gone": /guides/a/ has no anchor "gone"'],
    ['<img src="gone.png">', '"gone.png" leads to no page or file; correct the link'],
    [
      '<script src="https://example.com/a.js"></script>',
      "<script> loads https://example.com/a.js; keep a copy in the site",
    ],
    ['<img src="//example.com/a.png">', "<img> loads //example.com/a.png; keep a copy in the site"],
    [
      "<style>@import 'https://example.com/a.css';</style>",
      "<style> loads https://example.com/a.css; keep a copy in the site",
    ],
    [
      '<p style="background: url(//example.com/a.png)">a</p>',
      "<p> loads //example.com/a.png; keep a copy in the site",
    ],
  ])("%s", (body, problem) => {
    expect(problemsOf(body)).toEqual([`/guides/a/: ${problem}`]);
  });

  test("with the file and line of what was written by hand", () => {
    write("content/guides/a.mdx", "---\ntitle: A\n---\n\nsee [c](/c/)\n");
    expect(problemsOf('<a href="/c/">c</a>')).toEqual([
      'packages/docs/src/content/docs/guides/a.mdx:5: "/c/" leads to no page or file; correct the link',
    ]);
  });

  test("for a style sheet that loads from elsewhere", () => {
    write("dist/_astro/a.css", "p { background: url(https://example.com/a.png) }");
    expect(problemsOf("")).toEqual([
      "_astro/a.css: loads https://example.com/a.png; keep a copy in the site",
    ]);
  });

  test("for a link that leaves the folder the site is served from", () => {
    expect(problemsOf('<a href="/b/">b</a><a href="/some/b/">b</a>', "/some/")).toEqual([
      '/guides/a/: "/b/" leaves the site, which begins at /some/',
    ]);
  });
});
