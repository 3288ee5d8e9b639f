// Code in a guide is quoted from a file that the tests run or compare: `<Quote file="…" />` names the file
// and, where only a part is wanted, the place in it. What is quoted and missing fails the build.
import { basename, extname } from "node:path/posix";

export interface QuoteOf {
  /** Path from the root of the repository. */
  file: string;
  /** The first line quoted: the first that is this text, else that holds it. @defaultValue the file's first */
  from?: string | undefined;
  /** The last line quoted: the next that is this text, else that holds it. @defaultValue the file's last */
  to?: string | undefined;
  /** Of a Markdown file: the one code block that holds this text. */
  block?: string | undefined;
}

export interface Quoted {
  code: string;
  language: string;
}

const languagesByEnding: Record<string, string> = { ".yml": "yaml", ".pem": "txt", ".mjs": "js" };

/** The quoted part of a file's text. Throws an Error that says what the file lacks. */
export function quoted(text: string, { file, from, to, block }: QuoteOf): Quoted {
  const ending = extname(basename(file));
  const whole =
    block === undefined
      ? { code: text, language: languagesByEnding[ending] ?? ending.slice(1) }
      : blockOf(text, file, block);
  const lines = whole.code.replace(/\n$/, "").split("\n");
  const start = from === undefined ? 0 : lineWith(lines, file, from, 0);
  const end = to === undefined ? lines.length - 1 : lineWith(lines, file, to, start);
  return { code: dedent(lines.slice(start, end + 1)), language: whole.language };
}

function lineWith(lines: string[], file: string, text: string, after: number): number {
  const rest = lines.slice(after);
  const whole = rest.indexOf(text);
  const found = whole === -1 ? rest.findIndex((line) => line.includes(text)) : whole;
  if (found === -1) throw new Error(`${file} has no line with "${text}"`);
  return after + found;
}

function blockOf(text: string, file: string, part: string): Quoted {
  const blocks = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].filter(([, , code]) =>
    code?.includes(part),
  );
  const [block] = blocks;
  if (!block || blocks.length > 1)
    throw new Error(`${file} has ${blocks.length} code blocks with "${part}"; name one`);
  return { language: block[1] ?? "", code: block[2] ?? "" };
}

function dedent(lines: string[]): string {
  const depths = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const depth = Math.min(...depths);
  return lines.map((line) => line.slice(depth)).join("\n");
}

/** A quote in the text of a page, and the number of its line. */
export interface QuoteAt {
  line: number;
  quote: QuoteOf;
}

/** Every `<Quote … />` of a page. Its attributes are plain texts, so that they can be read without running it. */
export function quotesIn(page: string): QuoteAt[] {
  return [...page.matchAll(/<Quote\s([^>]*?)\/>/g)].map((match) => {
    const attributes = [...(match[1] ?? "").matchAll(/(\w+)=(?:"([^"]*)"|'([^']*)')/g)];
    const values = new Map(attributes.map(([, name, double, single]) => [name, double ?? single]));
    const [from, to, block] = ["from", "to", "block"].map((name) => values.get(name));
    const quote = { file: values.get("file") ?? "", from, to, block };
    return { line: lineNumber(page, match.index), quote };
  });
}

/** Code blocks that were typed into a page: the numbers of their lines. */
export function typedBlocks(page: string): number[] {
  return [...page.matchAll(/^[ \t]*(?:```|~~~)/gm)]
    .filter((_, index) => index % 2 === 0)
    .map(({ index }) => lineNumber(page, index));
}

function lineNumber(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}
