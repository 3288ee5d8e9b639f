// The CommonMark of descriptions → HTML.
import { fromHtml } from "hast-util-from-html";
import { marked } from "marked";
import { textOf } from "./output/tree.ts";

/** Paragraphs, lists and the like. */
export function toHtml(markdown: string): string {
  return marked.parse(markdown, { async: false });
}

/** One line, without a paragraph around it. */
export function toInlineHtml(markdown: string): string {
  return marked.parseInline(markdown, { async: false });
}

/** The first sentence without any markup, for the head of a page. */
export function toSummary(markdown: string): string {
  const text = textOf(fromHtml(toInlineHtml(markdown), { fragment: true }));
  return /^.*?[.。](?=\s|$|\P{ASCII})/su.exec(text)?.[0] ?? text;
}
