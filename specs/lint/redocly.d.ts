// The part of Redocly's plugin interface that the rules use; @redocly/cli publishes no types of it.

/** A node of a description: whatever YAML an author wrote. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Node = Record<string, any>;

/** A file and a place in it. */
export interface Location {
  source: { absoluteRef: string };
  /** In the file, such as `#/schemas/CoinMOpenOrder`. */
  pointer: string;
  child: (path: string | (string | number)[]) => Location;
  /** The name of the node rather than the whole of it: where to point when something is missing. */
  key: () => Location;
}

/** What Redocly knows about one kind of node. */
export interface NodeType {
  name?: string;
  properties: Record<string, unknown>;
  additionalProperties?: unknown;
  items?: unknown;
  required?: string[] | ((node: Node, key?: string | number) => string[]);
  requiredOneOf?: string[];
  extensionsPrefix?: string;
}

export interface Context {
  report: (problem: { message: string; location: Location }) => void;
  location: Location;
  /** Name of this node in the node that holds it. */
  key: string | number;
  type: NodeType;
  /** The node as it stands there, possibly a reference. */
  rawNode: Node;
  /** Follows a reference, relative to the file at hand or to a file named by `from`. */
  resolve: (node: Node, from?: string) => Target;
}

export interface Target {
  node?: Node;
  location?: Location;
}

/** `target` is where a reference leads, for the kind `ref`. */
type Visit = (node: Node, context: Context, target: Target) => void;
/** A rule: called once per description, it says what to do at each kind of node, or when it is left. */
export type Rule = () => Record<string, Visit | { leave: Visit }>;
