// What a check exercised of the description while it ran, as JSON pointers: what coverage is counted in.
import type { Operation, SpecNode } from "@open-orders/specs/model";
import { matchPath, responseFor } from "@open-orders/specs/model";
import { fieldsOf, holdersOf, knownValues } from "./fields.ts";
import { stringify } from "./stringify.ts";

/** Names a node, or one value of it. */
export function factKey({ pointer }: SpecNode, value?: unknown): string {
  return value === undefined ? pointer : `${pointer} = ${stringify(value)}`;
}

export interface Exercised {
  readonly keys: ReadonlySet<string>;
  readonly add: (node: SpecNode, value?: unknown) => void;
  /** Adds what a request to the operation and its response show, bodies left out. */
  readonly addExchange: (url: string, status: number, headers: Headers) => void;
  /** Adds the fields and values of items. */
  readonly addItems: (items: readonly unknown[]) => void;
}

export function collectFacts(operation: Operation): Exercised {
  const keys = new Set<string>();
  const add: Exercised["add"] = (node, value) => void keys.add(factKey(node, value));
  return {
    keys,
    add,
    addExchange(url, status, headers) {
      const { pathname, searchParams } = new URL(url);
      const inPath = matchPath(operation.path, pathname)?.values;
      if (!inPath) return;
      add(operation.node);
      for (const { name, node } of operation.parameters)
        if (inPath.has(name) || searchParams.has(name)) add(node);
      const response = responseFor(operation.responses, status);
      if (!response) return;
      add(response.node, response.status);
      for (const { name, node } of response.headers)
        if (headers.has(name)) add(node, response.status);
    },
    addItems(items) {
      for (const field of fieldsOf(operation))
        for (const { object, key } of items.flatMap((item) => holdersOf(item, field))) {
          if (!Object.hasOwn(object, key)) continue;
          add(field.node);
          const value = object[key];
          if (value === null || knownValues(field.schema).some((known) => known === value))
            add(field.node, value);
        }
    },
  };
}
