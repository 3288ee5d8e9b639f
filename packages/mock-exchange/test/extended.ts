// The COIN-M description with more in it, for the tests.
import { apis } from "@open-orders/specs";
import type {
  JsonObject,
  MediaTypeObject,
  OpenApiDocument,
  OperationObject,
  Reference,
  ResponseObject,
} from "@open-orders/specs/model";
import { coinM } from "./calls.ts";

/** Changes a document; `described` is its list of open orders, with its parameters as a list of its own. */
type Extend = (document: OpenApiDocument, described: Described) => void;
type Described = OperationObject & Required<Pick<OperationObject, "parameters">>;

/** A copy of the COIN-M description with more in it. */
export function extended(extend: Extend): Record<string, OpenApiDocument> {
  const document = structuredClone(apis["coin-m-futures"].en);
  const described = operationAt(document, coinM);
  described.parameters ??= [];
  extend(document, described as Described);
  return { "coin-m-futures": document };
}

/** The operation at a path. */
export function operationAt({ paths }: OpenApiDocument, path: string): OperationObject {
  return present(paths[path]?.get);
}

/** What a response that is written in place holds as JSON. */
export function jsonOf(response: ResponseObject | Reference | undefined): MediaTypeObject {
  return present(
    response && "content" in response ? response.content?.["application/json"] : undefined,
  );
}

/** The orders of a described example, to be changed. */
export function ordersOf({ examples }: MediaTypeObject, name: string): JsonObject[] {
  const example = present(examples?.[name]);
  const value = "value" in example ? example.value : undefined;
  return present(Array.isArray(value) ? (value as JsonObject[]) : undefined);
}

/** The parts of a document that its references name. */
export function componentsOf({ components }: OpenApiDocument) {
  const { responses = {}, schemas = {} } = present(components);
  return { responses, schemas };
}

/** What must be there. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the description has no such part");
  return value;
}
