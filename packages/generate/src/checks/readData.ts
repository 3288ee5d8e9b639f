// Reads what stands beside the descriptions in specs: sources, discrepancies, overlays.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { listApis, overlaysOf } from "../apis.ts";
import { list, open, readYaml, text } from "../form.ts";
import type { Form } from "../form.ts";
import { sourceLanguage, translations } from "../languages.ts";
import type { DescriptionData } from "./checkDescriptions.ts";
import { probesFile, probesForm } from "./checkProbes.ts";
import { referencesForm } from "./checkReferences.ts";
import type { OverlayFile } from "./checkTranslation.ts";
import { discrepanciesFile, entriesForm, translatedForm } from "./discrepancy.ts";
import { sourceForm } from "./sources.ts";

const sourcesFolder = "specs/sources";
const registry = "references.yaml";
const advice = "; specs/sources/README.md says what may stand here";

/**
 * The data of the repository at this root, for checkDescriptions to judge.
 *
 * @throws GenerateError for a file that is no YAML or not of its form
 */
export async function readData(root: string): Promise<DescriptionData> {
  const read = async <T>(file: string, form: Form<T>): Promise<T> =>
    readYaml(root, file, form, advice);
  const sourceFiles = (await readdir(join(root, sourcesFolder)))
    .filter((file) => file.endsWith(".yaml") && file !== registry)
    .toSorted();
  const [sources, references, entries, translated, probes, overlays] = await Promise.all([
    Promise.all(sourceFiles.map(async (file) => read(`${sourcesFolder}/${file}`, sourceForm))),
    read(`${sourcesFolder}/${registry}`, referencesForm),
    read(discrepanciesFile(sourceLanguage), entriesForm),
    Promise.all(
      translations.map(
        async (language) =>
          [language, await read(discrepanciesFile(language), translatedForm)] as const,
      ),
    ),
    read(probesFile, probesForm),
    readOverlays(root),
  ]);
  return {
    sources,
    references,
    entries,
    translated: Object.fromEntries(translated),
    probes,
    overlays,
  };
}

const overlayForm = open({ actions: list(open({ target: text })) });

/** Every overlay file, with the APIs it is applied to. */
async function readOverlays(root: string): Promise<OverlayFile[]> {
  const apisByFile = new Map<string, string[]>();
  for (const api of await listApis(root))
    for (const language of translations)
      for (const file of overlaysOf(api, language))
        apisByFile.set(file, [...(apisByFile.get(file) ?? []), api.name]);
  return Promise.all(
    [...apisByFile].map(async ([file, apis]) => ({
      file,
      apis,
      overlay: await readYaml(root, file, overlayForm),
    })),
  );
}
