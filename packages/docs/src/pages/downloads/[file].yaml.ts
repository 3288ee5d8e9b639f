// The bundled descriptions as YAML.
import type { APIRoute } from "astro";
import { stringify } from "yaml";
import type { Bundle } from "../../reference.ts";
import { bundles } from "../../site.ts";

export function getStaticPaths() {
  return bundles.map((bundle) => ({
    params: { file: `${bundle.api}.${bundle.language}` },
    props: bundle,
  }));
}

export const GET: APIRoute<Bundle> = ({ props }) =>
  new Response(stringify(props.document, { aliasDuplicateObjects: false }), {
    headers: { "Content-Type": "application/yaml" },
  });
