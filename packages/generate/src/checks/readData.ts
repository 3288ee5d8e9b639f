// Reads what stands beside the descriptions in specs: sources, discrepancies, overlays.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { listApis, overlaysOf } from "../apis.ts";
import type { DescriptionData } from "./checkDescriptions.ts";
import type { OverlayFile } from "./checkTranslation.ts";
import { discrepanciesFile } from "./discrepancy.ts";
import type { DiscrepancyEntry, TranslatedEntry } from "./discrepancy.ts";
import { probesFile } from "./checkProbes.ts";
import { GenerateError } from "../GenerateError.ts";
import { sourceLanguage, translations } from "../languages.ts";
import type { Probe } from "../model.ts";
import type { OperationSource, SourceReference } from "./sourceData.ts";

const sourcesFolder = "specs/sources";
const registry = "references.yaml";

/** The data of the repository at this root, for checkDescriptions to judge. */
export async function readData(root: string): Promise<DescriptionData> {
  const yaml = async <T>(file: string): Promise<T> => {
    try {
      return parse(await readFile(join(root, file), "utf8")) as T;
    } catch (cause) {
      const { message } = cause as Error;
      throw new GenerateError(`${file}: cannot be read as YAML: ${message.trim()}`, { cause });
    }
  };
  const sourceFiles = (await readdir(join(root, sourcesFolder)))
    .filter((file) => file.endsWith(".yaml") && file !== registry)
    .toSorted();
  const texts = async (language: string): Promise<[string, Record<string, TranslatedEntry>]> => [
    language,
    await yaml(discrepanciesFile(language)),
  ];
  const [sources, references, entries, translated, probes, overlays] = await Promise.all([
    Promise.all(sourceFiles.map((file) => yaml<OperationSource>(`${sourcesFolder}/${file}`))),
    yaml<SourceReference[]>(`${sourcesFolder}/${registry}`),
    yaml<DiscrepancyEntry[]>(discrepanciesFile(sourceLanguage)),
    Promise.all(translations.map(texts)),
    yaml<Record<string, Probe>>(probesFile),
    readOverlays(root, yaml),
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

/** Every overlay file, with the APIs it is applied to. */
async function readOverlays(
  root: string,
  yaml: (file: string) => Promise<OverlayFile["overlay"]>,
): Promise<OverlayFile[]> {
  const apisByFile = new Map<string, string[]>();
  for (const api of await listApis(root))
    for (const language of translations)
      for (const file of overlaysOf(api, language))
        apisByFile.set(file, [...(apisByFile.get(file) ?? []), api.name]);
  return Promise.all(
    [...apisByFile].map(async ([file, apis]) => ({ file, apis, overlay: await yaml(file) })),
  );
}
