// A mistake in the descriptions, told to the person who edits them.

/** Its message names the file, the place, and what to write instead. Shown without a stack. */
export class GenerateError extends Error {
  override name = "GenerateError";
}
