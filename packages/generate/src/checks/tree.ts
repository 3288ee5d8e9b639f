// Walking a bundled document: its leaves, which of them are texts for people, and where they stand.
import { isObject } from "../model.ts";
import type { OpenApiDocument } from "../model.ts";

export type Path = (string | number)[];

export interface Leaf {
  path: Path;
  /** A scalar, or an empty object or array. */
  value: unknown;
  /** The value again where it is a text for people, in which a translation differs. */
  text?: string;
}

/** What the children of a node are: words of the description, names somebody chose, or plain data. */
type Children = "words" | "names" | "examples" | "data";

const textKeys = new Set(["title", "summary", "description", "x-unit", "x-remedy"]);

/** Maps whose keys are names: a response field called "description" is no text. */
const namedMaps = new Set(
  [
    "paths pathItems schemas responses parameters headers requestBodies securitySchemes",
    "content encoding callbacks links variables mapping scopes",
    "properties patternProperties $defs dependentSchemas",
  ].flatMap((names) => names.split(" ")),
);

const dataKeys = new Set([
  "example",
  "default",
  "enum",
  "const",
  "x-present-when",
  "x-filter",
  "x-clock",
]);

function childrenOf(key: string, value: unknown, inExample: boolean): Children {
  if (dataKeys.has(key) || (inExample && key === "value")) return "data";
  if (key === "examples") return Array.isArray(value) ? "data" : "examples";
  return namedMaps.has(key) && isObject(value) ? "names" : "words";
}

function* walk(node: object, path: Path, children: Children, inExample: boolean): Generator<Leaf> {
  const entries: Iterable<[string | number, unknown]> = Array.isArray(node)
    ? node.entries()
    : Object.entries(node);
  for (const [key, value] of entries) {
    const here = [...path, key];
    const isWord = children === "words" && typeof key === "string";
    if (typeof value === "object" && value !== null && Object.keys(value).length > 0) {
      let below: Children = children === "data" ? "data" : "words";
      if (isWord) below = childrenOf(key, value, inExample);
      yield* walk(value, here, below, children === "examples");
    } else {
      const isText = isWord && typeof value === "string" && textKeys.has(key);
      yield { path: here, value, ...(isText && { text: value }) };
    }
  }
}

/** Every leaf of a document, empty objects and arrays included. */
export function leavesOf(document: OpenApiDocument): Generator<Leaf> {
  return walk(document, [], "words", false);
}

/** A place as JSONPath, as an overlay's target is written: `$.paths['/dapi/v1/openOrders'].get`. */
export function jsonPath(path: Path): string {
  const segments = path.map((key) => {
    if (typeof key === "number") return `[${key}]`;
    if (/^[A-Za-z_]\w*$/.test(key)) return `.${key}`;
    return `['${key.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}']`;
  });
  return `$${segments.join("")}`;
}
