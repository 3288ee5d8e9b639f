// Pages as they are built have no theme of their own: without JavaScript, light and dark follow the reader's system. Code
// that is too long for the line of a phone is marked, because it may break.
import { defineMiddleware } from "astro:middleware";

/** Starlight builds every page as a dark one; its script sets the theme that the reader chose. */
export const onRequest = defineMiddleware(async (_, next) => {
  const response = await next();
  if (!response.headers.get("Content-Type")?.startsWith("text/html")) return response;
  const html = await response.text();
  const themed = html.replace(/(<html[^>]*) data-theme="dark"/, "$1");
  const marked = themed.replaceAll(/<code(?: dir="auto")?>(?=[^<]{37})/g, '<code class="long">');
  return new Response(marked, response);
});
