// Finds the name that was meant, for a message about one that is not known.

/** `A call has no option timeout. Did you mean timeoutMs? It takes signal, timeoutMs.` */
export function unknownName(owner: string, name: string, known: readonly string[]): string {
  return `${owner} ${name}.${didYouMean(name, known)} It takes ${known.join(", ") || "none"}.`;
}

/** ` Did you mean timeoutMs?`, or nothing where no known name is close: one that has half of its pairs of letters. */
function didYouMean(name: string, known: readonly string[]): string {
  const asked = pairsOf(name);
  let closest = "";
  let most = 0.5;
  for (const candidate of known) {
    const pairs = pairsOf(candidate);
    // The Sørensen–Dice coefficient.
    const common = asked.filter((pair) => pairs.includes(pair)).length;
    const likeness = (2 * common) / (asked.length + pairs.length);
    if (likeness >= most) [closest, most] = [candidate, likeness];
  }
  return closest && ` Did you mean ${closest}?`;
}

function pairsOf(name: string): string[] {
  const text = name.toLowerCase();
  return Array.from(text.slice(1), (letter, at) => text.charAt(at) + letter);
}
