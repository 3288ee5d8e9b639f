// The error examples by which a server of the descriptions rejects requests. ../lint/responses.js checks that each API
// has them; the mock exchange returns them.

/** Names of the errors that every operation can return, as the exchange names them. */
export const requestErrors = [
  "BAD_API_KEY_FMT",
  "BAD_SYMBOL",
  "ILLEGAL_CHARS",
  "INVALID_PARAMETER",
  "INVALID_SIGNATURE",
  "INVALID_TIMESTAMP",
  "MANDATORY_PARAM_EMPTY_OR_MALFORMED",
  "PARAM_EMPTY",
  "REJECTED_MBX_KEY",
  "TOO_MANY_PARAMETERS",
  "TOO_MANY_REQUESTS",
  "UNKNOWN_PARAM",
] as const;

/** The error of an operation that returns one object, where the parameters select none. */
export const noSuchItemError = "NO_SUCH_ORDER";

/** Name of an error by which a request is rejected. */
export type RequestError = (typeof requestErrors)[number] | typeof noSuchItemError;
