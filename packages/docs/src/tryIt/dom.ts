// Elements from data. Texts are set as text, so nothing that came from outside becomes markup.

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
