// What came over the wire, made safe to print: a terminal obeys control characters, and some characters are invisible.

/** Shows control and format characters as escapes: `\u001b`. */
export function escapeControls(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
}
