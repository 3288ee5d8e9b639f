// Page → Markdown, whether it was written by hand or made from the descriptions.
import type { Element, ElementContent } from "hast";
import { defaultHandlers, type Handle, toMdast } from "hast-util-to-mdast";
import type { Paragraph, RootContent } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import { DocsError } from "../DocsError.ts";
import type { OutputPage } from "./pages.ts";
import { attribute, elementsOf, find, hasClass, textOf } from "./tree.ts";

export interface MarkdownPage {
  title: string;
  description: string;
  /** The whole page, its title first. */
  text: string;
}

/** Stands in for the address of the host while that is unknown. */
const noHost = "http://host.invalid";

/** What is only of use in a browser, besides all that says so with `data-markdown="none"`. */
const controls = new Set([
  "button",
  "form",
  "input",
  "noscript",
  "script",
  "select",
  "style",
  "template",
]);

/**
 * @param page - A built page.
 * @param address - Where it will be, with or without a host; relative links become absolute from there.
 */
export function markdownOf({ tree, path }: OutputPage, address: string): MarkdownPage {
  const part = (what: string, fits: (element: Element) => boolean): Element => {
    const found = find(tree, fits);
    if (found) return found;
    throw new DocsError([`${path}: the page has no ${what}, so there is no Markdown for it`]);
  };
  const title = textOf(part("h1", ({ tagName }) => tagName === "h1")).trim();
  const meta = part("description", (element) => attribute(element, "name") === "description");
  const description = attribute(meta, "content") ?? "";
  const content = part(".sl-markdown-content", (one) => hasClass(one, "sl-markdown-content"));
  const tabs = new Map(
    [...elementsOf(content)]
      .filter((element) => attribute(element, "role") === "tab")
      .map((tab) => [attribute(tab, "id") ?? "", textOf(tab).trim()]),
  );
  const body = printed(readable(content, new URL(address, noHost), tabs));
  const lead = body.includes(description) ? "" : `> ${description}\n\n`;
  return { title, description, text: `# ${title}\n\n${lead}${body}` };
}

/** A copy without controls: its links absolute, what a tab hides under the words of the tab. */
function readable(element: Element, address: URL, tabs: Map<string, string>): Element {
  const { href, src, ...properties } = element.properties;
  const whole = (link: unknown): string => new URL(String(link), address).href.replace(noHost, "");
  return {
    ...element,
    properties: {
      ...properties,
      ...(href !== undefined && { href: whole(href) }),
      ...(src !== undefined && { src: whole(src) }),
    },
    children: element.children.flatMap((child): ElementContent[] => {
      if (child.type !== "element") return [child];
      if (isControl(child)) return [];
      const tab = tabs.get(attribute(child, "ariaLabelledBy") ?? "");
      return [...(tab === undefined ? [] : [label(tab)]), readable(child, address, tabs)];
    }),
  };
}

function label(value: string): Element {
  const children = [{ type: "text" as const, value }];
  return { type: "element", tagName: "summary", properties: {}, children };
}

function isControl(element: Element): boolean {
  return (
    controls.has(element.tagName) ||
    hasClass(element, "sl-anchor-link") ||
    attribute(element, "role") === "tablist" ||
    attribute(element, "dataMarkdown") === "none"
  );
}

function printed(content: Element): string {
  const mdast = toMdast(
    { type: "root", children: [content] },
    { handlers: { pre, figure, summary, svg } },
  );
  return toMarkdown(mdast, {
    extensions: [gfmToMarkdown({ tablePipeAlign: false })],
    bullet: "-",
    rule: "-",
  });
}

/** Highlighted code, line by line. */
const pre: Handle = (state, element: Element) => {
  const language = attribute(element, "dataLanguage");
  if (language === undefined) return defaultHandlers.pre(state, element);
  const lines = [...elementsOf(element)].filter((one) => hasClass(one, "ec-line"));
  const value = lines.map((line) => textOf(line).replace(/\n$/, "")).join("\n");
  return { type: "code", lang: language, value };
};

/** Code, with the name of its file above it. */
const figure: Handle = (state, element: Element) => {
  const name = find(element, (one) => hasClass(one, "title"));
  const code = find(element, ({ tagName }) => tagName === "pre");
  if (!code) return state.all(element);
  const value = name ? textOf(name) : "";
  const caption: RootContent[] = value === "" ? [] : [paragraph({ type: "inlineCode", value })];
  return [...caption, ...state.all({ ...element, children: [code] })];
};

const summary: Handle = (state, element: Element) => {
  if (find(element, ({ tagName }) => /^h\d$/.test(tagName)))
    return state.toFlow(state.all(element));
  return paragraph({ type: "strong", children: [{ type: "text", value: textOf(element).trim() }] });
};

/** A drawing is its label or title. */
const svg: Handle = (_, element: Element) => {
  const title = find(element, ({ tagName }) => tagName === "title");
  const value = attribute(element, "ariaLabel") ?? (title && textOf(title));
  return value === undefined
    ? undefined
    : { type: "emphasis", children: [{ type: "text", value }] };
};

function paragraph(...children: Paragraph["children"]): Paragraph {
  return { type: "paragraph", children };
}
