// What a check touched of the description while it ran: the facts that coverage is counted in.
import { stringify } from "./stringify.ts";
import type { Operation } from "../spec/description.ts";
import { responseFor } from "../spec/description.ts";
import { fieldsOf, holdersOf } from "../spec/fields.ts";

/** Kinds of facts, in the order of the summary. */
export const factKinds = [
  "operation",
  "parameter",
  "status",
  "header",
  "field",
  "value",
  "error",
  "body",
  "rule",
] as const;
export type FactKind = (typeof factKinds)[number];

/** One thing the description states that a check can exercise. */
export interface Fact {
  readonly api: string;
  readonly operation: string;
  readonly kind: FactKind;
  /** For instance `symbol`, `429`, `side = BUY`, `400 BAD_SYMBOL`, `weight 1 with symbol`. */
  readonly name: string;
}

/** Facts as text, so that they can stand in a set. */
export function factKey({ api, operation, kind, name }: Fact): string {
  return `${api} ${operation} ${kind} ${name}`;
}

/** Collects facts of one operation. */
export interface Exercised {
  readonly keys: ReadonlySet<string>;
  readonly add: (kind: FactKind, name: string) => void;
  /** Takes in what a request to the operation and its answer show, bodies left out. */
  readonly addExchange: (url: string, status: number, headers: Headers) => void;
  /** Takes in the fields and values of items. */
  readonly addItems: (items: readonly unknown[]) => void;
}

export function collectFacts(operation: Operation): Exercised {
  const { api, id } = operation;
  const keys = new Set<string>();
  const add: Exercised["add"] = (kind, name) => {
    keys.add(factKey({ api, operation: id, kind, name }));
  };
  return {
    keys,
    add,
    addExchange(url, status, headers) {
      const { pathname, searchParams } = new URL(url);
      if (!pathname.endsWith(operation.path)) return;
      add("operation", operation.id);
      for (const name of searchParams.keys()) add("parameter", name);
      const response = responseFor(operation, status);
      if (!response) return;
      add("status", response.status);
      for (const { name } of response.headers)
        if (headers.has(name)) add("header", `${response.status} ${name}`);
    },
    addItems(items) {
      for (const field of fieldsOf(operation)) {
        const known = knownValues(field.schema);
        for (const { object, key } of items.flatMap((item) => holdersOf(item, field))) {
          if (!Object.hasOwn(object, key)) continue;
          add("field", field.name);
          const value = object[key];
          if (value === null || known.includes(value))
            add("value", `${field.name} = ${stringify(value)}`);
        }
      }
    },
  };
}

/** The values a field's description lists, null among them where it may be null. */
export function knownValues(schema: {
  readonly enum?: readonly unknown[];
  readonly "x-extensible-enum"?: readonly unknown[];
}): readonly unknown[] {
  return schema.enum ?? schema["x-extensible-enum"] ?? [];
}
