// The texts for users in a file, line by line, and the words that do not belong there.
import { extname } from "node:path";
import { isScalar, parseDocument, LineCounter, visit } from "yaml";

/** A word that is not used, and what to write. */
export interface Word {
  /** A regular expression. */
  readonly old: string;
  readonly write: string;
}

/** A piece of text, and the number of the line that it begins in. */
interface Text {
  readonly line: number;
  readonly text: string;
}

/** One line for each word found: file, line, word, what to write. */
export function findWords(file: string, content: string, words: readonly Word[]): string[] {
  const patterns = words.map(({ old, write }) => {
    // A word of Chinese has no border.
    const isLatin = /^[\x20-\x7e]*$/.test(old);
    return { write, pattern: new RegExp(isLatin ? `\\b(?:${old})\\b` : old, "gi") };
  });
  return textsOf(file, content).flatMap(({ line, text }) =>
    patterns.flatMap(({ pattern, write }) =>
      Array.from(text.matchAll(pattern), (match) => {
        const at = line + text.slice(0, match.index).split("\n").length - 1;
        return `${file}:${at}: "${match[0].replaceAll(/\s+/g, " ")}": write ${write}`;
      }),
    ),
  );
}

function textsOf(file: string, content: string): Text[] {
  switch (extname(file)) {
    case ".md":
    case ".mdx":
      return [{ line: 1, text: withoutCode(content) }];
    case ".yaml":
    case ".yml":
      return valuesOf(content);
    case ".json":
      return literalsOf(content);
    default:
      return literalsOf(withoutComments(content));
  }
}

/** Code gives way to as many line ends as it had; so do comments, addresses of links, and tags. */
function withoutCode(markdown: string): string {
  const lineEnds = (text: string): string => text.replaceAll(/[^\n]/g, "");
  return markdown
    .replaceAll(/^(?:---|import .*|export .*)$/gm, "")
    .replaceAll(/^( *)```[^]*?^\1```/gm, lineEnds)
    .replaceAll(/<!--[^]*?-->/g, lineEnds)
    .replaceAll(/`[^`\n]*`/g, "")
    .replaceAll(/\]\([^)]*\)/g, "]")
    .replaceAll(/<[a-zA-Z/][^>]*>/g, lineEnds);
}

/** Sentences among the values; names and addresses are none. */
function valuesOf(yaml: string): Text[] {
  const lines = new LineCounter();
  const texts: Text[] = [];
  visit(parseDocument(yaml, { lineCounter: lines }), {
    Scalar(key, { value, range }) {
      if (key === "key" || typeof value !== "string" || !isSentence(value)) return;
      texts.push({ line: lines.linePos(range?.[0] ?? 0).line, text: value });
    },
    Pair(_, { key }) {
      // What others wrote is quoted.
      return isScalar(key) && key.value === "quote" ? visit.SKIP : undefined;
    },
  });
  return texts;
}

/** Literals of JSON or TypeScript that read like a sentence. */
function literalsOf(code: string): Text[] {
  return Array.from(
    code.matchAll(/"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g),
    ({ index, 1: string, 2: template }) => ({
      line: code.slice(0, index).split("\n").length,
      text: string ?? template?.replaceAll(/\$\{[^}]*\}/g, "…") ?? "",
    }),
  ).filter(({ text }) => isSentence(text));
}

function withoutComments(code: string): string {
  return code
    .replaceAll(/\/\*[^]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ""))
    .replaceAll(/^\s*\/\/.*$/gm, "");
}

function isSentence(text: string): boolean {
  return /\w\s+\w|[\u4e00-\u9fff]/.test(text) && !/^\S+:\/\/\S+$/.test(text);
}
