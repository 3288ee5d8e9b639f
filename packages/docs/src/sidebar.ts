// The sidebar: the guides, one group per API with its operations, where to turn in doubt, and what was
// tested and measured.
import type { Language } from "@open-orders/specs";
import type { StarlightUserConfig } from "@astrojs/starlight/types";
import { guides } from "./guides/list.ts";
import { guideWords } from "./guides/words.ts";
import { allLanguages, sourceLanguage } from "./languages.ts";
import type { ListGroup } from "./output/llms.ts";
import { reference } from "./site.ts";
import { signatureWords } from "./tryIt/allSignatureWords.ts";
import { ui } from "./ui/index.ts";

type Sidebar = NonNullable<StarlightUserConfig["sidebar"]>;

/** A label in every language, in Starlight's terms. */
function labels(of: (language: Language) => string) {
  const others = allLanguages.filter((language) => language !== sourceLanguage);
  return {
    label: of(sourceLanguage),
    translations: Object.fromEntries(others.map((language) => [language, of(language)])),
  };
}

const link = (path: string, of: (language: Language) => string) =>
  Object.assign(labels(of), { link: path });

const groups = reference[sourceLanguage].map((api, at) => {
  const twin = (language: Language) => reference[language][at];
  const items = api.operations.map(({ operationId }, index) =>
    link(
      `/reference/${api.api}/${operationId}/`,
      (language) => twin(language)?.operations[index]?.title ?? "",
    ),
  );
  return Object.assign(
    labels((language) => twin(language)?.title ?? ""),
    { items },
  );
});

export const sidebar: Sidebar = [
  link("/", (language) => ui[language].nav.home),
  {
    ...labels((language) => guideWords[language].guides),
    // Titled by their pages.
    items: guides.map((name) => `guides/${name}`),
  },
  ...groups,
  {
    ...labels((language) => ui[language].nav.help),
    items: [
      link("/errors/", (language) => ui[language].nav.errors),
      link("/signature/", (language) => signatureWords[language].title),
      link("/doubts/", (language) => ui[language].nav.doubts),
      link("/downloads/", (language) => ui[language].nav.downloads),
      link("/changelog/", (language) => guideWords[language].changelog),
    ],
  },
  {
    ...labels((language) => ui[language].nav.evidence),
    items: [
      link("/faults/", (language) => ui[language].nav.faults),
      link("/benchmarks/", (language) => ui[language].nav.benchmarks),
    ],
  },
];

interface Entry {
  label: string;
  translations: Record<string, string>;
  link?: string;
  items?: (Entry | string)[];
}

/** The pages of the sidebar by name (`guides/signing/`), each group under its words in a language. */
export function pageGroups(language: Language): ListGroup[] {
  return (sidebar as Entry[]).map((entry) => ({
    title: entry.translations[language] ?? entry.label,
    names: (entry.items ?? [entry]).map((item) =>
      typeof item === "string" ? `${item}/` : (item.link ?? "").slice(1),
    ),
  }));
}
