// The sidebar: overview, guides, API reference with a group for each API, SDK reference, resources.
import type { Language } from "@open-orders/specs";
import { guides } from "./guides/list.ts";
import { messages } from "./i18n.ts";
import { allLanguages, sourceLanguage } from "./languages.ts";
import type { ListGroup } from "./output/llms.ts";
import { sdkPageNames } from "./sdk/groups.ts";
import { reference } from "./site.ts";

interface Label {
  label: string;
  translations: Record<string, string>;
}
interface Link extends Label {
  link: string;
}
interface Group extends Label {
  /** Groups, links, and pages by the names of their files. */
  items: (Group | Link | string)[];
}

/** A label in every language, in Starlight's terms. */
function labels(of: (language: Language) => string): Label {
  const others = allLanguages.filter((language) => language !== sourceLanguage);
  return {
    label: of(sourceLanguage),
    translations: Object.fromEntries(others.map((language) => [language, of(language)])),
  };
}

const link = (path: string, of: (language: Language) => string) => ({ ...labels(of), link: path });

const groups = reference[sourceLanguage].map((api, at) => {
  const twin = (language: Language) => reference[language][at];
  const items = api.operations.map(({ operationId }, index) =>
    link(
      `/reference/${api.api}/${operationId}/`,
      (language) => twin(language)?.operations[index]?.title ?? "",
    ),
  );
  const { label, translations } = labels((language) => twin(language)?.title ?? "");
  return { label, translations, items };
});

export const sidebar: (Group | Link)[] = [
  link("/", (language) => messages[language].nav.overview),
  {
    ...labels((language) => messages[language].nav.guides),
    // Titled by their pages.
    items: guides.map((name) => `guides/${name}`),
  },
  { ...labels((language) => messages[language].nav.api), items: groups },
  {
    ...labels((language) => messages[language].nav.sdk),
    items: [
      link("/sdk/", (language) => messages[language].nav.overview),
      ...sdkPageNames.map((page) =>
        link(`/sdk/${page}/`, (language) => messages[language].sdk.pages[page]),
      ),
      link("/cli/", (language) => messages[language].cliPage.title),
      link("/mock-exchange/", (language) => messages[language].mockPage.title),
    ],
  },
  {
    ...labels((language) => messages[language].nav.help),
    items: [
      link("/errors/", (language) => messages[language].nav.errors),
      link("/signature/", (language) => messages[language].signature.title),
      link("/open-questions/", (language) => messages[language].nav.openQuestions),
      link("/faults/", (language) => messages[language].nav.faults),
      link("/benchmarks/", (language) => messages[language].nav.benchmarks),
      link("/downloads/", (language) => messages[language].nav.downloads),
      link("/changelog/", (language) => messages[language].guidePages.changelog),
    ],
  },
];

/** The pages of the sidebar by name (`guides/signing/`), each group under its words in a language. */
export function pageGroups(language: Language): ListGroup[] {
  return sidebar.map((entry) => ({
    title: entry.translations[language] ?? entry.label,
    names: namesOf(entry),
  }));
}

function namesOf(entry: Group | Link | string): string[] {
  if (typeof entry === "string") return [`${entry}/`];
  return "items" in entry ? entry.items.flatMap(namesOf) : [entry.link.slice(1)];
}
