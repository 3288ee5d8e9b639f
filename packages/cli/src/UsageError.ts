/** Something that the person who called can correct: one line that says what was wrong and what to do. */
export class UsageError extends Error {
  override name = "UsageError";
}
