// What is about one operation, found without looking at what is about all the others.

interface OperationName {
  readonly api: string;
  readonly operation: string;
}

/** Facts or checks of one operation, in their order. */
export interface Group<T> extends OperationName {
  readonly items: readonly T[];
}

/** Facts or checks by operation. */
export interface ByOperation<T> {
  /** In the order in which the operations were first met. */
  readonly groups: readonly Group<T>[];
  readonly of: (name: OperationName) => readonly T[];
}

/** Groups facts or checks by the operation that each is about. */
export function byOperation<T extends OperationName>(items: readonly T[]): ByOperation<T> {
  const found = new Map<string, Group<T> & { readonly items: T[] }>();
  const keyOf = ({ api, operation }: OperationName): string => `${api} ${operation}`;
  for (const item of items) {
    const { api, operation } = item;
    const group = found.get(keyOf(item)) ?? { api, operation, items: [] };
    group.items.push(item);
    found.set(keyOf(item), group);
  }
  return { groups: [...found.values()], of: (name) => found.get(keyOf(name))?.items ?? [] };
}
