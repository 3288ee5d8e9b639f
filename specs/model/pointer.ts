// JSON pointers (RFC 6901), plain and as the fragment of a URL in which a `$ref` writes them.

/** `["paths", "/dapi/v1/openOrders"]` → `/paths/~1dapi~1v1~1openOrders`. */
export function encodePointer(steps: readonly (string | number)[]): string {
  return steps
    .map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/** `/paths/~1dapi~1v1~1openOrders` → `["paths", "/dapi/v1/openOrders"]`. */
export function decodePointer(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/**
 * The steps of a `$ref` inside its document: `#/components/schemas/Price`.
 *
 * @throws TypeError for a reference to another file, or one by anchor
 */
export function stepsOfReference(reference: string): string[] {
  if (!/^#(?:\/|$)/u.test(reference))
    throw new TypeError(`$ref ${reference}: must be a JSON pointer into the same document (#/…)`);
  return decodePointer(decodeURIComponent(reference.slice(1)));
}
