// The COIN-M description with more in it, for the tests.
import { apis } from "@open-orders/specs";
import type { OpenApiDocument } from "@open-orders/specs";
import { coinM } from "./calls.ts";

type Extend = (document: OpenApiDocument, described: OpenApiDocument) => void;

/** A copy of the COIN-M description with more in it. */
export function extended(extend: Extend): Record<string, OpenApiDocument> {
  const document = structuredClone(apis["coin-m-futures"].en);
  extend(document, document["paths"][coinM].get);
  return { "coin-m-futures": document };
}
