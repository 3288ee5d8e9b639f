// Files that the command reads: a list in YAML, or in JSON, which YAML contains. Every error names the line.
import { readFileSync, statSync } from "node:fs";
import { membersOf } from "@open-orders/specs/model";
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Node } from "yaml";
import { UsageError } from "./UsageError.ts";

/** A list from a file. Integers too large for a number are bigints. */
export interface ListFile {
  readonly items: readonly unknown[];
  /** Makes the error for a message such as `accounts[0].secret: is wrong`: with file, line and column before it. */
  readonly errorAt: (message: string) => UsageError;
}

/** Some 10,000 orders, which take a few seconds to read. */
const maxMegabytes = 5;
/** More are a mistake, or an attack: aliases of aliases grow exponentially. */
const maxAliasCount = 100_000;
/** What goes wrong when aliases are followed, by how the parser's message begins. It says not where. */
const resolveMistakes = {
  Merge: "a merge key (<<) must name one map, or a list of maps",
  "Unresolved alias": "an alias (*) names no anchor before it; quote a text that begins with *",
};

/**
 * Reads a list. Merge keys (`<<`) are read too.
 *
 * @param name What errors call the list, such as `accounts`.
 * @throws UsageError when the file cannot be read, is too long, or is no list.
 */
export function readListFile(file: string, name: string): ListFile {
  const lines = new LineCounter();
  const options = { lineCounter: lines, intAsBigInt: true, merge: true, prettyErrors: false };
  const document = parseDocument(textOf(file, name), options);
  const fail = (offset: number, message: string): UsageError => {
    const { line, col } = lines.linePos(offset);
    return new UsageError(`${file}:${Math.max(line, 1)}:${Math.max(col, 1)}: ${message}`);
  };

  const [mistake] = [...document.errors, ...document.warnings];
  // After a colon the parser repeats the input, which may be a secret.
  if (mistake) throw fail(mistake.pos[0], mistake.message.replace(/: [^]*$/u, ""));
  const { contents } = document;
  if (!contents || (isScalar(contents) && contents.value === null)) {
    throw fail(0, `is empty; write a list of ${name}`);
  }
  const start = contents.range[0];
  if (!isSeq(contents)) throw fail(start, `must be a list of ${name}`);
  if (contents.items.length === 0) throw fail(start, `has no ${name}`);

  try {
    const reviver = (_: unknown, value: unknown): unknown => asNumber(value);
    const items: unknown = document.toJS({ maxAliasCount, reviver });
    return {
      items: Object.values(membersOf(items)),
      errorAt: (message) => fail(offsetOf(message, contents, name), message),
    };
  } catch (error) {
    const known = Object.entries(resolveMistakes).find(([begin]) =>
      String(membersOf(error)["message"]).startsWith(begin),
    );
    throw fail(start, known?.[1] ?? "its aliases repeat too much");
  }
}

function utf8(file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`${file}: is not UTF-8; save it as UTF-8`, { cause: error });
  }
}

function textOf(file: string, name: string): string {
  try {
    const megabytes = statSync(file).size / 1e6;
    if (megabytes <= maxMegabytes) return utf8(file);
    throw new UsageError(
      `${file}: has ${Math.ceil(megabytes)} MB, at most ${maxMegabytes} are read; give more ${name} to createMockExchange`,
    );
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file}: ${whyUnreadable(error)}`, { cause: error });
  }
}

/** Why a file cannot be read, in a few words. */
export function whyUnreadable(error: unknown): string {
  const { code } = membersOf(error);
  if (code === "ENOENT") return "does not exist";
  return code === "EISDIR" ? "is a folder" : `cannot be read (${String(code)})`;
}

function asNumber(value: unknown): unknown {
  const isSafe = typeof value === "bigint" && Number.isSafeInteger(Number(value));
  return isSafe ? Number(value) : value;
}

/** Where the value stands that a message begins with, or else what it would stand in. */
function offsetOf(message: string, contents: Node, name: string): number {
  let closest = { name: "", offset: contents.range?.[0] ?? 0 };
  const visit = (node: Node | null, at: Node | null, place: string): void => {
    if (!message.startsWith(place) || !/^[.:[]/u.test(message.slice(place.length))) return;
    if (place.length > closest.name.length) closest = { name: place, offset: at?.range?.[0] ?? 0 };
    // An alias ends the search: what is wrong with it is reported at the alias. So does a merge key.
    if (isSeq<Node>(node)) {
      node.items.forEach((item, index) => visit(item, item, `${place}[${index}]`));
    } else if (isMap<Node, Node | null>(node)) {
      for (const { key, value } of node.items) {
        visit(value, key, `${place}.${isScalar(key) ? String(key.value) : ""}`);
      }
    }
  };
  visit(contents, contents, name);
  return closest.offset;
}
