// Where a source of an open question can be read, by the id that specs/discrepancies.yaml calls it by.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "@open-orders/specs";
import { parse } from "yaml";
import { packageFolder } from "./packageFolder.ts";
import type { OperationView } from "./reference.ts";

interface Reference {
  id: string;
  url: string;
}

const file = join(packageFolder("@open-orders/specs"), "sources/references.yaml");
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the checks of the descriptions read this file first
const references = parse(readFileSync(file, "utf8")) as Reference[];

/** The page of an operation in the reader's language where there is one, or the address of any other source. */
export function sourceUrl(
  source: string,
  operations: OperationView[],
  language: Language,
): string | undefined {
  const { sources = [] } = operations.find(({ operationId }) => operationId === source) ?? {};
  const page = sources.find((one) => one.language === language) ?? sources[0];
  return page?.url ?? references.find(({ id }) => id === source)?.url;
}
