// What the repository describes, read once for the tests: the bundles and the data beside them.
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { listApis } from "../src/apis.ts";
import { joinDiscrepancies } from "../src/checks/discrepancy.ts";
import type { Bundles } from "../src/apis.ts";
import type { OpenApiDocument } from "../src/model.ts";
import { sourceLanguage, translations } from "../src/languages.ts";
import { readData } from "../src/checks/readData.ts";
import { locateAll } from "../src/specs.ts";

const root = resolve(import.meta.dirname, "../../..");

async function bundle(api: string, language: string): Promise<[string, OpenApiDocument]> {
  const text = await readFile(join(root, `specs/dist/${api}.${language}.json`), "utf8");
  return [language, JSON.parse(text) as OpenApiDocument];
}

/** The bundles in specs/dist, made by `npm run generate`. */
export const bundles: Bundles = Object.fromEntries(
  await Promise.all(
    (await listApis(root)).map(async ({ name }) => [
      name,
      Object.fromEntries(
        await Promise.all(
          [sourceLanguage, ...translations].map((language) => bundle(name, language)),
        ),
      ),
    ]),
  ),
);

/** The lines of the YAML, by API and pointer in its bundle. */
export const locations = locateAll(root, await listApis(root), bundles);

export const data = await readData(root);
export const { sources, references, overlays } = data;
export const { discrepancies } = joinDiscrepancies(data.entries, data.translated, data.probes);

/** A copy that shares nothing with the original, nor within itself. */
export const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
