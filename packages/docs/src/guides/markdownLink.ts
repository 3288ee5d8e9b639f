// Tells programs in the head of each page where its Markdown is.
import { defineRouteMiddleware } from "@astrojs/starlight/route-data";

export const onRequest = defineRouteMiddleware(({ locals, url }) => {
  const { head, id } = locals.starlightRoute;
  if (id.endsWith("404")) return;
  const href = `${url.pathname}index.md`;
  head.push({ tag: "link", attrs: { rel: "alternate", type: "text/markdown", href } });
});
