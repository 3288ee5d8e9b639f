// Dates and pauses in HTTP headers, in the forms of RFC 9110 and no others: `Date.parse` also reads "1.5" and "-3".

/**
 * The time that an HTTP date names, in ms since the Unix epoch; undefined when it is none. IMF-fixdate, and the two obsolete
 * forms that a recipient must accept (RFC 9110, section 5.6.7), of which the last names no zone.
 */
export function parseHttpDate(text: string): number | undefined {
  const form =
    /^[A-Z][a-z]+(?:, \d\d[ -][A-Z][a-z]{2}[ -]\d+ [\d:]{8} GMT|( [A-Z][a-z]{2} [ \d]\d [\d:]{8} \d{4}))$/;
  const found = form.exec(text);
  const ms = found ? Date.parse(found[1] ? `${text} GMT` : text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/**
 * The pause that a `Retry-After` header asks for, in milliseconds: whole seconds or an HTTP date (RFC 9110,
 * section 10.2.3). Undefined when it has neither form.
 *
 * @param now - The time a date is compared with, in ms since the Unix epoch.
 */
export function parseRetryAfter(text: string | null, now: number): number | undefined {
  const value = text?.trim() ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = parseHttpDate(value);
  return date === undefined ? undefined : Math.max(0, date - now);
}
