// What the command can be told.
import { parseArgs } from "node:util";
import { keyNames } from "../live/readKeys.ts";
import { UsageError } from "../run/UsageError.ts";

export interface CliOptions {
  readonly help: boolean;
  /** Say what would be done, and end. */
  readonly list: boolean;
  /** As given; empty for a mock exchange in process. */
  readonly targets: readonly string[];
  readonly only: string | undefined;
  /** Directory of the reports. */
  readonly report: string;
  readonly record: string | undefined;
  readonly replay: string | undefined;
  readonly maxWeight: number | undefined;
}

export const usage = `open-orders-contract [options]
Checks an exchange against the OpenAPI documents, by default a mock exchange in this process.

  --target TARGET    what to check: an http:// or https:// address, API=address for one API, testnet,
                     or production, the live exchange; may be given several times.
                     Only what reads is called there, within half of its weight.
                     Keys are read from the environment: ${keyNames.apiKey} and
                     ${keyNames.secret}, or ${keyNames.keyFile} for the PEM file
                     of an RSA or Ed25519 key
  --list             say what would be done, and end
  --only TEXT        only checks with this text in their name, or probes with it in their id
  --max-weight N     weight to spend for each API and minute (default: half of its limit)
  --report DIR       where the reports go (default: reports/contract)
  --record DIR       keep the answers of a --target, without what is secret or tells the account apart
  --replay DIR       check the answers that --record kept, without a network
  --help             this text

Exit code: 0 if every check passed, 1 if one failed or the target stopped the run, 2 if it
could not be run as asked.`;

/** @throws UsageError naming the first argument that cannot be used */
export function readOptions(args: readonly string[]): CliOptions {
  const values = parse(args);
  const { target: targets, record, replay, list, help } = values;
  const clash = [
    ["--target", targets.length > 0],
    ["--record", record !== undefined],
    ["--list", list],
    ["--max-weight", values["max-weight"] !== undefined],
  ].find(([, given]) => given);
  if (replay !== undefined && clash)
    throw new UsageError(`--replay asks nobody, so ${clash[0]} cannot go with it; leave one out.`);
  for (const name of ["only", "report", "record", "replay"] as const)
    if (values[name] === "") throw new UsageError(`--${name} needs a value.`);
  return {
    help,
    list,
    targets,
    only: values.only,
    report: values.report,
    record,
    replay,
    maxWeight: readWeight(values["max-weight"]),
  };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { ...flag, short: "h" },
        list: flag,
        target: { ...text, multiple: true, default: [] },
        only: text,
        report: { ...text, default: "reports/contract" },
        record: text,
        replay: text,
        "max-weight": text,
      },
    }).values;
  } catch (error) {
    // Node goes on to explain what its own parser could do.
    const [mistake] = (error as Error).message.split(/\.\s/, 1);
    throw new UsageError(`${mistake?.replace(/\.$/u, "")}. See --help.`, { cause: error });
  }
}

function readWeight(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const weight = Number(text);
  if (!/^\d+$/u.test(text) || weight < 1 || !Number.isSafeInteger(weight))
    throw new UsageError(`--max-weight must be a whole number above 0, not "${text}".`);
  return weight;
}
