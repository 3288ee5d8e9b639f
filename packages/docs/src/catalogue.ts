// The errors page: every code of every API once, with where it can be met.
import type { Retry } from "@open-orders/specs/model";
import type { ApiView, OperationView } from "./reference.ts";
import { anchorOfCode, type CodeView, type ResponseView } from "./responses.ts";

/** An operation that can meet a code, and after which statuses. */
export interface ErrorPlace {
  operation: OperationView;
  statuses: { status: string; anchor: string }[];
}

/** One meaning of a code. The exchange uses some codes differently from product to product. */
export interface ErrorMeaning extends Pick<
  CodeView,
  "message" | "meaning" | "remedy" | "questions"
> {
  /** The same code may be repeated after one status and not after another. */
  retries: { retry: Retry; places: ErrorPlace[] }[];
}

export interface ErrorEntry {
  code: number;
  anchor: string;
  /** Its name or names, one per meaning where they differ. */
  names: string[];
  meanings: ErrorMeaning[];
}

/** Every error code, the smallest number (without its sign) first. */
export function errorCatalogue(apis: ApiView[]): ErrorEntry[] {
  const entries = new Map<number, ErrorEntry>();
  for (const operation of apis.flatMap((api) => api.operations))
    for (const response of operation.responses)
      for (const code of response.codes) {
        const entry = entries.get(code.code) ?? newEntry(code);
        entries.set(code.code, entry);
        addPlace(meaningOf(entry, code), code, operation, response);
      }
  return [...entries.values()].toSorted((a, b) => b.code - a.code);
}

/** Of a code on the errors page. */
export function errorAnchor(code: number): string {
  return `error-${anchorOfCode(code)}`;
}

function newEntry({ code }: CodeView): ErrorEntry {
  return { code, anchor: errorAnchor(code), names: [], meanings: [] };
}

function meaningOf(entry: ErrorEntry, code: CodeView): ErrorMeaning {
  if (!entry.names.includes(code.name)) entry.names.push(code.name);
  const { message, meaning, remedy, questions } = code;
  const known = entry.meanings.find((one) => one.meaning === meaning && one.remedy === remedy);
  if (known) return known;
  const added: ErrorMeaning = { message, meaning, remedy, questions, retries: [] };
  entry.meanings.push(added);
  return added;
}

function addPlace(
  { retries }: ErrorMeaning,
  { anchor, retry }: CodeView,
  operation: OperationView,
  { status }: ResponseView,
): void {
  let group = retries.find((one) => one.retry === retry);
  if (!group) retries.push((group = { retry, places: [] }));
  let place = group.places.find((one) => one.operation === operation);
  if (!place) group.places.push((place = { operation, statuses: [] }));
  place.statuses.push({ status, anchor });
}
