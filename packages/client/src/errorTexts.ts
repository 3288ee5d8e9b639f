// Meanings and remedies of error codes. They are for people and rarely needed, so they are in a module of their own, which
// the first call that ends with an error response loads. What decides about retries is in error-codes.ts.
import type { ErrorTexts } from "./api.ts";
import { withDeadline } from "./deadline.ts";
import { ApiError } from "./errors.ts";

/** How long an error is kept back for its texts, in milliseconds. */
const patienceMs = 1000;

const loadErrorTexts = async (): Promise<ErrorTexts> =>
  (await import("./generated/error-texts.ts")).errorTexts;

/**
 * Adds meaning and remedy to an error response, in place. Never rejects: where the texts cannot be loaded, not in time,
 * or the caller aborts meanwhile, the error stays as it is.
 *
 * @param leftMs - What is left of the call's total limit, in milliseconds.
 */
export async function addErrorTexts(
  error: unknown,
  leftMs: number,
  signal: AbortSignal | undefined,
  load = loadErrorTexts,
): Promise<void> {
  if (!(error instanceof ApiError) || error.code === undefined) return;
  try {
    const texts = await withDeadline(load, Math.min(leftMs, patienceMs), signal);
    if (texts) error.addTexts(texts);
  } catch {
    // Code, name and the exchange's own words say what happened.
  }
}
