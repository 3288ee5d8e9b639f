// Where each part of a bundle is written: file and line of the hand-written YAML. Bundle and YAML are walked
// side by side, and the references of both are followed, so that a line is found whatever was moved or inlined.
import { readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Document, Node } from "yaml";
import { GenerateError } from "./GenerateError.ts";
import { decodePointer, encodePointer, membersOf, stepsOfReference } from "./model.ts";
import type { OpenApiDocument, SourceLocations } from "./model.ts";

interface Source {
  /** Relative to the root. */
  file: string;
  document: Document;
  lines: LineCounter;
}

/** A node of the YAML, and where its key or list item begins. */
interface Written {
  source: Source;
  node: Node | null;
  offset: number;
}

/**
 * Finds the line of everything in a bundle. What stands on the line of the object or list around it has no entry of
 * its own.
 *
 * @throws GenerateError where the YAML has no such place
 */
export function locateSources(
  root: string,
  description: string,
  bundle: OpenApiDocument,
): SourceLocations {
  const sources = new Map<string, Source>();
  const locations: Record<string, string> = {};
  const seen = new Set<string>();

  const open = (file: string): Source => {
    const lines = new LineCounter();
    const known = sources.get(file);
    if (known) return known;
    const text = readFileSync(join(root, file), "utf8");
    const source = { file, lines, document: parseDocument(text, { lineCounter: lines }) };
    sources.set(file, source);
    return source;
  };

  const follow = (written: Written): Written => {
    const { source, node } = written;
    if (isAlias(node)) return follow({ ...written, node: node.resolve(source.document) ?? null });
    const reference: unknown = isMap(node) ? node.get("$ref") : undefined;
    if (typeof reference !== "string") return written;
    const [name = "", pointer = ""] = reference.split("#");
    const file = name && posix.join(dirname(source.file), name);
    const target = file ? open(file) : source;
    return follow(decodePointer(pointer).reduce(child, wholeOf(target)));
  };

  const walk = (value: unknown, pointer: string, written: Written, around: string): void => {
    if (seen.has(pointer)) return;
    seen.add(pointer);
    const { $ref: reference } = membersOf(value);
    const own = follow(written);
    const line = lineOf(typeof reference === "string" ? written : own);
    if (line !== around) locations[pointer] = line;
    if (typeof reference === "string") {
      const target = stepsOfReference(reference);
      walk(
        target.reduce<unknown>((part, step) => membersOf(part)[step], bundle),
        encodePointer(target),
        own,
        "",
      );
      walkMembers(value, pointer, written, line, "$ref");
      return;
    }
    walkMembers(value, pointer, own, line);
  };

  const walkMembers = (
    value: unknown,
    pointer: string,
    own: Written,
    line: string,
    except?: string,
  ): void => {
    for (const [key, part] of Object.entries(membersOf(value))) {
      // `anyOf` is in no YAML: it is written beside known values, for other generators.
      if (key === except || key === "anyOf") continue;
      const inner = pointer + encodePointer([key]);
      // The bundler collects here what references named; it is found from them.
      const collected = /^\/components(?:\/[^/]+){0,2}$/.test(inner);
      if (!collected || hasChild(own, key)) walk(part, inner, child(own, key), line);
    }
  };

  walk(bundle, "", wholeOf(open(description)), "");
  return locations;
}

function wholeOf(source: Source): Written {
  const node = source.document.contents;
  return { source, node, offset: node?.range?.[0] ?? 0 };
}

function lineOf({ source, offset }: Written): string {
  return `${source.file}:${source.lines.linePos(offset).line}`;
}

function hasChild({ node }: Written, key: string): boolean {
  return isMap(node) && node.has(key);
}

function child({ source, node }: Written, key: string): Written {
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    if (isNode(item)) return { source, node: item, offset: item.range?.[0] ?? 0 };
  }
  for (const { key: name, value } of isMap(node) ? node.items : [])
    if (isScalar(name) && String(name.value) === key)
      return { source, node: isNode(value) ? value : null, offset: name.range?.[0] ?? 0 };
  throw new GenerateError(`${source.file}: nothing is written for "${key}", which the bundle has`);
}
