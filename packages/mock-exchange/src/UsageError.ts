// Errors that the user of the command can correct.

/** A mistake in the options or in a file they name; its message is one line. */
export class UsageError extends Error {
  override name = "UsageError";
}
