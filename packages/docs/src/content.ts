// Every page written by hand must exist in every language: Starlight would show the English one in the
// place of a missing page, and say nothing. What a page quotes must be there, and guides type no code.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DocsError } from "./DocsError.ts";
import { quoted, quotesIn, typedBlocks } from "./guides/quote.ts";
import { allLanguages, languages } from "./languages.ts";

/**
 * Throws a DocsError that names each missing file, and each missing quote with its file and line.
 *
 * @param folder - Where the pages are.
 * @param repository - What quotes name their files from.
 */
export function checkContent(
  folder: URL,
  repository: URL = new URL("../../../../../", folder),
): void {
  const root = fileURLToPath(folder);
  const locales = allLanguages.flatMap((language) => languages[language].locale ?? []);
  const all = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
  const localeOf = (file: string) => locales.find((locale) => file.startsWith(`${locale}/`));
  const nameOf = (file: string) => file.slice(localeOf(file) ? `${localeOf(file)}/`.length : 0);
  const names = new Set(all.map(nameOf));
  const missing = [undefined, ...locales].flatMap((locale) =>
    [...names]
      .map((name) => (locale ? `${locale}/${name}` : name))
      .filter((file) => !all.includes(file)),
  );
  const problems = [
    ...missing.map((file) => `${file}: missing; write this page too`),
    ...all
      .filter((file) => file.endsWith(".mdx"))
      .flatMap((file) =>
        quoteProblems(readFileSync(join(root, file), "utf8"), repository, nameOf(file)).map(
          (problem) => `${file}:${problem}`,
        ),
      ),
  ];
  if (problems.length > 0)
    throw new DocsError(problems.map((problem) => `packages/docs/src/content/docs/${problem}`));
}

function quoteProblems(page: string, repository: URL, name: string): string[] {
  const missing = quotesIn(page).flatMap(({ line, quote }) => {
    const source = new URL(quote.file, repository);
    if (!quote.file || !existsSync(source))
      return [
        `${line}: there is no "${quote.file}" to quote; name a file from the repository's root`,
      ];
    try {
      quoted(readFileSync(source, "utf8"), quote);
      return [];
    } catch (error) {
      return [`${line}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
  const typed = name.startsWith("guides/") ? typedBlocks(page) : [];
  return [
    ...missing,
    ...typed.map(
      (line) => `${line}: code is typed here; put it into a file that is tested and quote that`,
    ),
  ];
}
