// Which APIs are described, and which files each of them is made of.
import { dirname } from "node:path";
import { mapOf, open, readYaml, text } from "./form.ts";
import type { Form } from "./form.ts";
import type { OpenApiDocument } from "./model.ts";

export interface Api {
  /** Its name in redocly.yaml. */
  name: string;
  /** The file of its description, relative to the root. */
  description: string;
}

/** Documents by API, then by language. */
export type Bundles = Record<string, Record<string, OpenApiDocument>>;

/** The form of a bundle, as far as it is looked at: Redocly made it of YAML that the lint rules let pass. */
export const bundleForm: Form<OpenApiDocument> = {
  type: "object",
  required: ["openapi", "info", "servers", "paths", "x-rate-limits"],
};

const configForm = open({ apis: mapOf(open({ root: text })) });

/** The APIs that redocly.yaml names. */
export async function listApis(root: string): Promise<Api[]> {
  const { apis } = await readYaml(root, "redocly.yaml", configForm);
  return Object.entries(apis).map(([name, api]) => ({ name, description: api.root }));
}

/** The overlays that turn an API's description into a language, in the order they apply. */
export function overlaysOf(api: Api, language: string): string[] {
  return ["specs/common", dirname(api.description)].map(
    (folder) => `${folder}/${language}.overlay.yaml`,
  );
}
