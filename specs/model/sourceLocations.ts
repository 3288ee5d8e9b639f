// Where the hand-written YAML says what a bundle says.

/**
 * Lines of the YAML by JSON pointer in the bundle: `specs/common/headers.yaml:9`. A pointer without an entry stands on
 * the line of the nearest one above it. `@open-orders/specs/places` has them for every API.
 */
export type SourceLocations = Readonly<Record<string, string>>;

/** File and line of a pointer; undefined where none is known, as for a document of somebody else. */
export function sourceLocation(
  locations: SourceLocations | undefined,
  pointer: string,
): string | undefined {
  let found = pointer;
  while (found !== "" && locations?.[found] === undefined)
    found = found.slice(0, found.lastIndexOf("/"));
  return locations?.[found];
}
