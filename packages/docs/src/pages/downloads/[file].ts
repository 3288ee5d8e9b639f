// The files behind the site, in every language: each API's description as specs publishes it, in JSON and in YAML, and
// its Postman collection.
import type { APIRoute } from "astro";
import { stringify } from "yaml";
import { postmanCollection } from "../../postman.ts";
import { bundles, reference } from "../../site.ts";

interface Props {
  type: string;
  text: string;
}

const json = (value: unknown): Props => ({
  type: "application/json",
  text: `${JSON.stringify(value, null, 2)}\n`,
});

export function getStaticPaths() {
  return bundles.flatMap(({ api, language, document }) => {
    const view = reference[language].find((one) => one.api === api);
    const yaml = stringify(document, { aliasDuplicateObjects: false });
    const files: Record<string, Props> = {
      json: json(document),
      yaml: { type: "application/yaml", text: yaml },
      "postman.json": json(view && postmanCollection(view, language)),
    };
    return Object.entries(files).map(([ending, props]) => ({
      params: { file: `${api}.${language}.${ending}` },
      props,
    }));
  });
}

export const GET: APIRoute<Props> = ({ props }) =>
  new Response(props.text, { headers: { "Content-Type": props.type } });
