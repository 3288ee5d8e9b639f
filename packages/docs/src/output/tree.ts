// Small questions to a parsed page (hast), asked by the checks and by the way to Markdown.
import type { Element, Nodes, Root } from "hast";

/** Every element below a node, in the order of the page. */
export function* elementsOf(node: Nodes): Generator<Element> {
  if (!("children" in node)) return;
  for (const child of node.children) {
    if (child.type === "element") yield child;
    yield* elementsOf(child);
  }
}

/** The text of a node, as it stands in the page. */
export function textOf(node: Nodes): string {
  if (node.type === "text") return node.value;
  return "children" in node ? node.children.map((child) => textOf(child)).join("") : "";
}

/** An attribute as text; undefined where it is absent. */
export function attribute({ properties }: Element, name: string): string | undefined {
  const value = properties[name];
  if (value === undefined || value === null || value === false) return undefined;
  return Array.isArray(value) ? value.join(" ") : String(value);
}

export function hasClass({ properties }: Element, name: string): boolean {
  return Array.isArray(properties["className"]) && properties["className"].includes(name);
}

/** The first element that fits. */
export function find(root: Root | Element, fits: (element: Element) => boolean) {
  for (const element of elementsOf(root)) if (fits(element)) return element;
  return undefined;
}
