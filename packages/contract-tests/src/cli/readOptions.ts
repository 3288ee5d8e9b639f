// The options of the command.
import { membersOf } from "@open-orders/specs/model";
import { parseArgs } from "node:util";
import { keyNames } from "../live/readKeys.ts";
import { UsageError } from "../run/UsageError.ts";

export interface CliOptions {
  readonly help: boolean;
  /** Say what would be done, and end. */
  readonly list: boolean;
  /** As given; empty for a mock exchange in process. */
  readonly targets: readonly string[];
  readonly data?: string | undefined;
  readonly only?: string | undefined;
  /** Directory of the reports. */
  readonly report: string;
  readonly record?: string | undefined;
  readonly replay?: string | undefined;
  readonly maxWeight: number | undefined;
}

export const usage = `open-orders-contract [options]
Checks an exchange against the OpenAPI documents, by default a mock exchange in this process.

  --target TARGET    what to check: an http:// or https:// address, API=address for one API, testnet,
                     or production, the live exchange; may be given several times.
                     Only operations that read are called there, within half of the weight limit.
                     Keys are read from the environment: ${keyNames.apiKey} and
                     ${keyNames.secret}, or ${keyNames.keyFile} for the PEM file
                     of an RSA or Ed25519 key
  --data FILE        the orders of the target's account, as YAML or JSON: an accounts file of
                     open-orders-mock, or its orders by operationId
  --list             say what would be done, and end
  --only TEXT        only checks with this text in their name, or probes with it in their id
  --max-weight N     weight to spend for each API and minute (default: half of its limit)
  --report DIR       where the reports go (default: reports/contract)
  --record DIR       keep the responses of a --target, without what is secret or identifies the account
  --replay DIR       check the responses that --record kept, without a network
  --help             this text

Exit code: 0 if every check passed, 1 if one failed or the run was stopped, by the target or by Ctrl-C,
2 if it could not be run as asked or nothing of it could. Assumptions that the target does not confirm are reported, and fail nothing.`;

/** @throws UsageError naming the first argument that cannot be used */
export function readOptions(args: readonly string[]): CliOptions {
  const values = parse(args);
  const { "max-weight": maxWeight, target: targets, ...options } = values;
  const clash = Object.entries({ ...values, target: targets.length > 0 }).find(
    ([name, value]) =>
      ["target", "data", "record", "list", "max-weight"].includes(name) &&
      value !== undefined &&
      value !== false,
  );
  if (options.replay !== undefined && clash)
    throw new UsageError(
      `--replay sends nothing, so --${clash[0]} cannot go with it; leave one out.`,
    );
  for (const name of ["data", "only", "report", "record", "replay"] as const)
    if (options[name] === "") throw new UsageError(`--${name} needs a value.`);
  if (maxWeight !== undefined && !/^[1-9]\d{0,14}$/u.test(maxWeight))
    throw new UsageError(`--max-weight must be a whole number above 0, not "${maxWeight}".`);
  return {
    ...options,
    targets,
    maxWeight: maxWeight === undefined ? undefined : Number(maxWeight),
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
        data: text,
        only: text,
        report: { ...text, default: "reports/contract" },
        record: text,
        replay: text,
        "max-weight": text,
      },
    }).values;
  } catch (error) {
    // Node goes on to explain what its own parser could do.
    const [mistake] = String(membersOf(error)["message"]).split(/\.\s/, 1);
    throw new UsageError(`${mistake?.replace(/\.$/u, "")}. See --help.`, { cause: error });
  }
}
