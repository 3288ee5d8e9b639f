// Dates and pauses in HTTP headers, in the forms of RFC 9110 and no others: `Date.parse` also reads "1.5" and "-3".

/**
 * IMF-fixdate, then the two obsolete forms that a recipient must accept (RFC 9110, section 5.6.7). Made when they are
 * needed: what is made at import stays in every bundle.
 */
function datePatterns(): { imfFixdate: RegExp; rfc850Date: RegExp; asctimeDate: RegExp } {
  const month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
  const time = String.raw`\d\d:\d\d:\d\d`;
  const weekday = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
  return {
    imfFixdate: new RegExp(String.raw`^${weekday}, \d\d ${month} \d{4} ${time} GMT$`),
    rfc850Date: new RegExp(String.raw`^[A-Z][a-z]{5,8}, \d\d-${month}-\d\d ${time} GMT$`),
    asctimeDate: new RegExp(String.raw`^${weekday} ${month} [ \d]\d ${time} \d{4}$`),
  };
}

/** The time that an HTTP date names, in ms since the Unix epoch; undefined when it is none. */
export function parseHttpDate(text: string): number | undefined {
  const { imfFixdate, rfc850Date, asctimeDate } = datePatterns();
  let ms = Number.NaN;
  if (imfFixdate.test(text) || rfc850Date.test(text)) ms = Date.parse(text);
  else if (asctimeDate.test(text)) ms = Date.parse(`${text} GMT`);
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
