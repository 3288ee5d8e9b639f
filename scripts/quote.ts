// `npm run quote` copies example files into the READMEs that quote them: the code block after a comment
// that names a file is that file. It also writes the tables that are made from code, between two comments that name
// them. The tests fail where a part and its source have parted.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { breakingTable } from "./bump/breakingTable.ts";

/** The documents that quote. */
export const quoting = [
  "README.md",
  "packages/client/README.md",
  "packages/contract-tests/README.md",
  "packages/mock-exchange/README.md",
  "specs/BREAKING.md",
];

/** The tables that are made from code, by name. */
const tables: Record<string, () => string> = { "what counts as breaking": breakingTable };

/**
 * Puts the files that comments name into the code blocks after them, and tables between the comments around them.
 *
 * @param markdown - For example `<!-- packages/client/examples/firstCall.ts -->`, then a block of ts.
 * @param read - Reads a file by its path from the root.
 */
export function withQuotes(markdown: string, read: (path: string) => string): string {
  return markdown
    .replaceAll(
      /<!-- (\S+\.(?:ts|yml)) -->\n```(ts|yaml)\n[\s\S]*?```/g,
      (_, path: string, language: string) =>
        `<!-- ${path} -->\n\`\`\`${language}\n${read(path)}\`\`\``,
    )
    .replaceAll(
      /(<!-- begin ([\w ]+) -->\n)[\s\S]*?(<!-- end \2 -->)/g,
      (whole, begin: string, name: string, end: string) => {
        const table = tables[name];
        return table ? `${begin}\n${table()}\n${end}` : whole;
      },
    );
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..");
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  for (const path of quoting) writeFileSync(join(root, path), withQuotes(read(path), read));
}
