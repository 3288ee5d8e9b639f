// OpenAPI → the table of error codes: name, meaning, remedy, and whether to try again.
import { GenerateError } from "./GenerateError.ts";
import { membersOf, SpecNode } from "./model.ts";
import type { OpenApiDocument, Retry } from "./model.ts";

export interface ErrorCodeRow {
  code: number;
  name: string;
  meaning: string;
  remedy: string;
  retry: Retry | undefined;
}

/** Every error code of a document, in the order of the description. */
export function errorCodes(document: OpenApiDocument): ErrorCodeRow[] {
  const examples = SpecNode.root(document).child("components")?.child("examples")?.children ?? [];
  const rows: ErrorCodeRow[] = [];
  for (const [name, { value: example }] of examples) {
    const { code } = membersOf(example.value);
    if (typeof code !== "number" || !example["x-remedy"]) continue;
    rows.push({
      code,
      name,
      meaning: example.description ?? "",
      remedy: example["x-remedy"],
      retry: example["x-retry"],
    });
  }
  return rows;
}

/** One table for all APIs. A code must mean the same wherever it is described. */
export function mergeErrorCodes(tables: ErrorCodeRow[][]): ErrorCodeRow[] {
  const merged = new Map<number, ErrorCodeRow>();
  for (const row of tables.flat()) {
    const known = merged.get(row.code);
    if (known && JSON.stringify(known) !== JSON.stringify(row))
      throw new GenerateError(
        `specs/common/error-codes.yaml: ${row.code} is described twice, as ${known.name} and ${row.name}; keep one`,
      );
    merged.set(row.code, row);
  }
  return [...merged.values()].toSorted((a, b) => b.code - a.code);
}
