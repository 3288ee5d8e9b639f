// Every page written by hand must exist in every language: Starlight would show the English one in the
// place of a missing page, and say nothing.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DocsError } from "./DocsError.ts";
import { allLanguages, languages } from "./languages.ts";

/** Throws a DocsError that names each missing file. */
export function checkContent(folder: URL): void {
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
  if (missing.length > 0)
    throw new DocsError(
      missing.map((file) => `packages/docs/src/content/docs/${file}: missing; write this page too`),
    );
}
