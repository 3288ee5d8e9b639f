// A place in a bundled description: what stands there, and the JSON pointer (RFC 6901) that says where.
// References are followed on the way, so a pointer always names the place that has the words.
import type { OpenApiDocument } from "@open-orders/specs";
import { places } from "@open-orders/specs/places";

/** Anything that can stand in a description. */
export type Node = Readonly<Record<string, unknown>>;

export class SpecNode {
  readonly document: OpenApiDocument;
  /** For instance `/components/parameters/recvWindow/schema/maximum`. */
  readonly pointer: string;
  readonly value: unknown;

  private constructor(document: OpenApiDocument, pointer: string, value: unknown) {
    this.document = document;
    this.pointer = pointer;
    this.value = value;
  }

  /** The whole document. */
  static root(document: OpenApiDocument): SpecNode {
    return new SpecNode(document, "", document);
  }

  /** What stands here, as an object; empty when it is none. */
  get node(): Node {
    return (typeof this.value === "object" && this.value !== null ? this.value : {}) as Node;
  }

  /** The place reached by these steps, if something stands there. */
  at(...steps: readonly (string | number)[]): SpecNode | undefined {
    const [first, ...rest] = steps;
    return first === undefined ? this : this.child(String(first))?.at(...rest);
  }

  /** Everything that stands directly in this object or array, by its key. */
  get children(): readonly (readonly [key: string, place: SpecNode])[] {
    return Object.keys(this.node).flatMap((key) => {
      const child = this.child(key);
      return child ? [[key, child] as const] : [];
    });
  }

  private child(key: string): SpecNode | undefined {
    if (!Object.hasOwn(this.node, key)) return undefined;
    const escaped = key.replaceAll("~", "~0").replaceAll("/", "~1");
    return new SpecNode(this.document, `${this.pointer}/${escaped}`, this.node[key]).followed();
  }

  private followed(): SpecNode {
    const reference = this.node["$ref"];
    if (typeof reference !== "string") return this;
    const steps = reference
      .split("/")
      .slice(1)
      .map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"));
    const target = SpecNode.root(this.document).at(...steps);
    if (!target) throw new TypeError(`nothing stands at ${reference}`);
    return target;
  }
}

/**
 * Where people find a place of an API's bundle: the file and line of the YAML, for instance
 * `specs/common/headers.yaml:9`. Of an API that is not among the published ones, name and pointer.
 */
export function sourceLine(api: string, pointer: string): string {
  const lines = (places as Readonly<Record<string, Readonly<Record<string, string>>>>)[api];
  if (!lines) return `${api}#${pointer}`;
  let found = pointer;
  while (found !== "" && lines[found] === undefined) found = found.slice(0, found.lastIndexOf("/"));
  return lines[found] ?? `${api}#${pointer}`;
}
