// A mistake of the caller, as apart from one of the exchange.

/** Thrown for what the caller can fix; the message says what is wrong and what to do, in one line. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
