// The bundled descriptions as files, byte for byte as specs publishes them.
import type { APIRoute } from "astro";
import type { Bundle } from "../../reference.ts";
import { bundles } from "../../site.ts";

export function getStaticPaths() {
  return bundles.map((bundle) => ({
    params: { file: `${bundle.api}.${bundle.language}` },
    props: bundle,
  }));
}

export const GET: APIRoute<Bundle> = ({ props }) =>
  new Response(`${JSON.stringify(props.document, null, 2)}\n`, {
    headers: { "Content-Type": "application/json" },
  });
