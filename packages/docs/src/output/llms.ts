// llms.txt and llms-full.txt of one language: every page of it, in the order of the sidebar.
// The form is that of https://llmstxt.org.
export interface ListedPage {
  /** Address of its Markdown. */
  address: string;
  /** Address below the base and the language: `guides/signing/`. */
  name: string;
  title: string;
  description: string;
  text: string;
}

export interface ListGroup {
  title: string;
  /** Pages, by name. */
  names: string[];
}

export interface ListWords {
  title: string;
  description: string;
  /** Before the address of the whole. */
  intro: string;
  fullAddress: string;
  /** Over the pages that are in no group. */
  others: string;
}

/** The list. A page that no group names stands at the end: none is left out. */
export function llmsList(pages: ListedPage[], groups: ListGroup[], words: ListWords): string {
  const { title, description, intro, fullAddress, others } = words;
  const sections = inOrder(pages, groups, others).map(
    (group) =>
      `## ${group.title}\n\n${group.pages
        .map((page) => `- [${page.title}](${page.address}): ${page.description}\n`)
        .join("")}`,
  );
  return [`# ${title}\n`, `> ${description}\n`, `${intro}${fullAddress}\n`, ...sections].join("\n");
}

/** Every page whole, one after the other. */
export function llmsFull(pages: ListedPage[], groups: ListGroup[]): string {
  return inOrder(pages, groups, "")
    .flatMap((group) => group.pages.map(({ text }) => text))
    .join("\n---\n\n");
}

function inOrder(pages: ListedPage[], groups: ListGroup[], others: string) {
  const named = new Set(groups.flatMap(({ names }) => names));
  const rest = pages.filter(({ name }) => !named.has(name)).map(({ name }) => name);
  return [...groups, { title: others, names: rest }]
    .map(({ title, names }) => ({
      title,
      pages: names.flatMap((name) => pages.find((page) => page.name === name) ?? []),
    }))
    .filter((group) => group.pages.length > 0);
}
