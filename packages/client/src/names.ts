// Finds the name that was meant, for a message about one that is not known.

/** ` Did you mean timeoutMs?`, or nothing where no known name is close. */
export function didYouMean(name: string, known: readonly string[]): string {
  const asked = name.toLowerCase();
  let closest: string | undefined;
  let least = Infinity;
  for (const candidate of known) {
    const other = candidate.toLowerCase();
    const isPart = asked.length > 2 && (other.includes(asked) || asked.includes(other));
    const edits = isPart ? 1 : distance(asked, other);
    if (edits < least) [closest, least] = [candidate, edits];
  }
  return least <= Math.min(2, asked.length / 2) ? ` Did you mean ${closest}?` : "";
}

/* oxlint-disable typescript/no-unsafe-type-assertion -- every index lies within its row */
/** How many letters to insert, to delete or to replace: the Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next[j] = Math.min(
        (row[j] as number) + 1,
        (next[j - 1] as number) + 1,
        (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[b.length] as number;
}
