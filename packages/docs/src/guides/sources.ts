// The files that guides may quote from, as text: what the tests run or compare, and READMEs.
import { join } from "node:path/posix";

const texts = Object.entries(
  import.meta.glob<string>(
    [
      "../../../*/README.md",
      "../../../*/examples/*",
      "../../../../scripts/newEndpoint/*.yaml",
      "./code/*",
    ],
    { query: "?raw", import: "default", eager: true },
  ),
);
const byFile = new Map(texts.map(([key, text]) => [join("packages/docs/src/guides", key), text]));

/** Text of a file by its path from the root of the repository; undefined where guides cannot quote it. */
export function sourceText(file: string): string | undefined {
  return byFile.get(file);
}
