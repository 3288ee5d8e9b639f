// What a synthetic operation is about, drawn from a list of words, before it is put into YAML.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** An object of a description. */
export type Node = Readonly<Record<string, unknown>>;

interface Part {
  readonly schema: Node;
  readonly zh: Node;
  readonly example: unknown;
}

type Parts = Readonly<Record<string, Part>>;

/** What there is to draw from. */
export const words = parse(readFileSync(join(import.meta.dirname, "words.yaml"), "utf8")) as {
  nouns: Readonly<Record<string, string>>;
  common: Parts;
  fields: Parts;
  parameters: Parts;
  options: Parts;
};
const nouns = Object.entries(words.nouns);

/** How many operations can be told apart by their names. */
export const mostOperations: number = nouns.length ** 2;

/** One operation in so many brings an error code of its own. */
const operationsPerCode = 20;

/** What an operation is about, before it is put into words. */
export interface Draft {
  readonly number: number;
  /** `InterestLoan` */
  readonly name: string;
  readonly about: Word;
  readonly what: Word;
  readonly path: string;
  readonly isList: boolean;
  readonly fields: Parts;
  readonly parameters: Parts;
  readonly weights: readonly Node[];
  /** Name of an error code of its own. */
  readonly code: string | undefined;
}

interface Word {
  readonly en: string;
  readonly zh: string;
}

/** Draws what the operation of a number is about. */
export function draftOf(number: number, prefix: string, random: () => number): Draft {
  const about = nounOf(number);
  const what = nounOf(number + Math.floor(number / nouns.length) + 1);
  const name = capital(about.en) + capital(what.en);
  const isList = random() < 0.7;
  const fields = { ...words.common, ...some(words.fields, 2 + random() * 18, random) };
  const parameters = {
    ...(isList ? some(words.parameters, random() * 6, random) : {}),
    ...some(words.options, random() * 2, random),
  };
  return {
    number,
    name,
    about,
    what,
    path: `${prefix}/${about.en}/${what.en}`,
    isList,
    fields,
    parameters,
    weights: weightsOf(Object.keys(parameters), random),
    code: number % operationsPerCode === 0 ? `NO_${name}`.toUpperCase() : undefined,
  };
}

function nounOf(number: number): Word {
  const [en, zh] = nouns[number % nouns.length] ?? ["", ""];
  return { en, zh };
}

/** `interest` → `Interest` */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function weightsOf(parameters: readonly string[], random: () => number): readonly Node[] {
  const weight = 1 + Math.floor(random() * 5);
  const [whenSent] = parameters;
  if (whenSent === undefined || random() < 0.5) return [{ weight }];
  return [
    { whenSent: [whenSent], weight },
    { weight: weight * 10, description: "Asking for all of it weighs more." },
  ];
}

/** About so many of the entries, in their order. */
function some<T>(
  all: Readonly<Record<string, T>>,
  count: number,
  random: () => number,
): Record<string, T> {
  const entries = Object.entries(all);
  return Object.fromEntries(entries.filter(() => random() < count / entries.length));
}

/** Numbers from 0 to below 1, the same for the same seed: the mulberry32 generator. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
