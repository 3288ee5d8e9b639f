// Which APIs are described, and which files each of them is made of.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import type { OpenApiDocument } from "./model.ts";

export interface Api {
  /** Its name in redocly.yaml. */
  name: string;
  /** The file of its description, relative to the root. */
  description: string;
}

/** Documents by API, then by language. */
export type Bundles = Record<string, Record<string, OpenApiDocument>>;

/** The APIs that redocly.yaml names. */
export async function listApis(root: string): Promise<Api[]> {
  const config = parse(await readFile(join(root, "redocly.yaml"), "utf8")) as {
    apis: Record<string, { root: string }>;
  };
  return Object.entries(config.apis).map(([name, api]) => ({ name, description: api.root }));
}

/** The overlays that turn an API's description into a language, in the order they apply. */
export function overlaysOf(api: Api, language: string): string[] {
  return ["specs/common", dirname(api.description)].map(
    (folder) => `${folder}/${language}.overlay.yaml`,
  );
}
