// Files that the command reads: a list in YAML, or in JSON, which YAML contains. Every complaint names the line.
import { readFileSync } from "node:fs";
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Node } from "yaml";
import { UsageError } from "./UsageError.ts";

/** A list as it stands in a file. Integers too large for a number are bigints. */
export interface ListFile {
  readonly items: readonly unknown[];
  /** The error of a complaint about a place, `accounts[0].secret: is wrong`: with file, line and column before it. */
  readonly complain: (complaint: string) => UsageError;
}

/**
 * Reads a list.
 *
 * @param name What complaints call the list, such as `accounts`.
 * @throws UsageError when the file cannot be read, or is no list.
 */
export function readListFile(file: string, name: string): ListFile {
  const lines = new LineCounter();
  const options = { lineCounter: lines, intAsBigInt: true, prettyErrors: false };
  const document = parseDocument(textOf(file), options);
  const fail = (offset: number, message: string): UsageError => {
    const { line, col } = lines.linePos(offset);
    return new UsageError(`${file}:${Math.max(line, 1)}:${Math.max(col, 1)}: ${message}`);
  };

  const [mistake] = [...document.errors, ...document.warnings];
  // After a colon the parser repeats what stands there, which may be a secret.
  if (mistake) throw fail(mistake.pos[0], mistake.message.replace(/: [^]*$/u, ""));
  const { contents } = document;
  if (!contents || (isScalar(contents) && contents.value === null)) {
    throw fail(0, `is empty; write a list of ${name}`);
  }
  const start = contents.range[0];
  if (!isSeq(contents)) throw fail(start, `must be a list of ${name}`);
  if (contents.items.length === 0) throw fail(start, `has no ${name}`);

  let items: unknown[];
  try {
    items = document.toJS({ reviver: (_, value) => asNumber(value) }) as unknown[];
  } catch {
    throw fail(start, "its aliases repeat too much");
  }
  const places = new Map<string, number>();
  collectPlaces(contents, name, places);
  return {
    items,
    complain(complaint) {
      // What is missing stands nowhere: then what it is missing from.
      const known = [...places.keys()].filter((place) => begins(complaint, place));
      const closest = known.reduce((a, b) => (b.length > a.length ? b : a), "");
      return fail(places.get(closest) ?? start, complaint);
    },
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file}: ${whyUnreadable(error)}`, { cause: error });
  }
}

/** Why a file cannot be read, in a few words. */
export function whyUnreadable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "does not exist";
  return code === "EISDIR" ? "is a folder" : `cannot be read (${code})`;
}

function asNumber(value: unknown): unknown {
  const isSafe = typeof value === "bigint" && Number.isSafeInteger(Number(value));
  return isSafe ? Number(value) : value;
}

/** Where each value stands, by the place that a complaint would name. */
function collectPlaces(node: Node | null, place: string, places: Map<string, number>): void {
  // An alias ends it: what it repeats is complained about at the alias.
  const enter = (child: Node | null, at: Node | null, name: string): void => {
    places.set(name, at?.range?.[0] ?? 0);
    collectPlaces(child, name, places);
  };
  if (isSeq<Node>(node)) {
    node.items.forEach((item, index) => enter(item, item, `${place}[${index}]`));
  } else if (isMap<Node, Node | null>(node)) {
    for (const { key, value } of node.items) {
      enter(value, key, `${place}.${isScalar(key) ? String(key.value) : ""}`);
    }
  }
}

function begins(complaint: string, place: string): boolean {
  return complaint.startsWith(place) && /^[.:[]/u.test(complaint.slice(place.length));
}
