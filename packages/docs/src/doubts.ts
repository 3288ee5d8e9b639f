// Where the sources disagree: the note beside each place, and the page that lists them all.
import type { Discrepancy, Language } from "@open-orders/specs";
import {
  type Document,
  type Doubtful,
  type OperationAt,
  operationsOf,
  resolve,
} from "./openapi.ts";

/** What a note beside a doubtful place says. */
export interface Doubt {
  id: string;
  title: string;
  reading: string;
}

export type DoubtsOf = (node: Doubtful) => Doubt[];

export function idsOf(node: Doubtful): string[] {
  const ids = node["x-discrepancy"] ?? [];
  return Array.isArray(ids) ? ids : [ids];
}

/** Looks up the doubts of a node, in one language. check.ts has made sure that each id exists. */
export function doubtLookup(discrepancies: Discrepancy[], language: Language): DoubtsOf {
  const byId = new Map(discrepancies.map((entry) => [entry.id, entry]));
  return (node) =>
    idsOf(node).map((id) => {
      const entry = byId.get(id);
      if (!entry) throw new Error(`No discrepancy has the id "${id}"`);
      return { id, title: entry.title[language], reading: entry.reading[language] };
    });
}

/** The ids at or under a node, references followed: what a page about that node must show. */
function idsUnder(document: Document, node: unknown): Set<string> {
  const found = new Set<string>();
  const seen = new Set<unknown>();
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if ("$ref" in value) walk(resolve(document, { $ref: String(value.$ref) }));
    for (const id of idsOf(value)) found.add(id);
    for (const child of Object.values(value)) walk(child);
  };
  walk(node);
  return found;
}

/** Every id that the page of an operation must show: its own, and those of what all pages of the API show. */
export function idsOfPage(document: Document, { path, operation }: OperationAt): Set<string> {
  const { paths, components, ...root } = document;
  const { "x-discrepancy": ids } = paths[path] as Doubtful;
  const onPath = ids === undefined ? {} : { "x-discrepancy": ids };
  const security = operation.security ?? document.security ?? [];
  const schemes = security.flatMap((needed) =>
    Object.keys(needed).map((name) => components?.["securitySchemes"]?.[name]),
  );
  return idsUnder(document, [root, schemes, onPath, operation]);
}

/** An entry of the Doubts page. */
export interface DoubtEntry extends Doubt {
  apis: string[];
  says: { source: string; says: string }[];
  settledBy: string;
  /** operationIds of the pages that carry its note. */
  operations: string[];
}

export function doubtEntries(
  discrepancies: Discrepancy[],
  documents: Record<string, Document>,
  language: Language,
): DoubtEntry[] {
  const touched = Object.values(documents).flatMap((document) =>
    operationsOf(document).map((at) => ({
      operationId: at.operation.operationId,
      ids: idsOfPage(document, at),
    })),
  );
  return discrepancies.map((entry) => ({
    id: entry.id,
    apis: entry.apis,
    title: entry.title[language],
    says: entry.says.map(({ source, says }) => ({ source, says: says[language] })),
    reading: entry.reading[language],
    settledBy: entry.settledBy[language],
    operations: touched.filter(({ ids }) => ids.has(entry.id)).map((page) => page.operationId),
  }));
}
