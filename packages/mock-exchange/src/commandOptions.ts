// The options of `open-orders-mock`.
import { parseArgs } from "node:util";
import { UsageError } from "./UsageError.ts";

/** The command's options, checked. */
export interface CommandOptions {
  readonly help: boolean;
  readonly version: boolean;
  /** 0 for a free one. */
  readonly port: number;
  readonly host: string;
  readonly accounts: string | undefined;
  readonly faults: string | undefined;
  readonly seed: number;
  readonly simulate: boolean;
  /** Symbols traded besides those of the accounts' orders; undefined when any symbol is accepted. */
  readonly symbols: readonly string[] | undefined;
  /** By API name. */
  readonly weightLimits: Readonly<Record<string, number>>;
}

/** What `--help` prints. */
export const usage = `open-orders-mock [options]
  --port N               port to listen on; 0 takes a free one (default: 8787)
  --host ADDRESS         address to listen on (default: 127.0.0.1, which only this machine reaches)
  --accounts FILE        accounts and their orders, in YAML or JSON (default: one demo account)
  --faults FILE          faults in force from the start, in YAML or JSON
  --simulate             orders are placed, triggered, filled in part and closed as time passes
  --seed N               decides what is left to chance; the same seed gives the same exchange (default: 1)
  --symbols A,B          symbols that are traded besides those of the accounts' orders; any other is an
                         error (-1121) as described (default: any symbol is accepted)
  --weight-limit API=N   weight that may be used per minute, in place of the described limit; once per API
  --help, --version`;

/** Reads arguments. @throws UsageError that names the first that cannot be used. */
export function readCommandOptions(args: readonly string[]): CommandOptions {
  const values = parse(args);
  // Node would read an empty address as all addresses.
  if (values.host === "") throw new UsageError("--host must be an address, not empty.");
  return {
    help: values.help,
    version: values.version,
    port: readInteger("--port", values.port, 65_535),
    host: values.host,
    accounts: values.accounts,
    faults: values.faults,
    seed: readInteger("--seed", values.seed, 2 ** 32 - 1),
    simulate: values.simulate,
    symbols: values.symbols === undefined ? undefined : readSymbols(values.symbols),
    weightLimits: Object.fromEntries(values["weight-limit"].map(readLimit)),
  };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: "string", default: "8787" },
        host: { type: "string", default: "127.0.0.1" },
        accounts: { type: "string" },
        faults: { type: "string" },
        seed: { type: "string", default: "1" },
        simulate: { type: "boolean", default: false },
        symbols: { type: "string" },
        "weight-limit": { type: "string", multiple: true, default: [] },
        help: { type: "boolean", short: "h", default: false },
        version: { type: "boolean", short: "v", default: false },
      },
    });
    return values;
  } catch (error) {
    // Node's message goes on with advice about its own parser.
    const message = error instanceof Error ? error.message : String(error);
    const [mistake] = message.split(/\.\s|\n/u, 1);
    throw new UsageError(`${mistake?.replace(/\.$/u, "")}. See --help.`, { cause: error });
  }
}

function readInteger(flag: string, text: string, max: number): number {
  if (/^\d+$/u.test(text) && Number(text) <= max) return Number(text);
  throw new UsageError(`${flag} must be an integer from 0 to ${max}, not "${text}".`);
}

function readSymbols(text: string): readonly string[] {
  const symbols = text.split(",").map((symbol) => symbol.trim());
  if (!symbols.includes("")) return symbols;
  throw new UsageError(`--symbols must be symbols with commas between them, not "${text}".`);
}

function readLimit(text: string): [api: string, limit: number] {
  const [, api, limit] = /^(.+)=(\d{1,15})$/u.exec(text) ?? [];
  if (api === undefined || Number(limit) < 1) {
    throw new UsageError(`--weight-limit must be API=N, with N of at least 1, not "${text}".`);
  }
  return [api, Number(limit)];
}
