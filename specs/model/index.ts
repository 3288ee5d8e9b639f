// The one reader of the descriptions. It knows how OpenAPI 3.1 documents are built and what each `x-` word looks like,
// so that no other code has to.
export * from "./api.ts";
export * from "./choose.ts";
export * from "./discrepancies.ts";
export * from "./errors.ts";
export * from "./json.ts";
export * from "./names.ts";
export * from "./openapi.ts";
export * from "./paths.ts";
export * from "./pointer.ts";
export { operationNodes, readApi, readOperation, securityOf } from "./readApi.ts";
export type { OperationNode } from "./readApi.ts";
export { componentName, isInt64, resolveSchema, typesOf } from "./schema.ts";
export * from "./sourceLocations.ts";
export { SpecNode } from "./SpecNode.ts";
export type { ChildOf, Followed, ParsedDocument } from "./SpecNode.ts";
export * from "./words.ts";
