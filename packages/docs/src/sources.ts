// Where a source of an open question can be read, by the id that specs/discrepancies.yaml calls it by.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Language } from "@open-orders/specs";
import { parse } from "yaml";
import type { OperationView } from "./reference.ts";

interface Reference {
  id: string;
  url: string;
}

const require = createRequire(import.meta.url);
const specs = dirname(require.resolve("@open-orders/specs/package.json"));
const text = readFileSync(join(specs, "sources/references.yaml"), "utf8");
const references = parse(text) as Reference[];

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
