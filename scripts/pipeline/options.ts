// The arguments of the benchmark.
import { parseArgs } from "node:util";
import { mostOperations } from "./draft.ts";
import { steps } from "./steps.ts";

const names = steps.flatMap(({ name, untimed }) => (untimed ? [] : [name]));
const fewest = 2;

export const usage = `npm run bench:pipeline -- [options]
Measures the way from the descriptions to all that is made of them, for more and more operations.

  --sizes 10,100        numbers of operations (default 2,10,100,1000; the last two steps up to 100)
  --until "type-check"  the last step: ${names.join(", ")} (default)
  --runs N              runs of each step, of which the median counts (default 3); a step that takes
                        20 s runs once
  --help                this text

Without options it takes five minutes on two idle cores and writes scripts/pipeline/results.*; any
other run writes scripts/reports/pipeline/.`;

export interface Options {
  readonly help: boolean;
  readonly sizes: readonly number[];
  /** Name of the last step. */
  readonly until: string;
  readonly runs: number;
  /** Whether it is the whole benchmark, whose results are published. */
  readonly whole: boolean;
}

/** Reads the arguments. Throws an Error that names the first mistake and says what to write. */
export function readOptions(args: readonly string[]): Options {
  const values = parse(args);
  const { help, sizes, until = names.at(-1) ?? "", runs } = values;
  if (!names.includes(until))
    throw new Error(`--until: there is no step "${until}"; name one of ${names.join(", ")}.`);
  return {
    help,
    sizes: (sizes ?? "2,10,100,1000")
      .split(",")
      .map((size) => readCount("--sizes", size, fewest, mostOperations)),
    until,
    runs: readCount("--runs", runs ?? "3", 1, 99),
    whole: sizes === undefined && values.until === undefined && runs === undefined,
  };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  try {
    const options = { sizes: text, until: text, runs: text, help: flag };
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    // Node goes on to explain what its own parser could do.
    const [mistake] = (cause as Error).message.split(/\.\s/, 1);
    throw new Error(`${mistake}. See --help.`, { cause });
  }
}

function readCount(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= least && number <= most) return number;
  throw new Error(`${name} takes whole numbers from ${least} to ${most}, not "${text}".`);
}
