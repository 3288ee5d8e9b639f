// What is done to the HTML of every page. Pages have no theme of their own: without JavaScript, light and dark follow
// the reader's system. Code that is too long for the line of a phone is marked, because it may break; names, dates and
// options with a hyphen are marked, because they may not. Scripts come last.
import { defineMiddleware } from "astro:middleware";
import { toAscii } from "./toAscii.ts";

/** Elements whose content is no text of the page, comments, tags; then dates, names such as UTF-8, options such as `--list`. */
const parts =
  /<(script|style|title|option|textarea)\b[^]*?<\/\1>|<!--[^]*?-->|<(?:"[^"]*"|'[^']*'|[^"'>])*>|(?<![\w-])(?:\d{4}-\d\d-\d\d|[A-Z]+-[A-Z\d]{1,2})(?![\w-])|(?<=[\s>])--?[a-z][\w-]*/g;

/**
 * The scripts of the header and the sidebar, moved behind the text: where they stood, each of them stopped the browser
 * before it had read any of it.
 */
function scriptsLast(html: string): string {
  const [start, main] = [html.indexOf("<body"), html.indexOf("<main")];
  const end = html.lastIndexOf("</body>");
  const scripts: string[] = [];
  const top = html
    .slice(start, main)
    .replaceAll(/<script(?: aria-hidden="true")?>[^]*?<\/script>/g, (script) => {
      scripts.push(script);
      return "";
    });
  return html.slice(0, start) + top + html.slice(main, end) + scripts.join("") + html.slice(end);
}

/** Starlight builds every page as a dark one; its script sets the theme that the reader chose. */
export const onRequest = defineMiddleware(async (_, next) => {
  const response = await next();
  if (!response.headers.get("Content-Type")?.startsWith("text/html")) return response;
  const html = await response.text();
  const marked = html
    .replace(/(<html[^>]*) data-theme="dark"/, "$1")
    .replaceAll(/<code(?: dir="auto")?>(?=([^<]{37,}))/g, (_tag, text: string) =>
      text.length > 42 ? '<code class="long longer">' : '<code class="long">',
    )
    .replaceAll(parts, (part) => (part.startsWith("<") ? part : `<span class="nb">${part}</span>`));
  return new Response(toAscii(scriptsLast(marked)), response);
});
