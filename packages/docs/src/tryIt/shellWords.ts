// Splits a command into words as a shell does: sh, PowerShell or cmd, whose commands browsers and people copy.

/** Stands in a word for what only the shell can fill in: a variable, or the output of another command. */
export const filledIn = "\0";

/** Undefined where a quote is not closed, or where an `&` outside of quotes cuts a word off. */
export function shellWords(command: string): string[] | undefined {
  const text = /\s\^"|\^\s*\n/.test(command)
    ? withoutCarets(command)
    : command.replaceAll(/`\r?\n/g, " ");
  const words: string[] = [];
  let word: string | undefined;
  const end = (): void => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  const pieces =
    /\\?\s+|'([^']*)'|\$'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|\\(.)|\$[\w({]|[;|]|&+|[^\s'"\\$;|&]+|./gs;
  for (const [piece, single, escapes, double, escaped] of text.matchAll(pieces)) {
    if (/^\\?\s/.test(piece)) end();
    else if (piece === "'" || piece === '"') return undefined;
    else if (/^[;|]/.test(piece)) {
      end();
      words.push(piece);
    } else if (piece.startsWith("&") && !word?.endsWith(">")) {
      if (word !== undefined) return undefined;
      words.push(piece);
    } else {
      const quoted = single ?? unescaped(escapes) ?? inDoubleQuotes(double) ?? escaped;
      word = (word ?? "") + (quoted ?? (/^(?:`|\$[\w({])/.test(piece) ? filledIn : piece));
    }
  }
  end();
  return words;
}

/** What `cmd` passes on: outside of quotes `^` takes the next character as it is. */
function withoutCarets(command: string): string {
  return command.replaceAll(/"[^"]*"|\^(?:\s*\n|(.))/gs, (piece, character?: string) =>
    piece.startsWith('"') ? piece : (character ?? " "),
  );
}

function inDoubleQuotes(text?: string): string | undefined {
  return text?.replaceAll(
    /\\(["\\$`])|\\\r?\n|\$[\w({]|`/g,
    (piece, character?: string) => character ?? (piece.startsWith("\\") ? "" : filledIn),
  );
}

/** What stands in `$'…'`. */
function unescaped(text?: string): string | undefined {
  const named: Record<string, string> = { n: "\n", r: "\r", t: "\t" };
  return text?.replaceAll(/\\(?:u([\da-f]{4})|(.))/gis, (_, code?: string, letter = "") =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : (named[letter] ?? letter),
  );
}
