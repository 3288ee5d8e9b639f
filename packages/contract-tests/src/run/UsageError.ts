// A mistake of whoever runs the tests, as apart from one of the exchange.

/** Thrown for what the caller can mend; the message says what is wrong and what to do, in one line. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
