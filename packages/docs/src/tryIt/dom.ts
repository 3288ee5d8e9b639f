// Elements from data. Texts are set as text, so nothing that came from outside becomes markup.
import type { TryItPlan } from "./plan.ts";

type Attributes = Readonly<Record<string, string>>;

/** An element with attributes and children; texts among them stay texts. */
export function element(
  tag: string,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** The first element that matches. Throws an Error where the page has none of this kind. */
export function find<T extends Element>(root: Element, selector: string, kind: new () => T): T {
  const found = root.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${selector}`);
}

/** The plan that the page holds for its own script. */
export function planIn({ dataset }: HTMLElement): TryItPlan {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- page and script are of one build
  return JSON.parse(dataset["plan"] ?? "") as TryItPlan;
}

/** Bytes as they are, in a block that breaks long lines. */
export function bytes(text: string, part: string): HTMLElement {
  return element("pre", { "data-part": part }, element("code", {}, text));
}

/** A text with `code` in backticks. */
export function withCode(text: string): (Node | string)[] {
  return text
    .split("`")
    .map((piece, index) => (index % 2 === 0 ? piece : element("code", {}, piece)));
}
