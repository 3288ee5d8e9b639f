// How long the exchange asks to back off after a response with status 429 or 418, or a code that says so.
import { parseRetryAfter } from "./httpDate.ts";

/** The longest ban that the exchange documents: three days. Nothing is waited for longer. */
const longestPauseMs = 259_200_000;
/** The shortest ban that it documents. */
const shortestBanMs = 120_000;

/**
 * The pause in milliseconds. After 429: the longest of `Retry-After` and the time in the text, else the rest of
 * the interval. After 418, where too short a pause prolongs the ban: the longest of these and of two minutes.
 *
 * @param text - The body. `IP banned until 1795910000000` can be the only place that names the end of a ban.
 * @param now - The exchange's time, in ms since the Unix epoch.
 */
export function pauseAfter(
  status: number,
  headers: Headers,
  text: string | undefined,
  now: number,
  intervalMs: number,
): number {
  const asked = [parseRetryAfter(headers.get("retry-after"), now)];
  // Any other number may be the id of the request.
  for (const [, digits] of text?.matchAll(/\buntil (\d{13})(?!\d)/g) ?? [])
    if (Number(digits) > now) asked.push(Number(digits) - now);
  if (status === 418) asked.push(shortestBanMs);
  const pauses = asked.filter((ms) => ms !== undefined);
  // A new interval brings new weight.
  const pauseMs = pauses.length > 0 ? Math.max(...pauses) : intervalMs - (now % intervalMs);
  return Math.min(pauseMs, longestPauseMs);
}

/** For messages: `2026-11-28T12:30:00.000Z`. */
export function isoTime(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? "an unknown time" : date.toISOString();
}
