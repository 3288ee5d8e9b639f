// The READMEs show example files as they are, and no link in them leads nowhere.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { quoting, withQuotes } from "../quote.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

describe("withQuotes", () => {
  it("fills the block after a comment and leaves every other block", () => {
    const text = "a\n<!-- x/y.ts -->\n```ts\nold\n```\nb\n```ts\nown\n```\n";
    expect(withQuotes(text, (path) => `// ${path}\n`)).toBe(
      "a\n<!-- x/y.ts -->\n```ts\n// x/y.ts\n```\nb\n```ts\nown\n```\n",
    );
  });
});

describe.each(quoting)("%s", (path) => {
  it("quotes its examples as they are (npm run quote fixes it)", () => {
    const text = read(path);
    expect(text).toMatch(/<!-- (?:packages\/[\w-]+\/examples\/|begin what counts as breaking -->)/);
    expect(text).toBe(withQuotes(text, read));
  });
});

const documents = [
  ...quoting,
  ...["DECISIONS", "SECURITY", "AGENTS", "specs/README", "specs/EXTENSIONS"].map(
    (name) => `${name}.md`,
  ),
];

describe.each(documents)("%s", (path) => {
  it("links only to what is there", () => {
    const targets = [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
      ([, target]) => target,
    );
    const lost = targets.filter((target) => !existsSync(join(root, dirname(path), target ?? "")));
    expect(lost).toEqual([]);
  });
});
