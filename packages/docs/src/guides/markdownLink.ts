// Tells programs in the head of each page where its Markdown is; the page for missing ones has no twins.
import { defineRouteMiddleware } from "@astrojs/starlight/route-data";

export const onRequest = defineRouteMiddleware(({ locals, url }) => {
  const { head, id } = locals.starlightRoute;
  if (id.endsWith("404")) {
    locals.starlightRoute.head = head.filter(({ attrs }) => attrs?.["hreflang"] === undefined);
    return;
  }
  const href = `${url.pathname}index.md`;
  head.push({ tag: "link", attrs: { rel: "alternate", type: "text/markdown", href } });
});
