// What the generated schemas say about a response.

/**
 * What a response may hold, after ids have become strings: a list, an object, or a value of one of some types.
 */
export interface ResponseSchema {
  readonly items?: ResponseSchema;
  readonly fields?: Readonly<Record<string, ResponseSchema>>;
  /** Fields that are always present. */
  readonly required?: readonly string[];
  readonly types?: readonly (
    | "string"
    | "number"
    | "boolean"
    | "null"
    | "integer"
    | "id"
    | "decimal"
  )[];
  /** The values known today. */
  readonly known?: readonly string[];
  /** The field is present exactly when its siblings have these values. */
  readonly presentWhen?: Readonly<Record<string, unknown>>;
}
