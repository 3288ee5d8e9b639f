// A mistake in the descriptions, shown to the person who edits them.

/** Its message names the file, the place, and what to write instead. Shown without a stack. */
export class GenerateError extends Error {
  override name = "GenerateError";
}

/** What an error says, without a stack. */
export function messageOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).trim();
}
