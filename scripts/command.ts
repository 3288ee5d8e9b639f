// What the root commands have in common: how they read options, and how they report a mistake, in one line.
import { parseArgs } from "node:util";
import type { ParseArgsOptionsConfig } from "node:util";

/** A mistake that the caller can fix. Its message is all that is printed. */
export class UsageError extends Error {
  override name = "UsageError";
}

/**
 * Reads the options of a command; `--help` and `-h` are always among them.
 *
 * @param command - As a person types it: `npm run bump`.
 * @throws UsageError naming the first argument that cannot be used
 */
export function readOptions<const Options extends ParseArgsOptionsConfig>(
  command: string,
  args: readonly string[],
  options: Options,
) {
  const help = { type: "boolean", short: "h", default: false } as const;
  try {
    return parseArgs({ args: [...args], options: { ...options, help } }).values;
  } catch (error) {
    // Node goes on to explain what its own parser could do.
    const message = error instanceof Error ? error.message : String(error);
    const [mistake] = message.split(/\.\s/, 1);
    throw new UsageError(`${mistake}. See ${command} -- --help.`, { cause: error });
  }
}

/** Prints the message of a mistake and sets exit code 1. Throws any other error. */
export function reportMistake(error: unknown): void {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** The system's code for what failed: the error's own, else that of its cause. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  return "code" in error ? String(error.code) : codeOf(error.cause);
}
