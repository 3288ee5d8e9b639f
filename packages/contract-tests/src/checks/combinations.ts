// The combinations of parameters that calls are tried with.

const mostInFull = 5;

/**
 * Every subset of these; where that would be too many: none, each, each pair, and all.
 *
 * @example combinations(["a", "b"]) // [[], ["a"], ["b"], ["a", "b"]]
 */
export function combinations<T>(members: readonly T[]): readonly (readonly T[])[] {
  if (members.length <= mostInFull) {
    const subsets: (readonly T[])[] = [[]];
    for (const member of members) subsets.push(...subsets.map((subset) => [...subset, member]));
    return subsets;
  }
  return [[], ...members.map((member) => [member]), ...pairsOf(members), members];
}

/** Each pair of different members. */
export function pairsOf<T>(members: readonly T[]): readonly (readonly [T, T])[] {
  return members.flatMap((first, index) =>
    members.slice(index + 1).map((second) => [first, second] as const),
  );
}

/** `nothing`, or the names joined. */
export function combinationName(members: readonly { readonly name: string }[]): string {
  return members.length === 0 ? "nothing" : members.map(({ name }) => name).join(" + ");
}
