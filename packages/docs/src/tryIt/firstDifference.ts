// Where two texts part.

/** From where to where `text` differs from `other`: what stands between their common beginning and end. */
export function firstDifference(text: string, other: string): [from: number, to: number] {
  const shorter = Math.min(text.length, other.length);
  let from = 0;
  while (from < shorter && text[from] === other[from]) from += 1;
  let tail = 0;
  while (tail < shorter - from && text.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  return [from, text.length - tail];
}
