// The arguments of the benchmark.

export const usage = `npm run bench -- [options]

  --quick           shorter turns, COIN-M alone, 5,000 orders one call at a time and
                    without peers; at most 90 seconds
  --no-peers        this client and hand-written code alone; installs nothing
  --only <text>     only parts whose name holds the text, for instance "1 order,", papi, "cold import"
  --minutes <n>     how long all may take (default 10)
  --date <text>     the date to write down (default today)
  --help            this text

A whole run writes bench/results/; any other writes reports/bench/.`;

export interface Options {
  readonly quick: boolean;
  readonly peers: boolean;
  readonly only: string;
  readonly minutes: number;
  readonly date: string;
  readonly help: boolean;
}

/** Reads the arguments. Throws an Error that names the first it does not know. */
export function readOptions(args: readonly string[], today: string): Options {
  let quick = false;
  let peers = true;
  let only = "";
  let minutes: number | undefined;
  let date = today;
  let help = false;
  for (let at = 0; at < args.length; at += 1) {
    const [name, inline] = split(args[at] ?? "");
    const value = (): string => {
      const given = inline ?? args[(at += 1)];
      if (given === undefined || given === "") throw new Error(`${name} needs a value.`);
      return given;
    };
    if (name === "--quick") quick = true;
    else if (name === "--no-peers") peers = false;
    else if (name === "--help") help = true;
    else if (name === "--only") only = value();
    else if (name === "--date") date = value();
    else if (name === "--minutes") minutes = positive(name, value());
    // What npm and turbo put between their own arguments and ours.
    else if (name !== "--") throw new Error(`There is no argument ${name}.`);
  }
  return { quick, peers, only, minutes: minutes ?? (quick ? 1.35 : 10), date, help };
}

/** Whether the whole benchmark runs, so that its results may replace those that are published. */
export function isWhole({ quick, peers, only }: Options): boolean {
  return !quick && peers && only === "";
}

/** Whether a part of this name was asked for. */
export function isAskedFor(name: string, { only }: Pick<Options, "only">): boolean {
  return name.toLowerCase().includes(only.toLowerCase());
}

function split(argument: string): [name: string, value: string | undefined] {
  const at = argument.indexOf("=");
  return at === -1 ? [argument, undefined] : [argument.slice(0, at), argument.slice(at + 1)];
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (Number.isFinite(number) && number > 0) return number;
  throw new Error(`${name} must be a number above 0, not ${text}.`);
}
