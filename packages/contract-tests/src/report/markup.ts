// HTML as tagged templates: whatever is put into one is escaped, unless it was made by one.
import { shown } from "./findings.ts";

/** HTML that may stand in a page as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | readonly Part[];

/** Makes HTML; what is inserted is escaped for texts and for quoted attributes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  // The indentation is for readers of the source.
  const texts = strings.map(
    (text, index) => text.replaceAll(/\n\s*/gu, "\n") + render(parts[index] ?? ""),
  );
  return new Markup(texts.join(""));
}

function render(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(render).join("");
  return shown(String(part))
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** A text of the descriptions, with what stands between backticks as code. */
export function prose(text: string): Markup {
  const parts = text
    .split("`")
    .map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
  return html`${parts}`;
}
