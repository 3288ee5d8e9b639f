// `npm run quote` copies example files into the READMEs that quote them: the code block after a comment
// that names a file is that file. The tests fail where a block and its file have parted.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The documents that quote. */
export const quoting = [
  "README.md",
  "packages/client/README.md",
  "packages/mock-exchange/README.md",
];

/**
 * Puts the files that comments name into the code blocks after them.
 *
 * @param markdown - For example `<!-- packages/client/examples/firstCall.ts -->`, then a block of ts.
 * @param read - Reads a file by its path from the root.
 */
export function withQuotes(markdown: string, read: (path: string) => string): string {
  return markdown.replaceAll(
    /<!-- (\S+\.ts) -->\n```ts\n[\s\S]*?```/g,
    (_, path: string) => `<!-- ${path} -->\n\`\`\`ts\n${read(path)}\`\`\``,
  );
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..");
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  for (const path of quoting) writeFileSync(join(root, path), withQuotes(read(path), read));
}
