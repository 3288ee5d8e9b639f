// Paths with parameters, such as `/orders/{orderId}`. Each parameter is a whole segment.

/** What an address says by a path. */
export interface PathMatch {
  /** What stands before the path: nothing, or the base URL. */
  readonly base: string;
  /** The values of its parameters, percent-encoded as they were sent. */
  readonly values: ReadonlyMap<string, string>;
}

/** The name of the parameter that a segment of a path is. */
function nameOf(segment: string): string | undefined {
  return /^\{(\w+)\}$/u.exec(segment)?.[1];
}

/** The names of the parameters in a path, in their order. */
export function pathNames(path: string): readonly string[] {
  return path.split("/").flatMap((segment) => nameOf(segment) ?? []);
}

/** A path with values in place of its parameters, each percent-encoded already. */
export function fillPath(path: string, valueOf: (name: string) => string): string {
  const segments = path.split("/").map((segment) => {
    const name = nameOf(segment);
    return name === undefined ? segment : valueOf(name);
  });
  return segments.join("/");
}

/** Reads an address without its query by a path; undefined where it is not one of this path. */
export function matchPath(path: string, address: string): PathMatch | undefined {
  const [, ...wanted] = path.split("/");
  const segments = address.split("/");
  const base = segments.slice(0, -wanted.length).join("/");
  const sent = segments.slice(-wanted.length);
  const values = new Map<string, string>();
  for (const [index, segment] of wanted.entries()) {
    const name = nameOf(segment);
    const value = sent[index] ?? "";
    if (name === undefined ? value !== segment : value === "") return undefined;
    if (name !== undefined) values.set(name, value);
  }
  return { base, values };
}

/** Of what is reached by paths, the one that an address is for: one without parameters before any with them. */
export function findByPath<T extends { readonly path: string }>(
  all: readonly T[],
  address: string,
): T | undefined {
  const found = all.filter(({ path }) => matchPath(path, address));
  return found.find(({ path }) => pathNames(path).length === 0) ?? found[0];
}
