// Groups what is about operations: checks, runs, facts.

interface OperationName {
  readonly api: string;
  readonly operation: string;
}

/** What is about one operation, in its order. */
export interface OperationGroup<T> extends OperationName {
  readonly items: readonly T[];
}

/** One group for each operation, in the order in which they are first met. */
export function groupByOperation<T>(
  items: readonly T[],
  nameOf: (item: T) => OperationName,
): readonly OperationGroup<T>[] {
  const groups = new Map<string, OperationName & { readonly items: T[] }>();
  for (const item of items) {
    const { api, operation } = nameOf(item);
    const key = `${api} ${operation}`;
    const group = groups.get(key) ?? { api, operation, items: [] };
    group.items.push(item);
    groups.set(key, group);
  }
  return [...groups.values()];
}
