// What the generated schemas tell the validator about an answer.

/**
 * A description of what an answer may hold, after ids have become strings: a list, an object, or a
 * value of one of some types.
 */
export interface AnswerSchema {
  readonly items?: AnswerSchema;
  readonly fields?: Readonly<Record<string, AnswerSchema>>;
  /** Fields that are always there. */
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
  /** The field is there exactly when its siblings have these values. */
  readonly presentWhen?: Readonly<Record<string, unknown>>;
}
