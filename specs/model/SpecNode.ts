// A node of a bundled document: what stands there with its `$ref` followed, and the JSON pointer of where it is
// written. Every reader follows references through this class.
import { membersOf } from "./json.ts";
import type { Members } from "./json.ts";
import type { OpenApiDocument, Reference } from "./openapi.ts";
import { encodePointer, stepsOfReference } from "./pointer.ts";

/** What a node is once its reference is followed. */
export type Followed<T> = Exclude<NonNullable<T>, Reference>;

/** What the members of an object, or the items of a list, are once their references are followed. */
export type ChildOf<T> = unknown extends T
  ? unknown
  : Followed<T extends readonly (infer I)[] ? I : T[keyof T]>;

/** A bundled document, as the package has it or as `JSON.parse` returns it. */
export type ParsedDocument = OpenApiDocument | Readonly<Record<string, unknown>>;

/** Members that are written at one pointer. */
interface Layer {
  readonly pointer: string;
  readonly members: Members;
}

export class SpecNode<T = unknown> {
  readonly document: OpenApiDocument;
  /**
   * Where it is written, for instance `/components/parameters/recvWindow`: the target of a reference, or the place of
   * the reference itself where other words stand beside it.
   */
  readonly pointer: string;
  /** What stands there, the words beside a `$ref` merged with those it points to. Its members are as written. */
  readonly value: T;
  readonly #layers: readonly Layer[];

  private constructor(
    document: OpenApiDocument,
    pointer: string,
    value: T,
    layers: readonly Layer[] = [{ pointer, members: membersOf(value) }],
  ) {
    this.document = document;
    this.pointer = pointer;
    this.value = value;
    this.#layers = layers;
  }

  /** The whole document: one that the lint rules let pass, or parsed JSON that is taken for one. */
  static root(document: ParsedDocument): SpecNode<OpenApiDocument> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what parsed JSON holds is the lint rules' to check
    const root = document as OpenApiDocument;
    return new SpecNode(root, "", root);
  }

  /** The members of an object or a list, by name or number; empty for anything else. */
  get members(): Members {
    return membersOf(this.value);
  }

  /** Every member with its name, in the order of the document. */
  get children(): readonly (readonly [name: string, node: SpecNode<ChildOf<T>>])[] {
    return Object.keys(this.members).flatMap((name) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a node of T has what T says in it
      const node = this.at(name) as SpecNode<ChildOf<T>> | undefined;
      return node ? [[name, node] as const] : [];
    });
  }

  /** The member of that name, if there is one. */
  child<K extends keyof T & string>(name: K): SpecNode<Followed<T[K]>> | undefined {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a node of T has what T says in it
    return this.at(name) as SpecNode<Followed<T[K]>> | undefined;
  }

  /** The node that these steps lead to, if there is one. */
  at(...steps: readonly (string | number)[]): SpecNode | undefined {
    return this.#walk(steps.map(String), []);
  }

  #walk([name, ...rest]: readonly string[], references: readonly string[]): SpecNode | undefined {
    if (name === undefined) return this;
    const layer = this.#layers.find(({ members }) => Object.hasOwn(members, name));
    if (!layer) return undefined;
    const pointer = layer.pointer + encodePointer([name]);
    const node = new SpecNode(this.document, pointer, layer.members[name]).#followed(references);
    return node.#walk(rest, references);
  }

  /** Follows the references of a node; `references` are those that led here. */
  #followed(references: readonly string[]): SpecNode {
    const { $ref: reference, ...beside } = this.members;
    if (typeof reference !== "string") return this;
    if (references.includes(reference))
      throw new TypeError(`${this.pointer}: $ref ${reference} leads back to itself`);
    const target = SpecNode.root(this.document).#walk(stepsOfReference(reference), [
      ...references,
      reference,
    ]);
    if (!target) throw new TypeError(`${this.pointer}: $ref ${reference} points to nothing`);
    if (Object.keys(beside).length === 0) return target;
    const merged = mergeBeside(this.pointer, beside, target);
    const layers = [{ pointer: this.pointer, members: beside }, ...target.#layers];
    return new SpecNode(this.document, this.pointer, merged, layers);
  }
}

/** Words that say nothing about which values are valid: those nearest to the reader count. */
const annotations = new Set(["title", "summary", "description", "default", "deprecated"]);
const isAnnotation = (word: string): boolean =>
  annotations.has(word) || word.startsWith("example") || word.startsWith("x-");

/**
 * The words beside a `$ref` with those it points to. JSON Schema wants both to hold, so an assertion that stands in
 * both must be the same.
 */
function mergeBeside(pointer: string, beside: Members, target: SpecNode): Members {
  for (const [word, own] of Object.entries(beside)) {
    const other = target.members[word];
    if (other !== undefined && !isAnnotation(word) && JSON.stringify(own) !== JSON.stringify(other))
      throw new TypeError(
        `${pointer}: \`${word}\` beside $ref is not the one of ${target.pointer}; write it in one of them`,
      );
  }
  return { ...target.members, ...beside };
}
