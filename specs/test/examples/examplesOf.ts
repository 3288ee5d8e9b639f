// Finds every example in a bundle, with the schema it illustrates.

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

export interface Example {
  /** Where it stands, as a JSON pointer into the bundle. */
  at: string;
  value: Json;
  /** Where its schema stands. */
  schema: string;
}

/** Keys below which the exchange's data begin. */
const shown = new Set(["value", "example", "examples"]);

/** Every example of bodies, headers, parameters and schemas. */
export function examplesOf(document: JsonObject): Example[] {
  const found: Example[] = [];
  const visit = (node: Json, at: string): void => {
    if (node === null || typeof node !== "object") return;
    if (!Array.isArray(node)) {
      const { schema, example, examples } = node;
      if (schema !== undefined && example !== undefined)
        found.push({ at: `${at}/example`, value: example, schema: `${at}/schema` });
      if (schema !== undefined && isObject(examples))
        for (const name of Object.keys(examples)) {
          const pointer = `${at}/examples/${escape(name)}`;
          const { value } = lookUp(document, pointer) as JsonObject;
          if (value !== undefined) found.push({ at: pointer, value, schema: `${at}/schema` });
        }
      if (Array.isArray(examples))
        for (const [index, value] of examples.entries())
          found.push({ at: `${at}/examples/${index}`, value, schema: at });
    }
    for (const [key, child] of Object.entries(node))
      if (!shown.has(key)) visit(child, `${at}/${escape(key)}`);
  };
  visit(document, "");
  return found;
}

/** Where the schemas stand that a reader should see an example of: of bodies, headers and parameters. */
export function schemasToShow(document: JsonObject): string[] {
  const found: string[] = [];
  const visit = (node: Json, at: string): void => {
    if (node === null || typeof node !== "object") return;
    for (const [key, child] of Object.entries(node))
      if (key === "schema") found.push(`${at}/schema`);
      else if (!shown.has(key)) visit(child, `${at}/${escape(key)}`);
  };
  visit(document, "");
  return found;
}

/** What stands at a JSON pointer; references at its end are followed. */
export function lookUp(document: JsonObject, pointer: string): Json | undefined {
  let node: Json | undefined = document;
  for (const key of pointer.split("/").slice(1)) {
    const name = decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~");
    node = (node as JsonObject | undefined)?.[name];
  }
  const reference = isObject(node) ? node["$ref"] : undefined;
  return typeof reference === "string" ? lookUp(document, reference.slice(1)) : node;
}

export const isObject = (node: unknown): node is JsonObject =>
  typeof node === "object" && node !== null && !Array.isArray(node);

const escape = (key: string): string =>
  encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));
