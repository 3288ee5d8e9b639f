// Where the sources disagree: the note beside each place, and the page that lists them all.
import type { Discrepancy, Language } from "@open-orders/specs";
import { readApi, SpecNode } from "@open-orders/specs/model";
import type { Disputed, ParsedDocument, Operation } from "@open-orders/specs/model";

/** What a note beside a place with an open question says. */
export interface OpenQuestion {
  id: string;
  title: string;
  reading: string;
}

export type QuestionsOf = (node: Disputed) => OpenQuestion[];

export function idsOf(node: Disputed): string[] {
  const ids = node["x-discrepancy"] ?? [];
  return Array.isArray(ids) ? ids : [ids];
}

/** Looks up the open questions of a node, in one language. The checks of the descriptions make sure that each id exists. */
export function questionLookup(discrepancies: Discrepancy[], language: Language): QuestionsOf {
  const byId = new Map(discrepancies.map((entry) => [entry.id, entry]));
  return (node) =>
    idsOf(node).map((id) => {
      const entry = byId.get(id);
      if (!entry) throw new Error(`No discrepancy has the id "${id}"`);
      return { id, title: entry.title[language], reading: entry.reading[language] };
    });
}

/** The ids at or under nodes, references followed. */
function idsUnder(nodes: readonly (SpecNode | undefined)[]): Set<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const walk = (node: SpecNode): void => {
    if (seen.has(node.pointer)) return;
    seen.add(node.pointer);
    for (const id of idsOf(node.members)) found.add(id);
    for (const [, child] of node.children) walk(child);
  };
  for (const node of nodes) if (node) walk(node);
  return found;
}

/** Every id that the page of an operation must show: its own, and those of what all pages of the API show. */
export function idsOfPage({ node, key, signature }: Operation): Set<string> {
  const root = SpecNode.root(node.document);
  const shared = root.children.filter(([name]) => name !== "paths" && name !== "components");
  const found = idsUnder([...shared.map(([, part]) => part), key?.node, signature?.node, node]);
  for (const id of idsOf(root.value)) found.add(id);
  return found;
}

/** An entry of the page of open questions. */
export interface QuestionEntry extends OpenQuestion {
  apis: string[];
  says: { source: string; says: string }[];
  settledBy: string;
  /** operationIds of the pages that carry its note. */
  operations: string[];
}

export function questionEntries(
  discrepancies: Discrepancy[],
  documents: Record<string, ParsedDocument>,
  language: Language,
): QuestionEntry[] {
  const touched = Object.entries(documents).flatMap(([api, document]) =>
    readApi(api, document).operations.map((operation) => ({
      operationId: operation.id,
      ids: idsOfPage(operation),
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
