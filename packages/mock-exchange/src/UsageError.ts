// What the command's caller can mend.

/** A mistake in the options or in a file they name, told in one line. */
export class UsageError extends Error {
  override name = "UsageError";
}
