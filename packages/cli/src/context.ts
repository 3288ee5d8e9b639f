// What the commands need of the process they run in.
import { createColors } from "picocolors";
import { escapeControls } from "./escapeControls.ts";
import { textsFor } from "./texts.ts";
import type { Say } from "./texts.ts";

/** What a process has, apart from `cli.ts` for tests. */
export interface Environment {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Aborted when the command is to end: Ctrl-C, or its output cannot be written any more. */
  readonly signal: AbortSignal;
}

export interface Context extends Environment {
  readonly say: Say;
  readonly colors: ReturnType<typeof createColors>;
  /** Writes a line to stdout. What came over the wire must have been escaped. */
  readonly print: (line: string) => void;
  /** Writes a line to stderr. Control characters are escaped. */
  readonly warn: (line: string) => void;
}

export function createContext(environment: Environment): Context {
  const { env, stdout, stderr } = environment;
  // https://no-color.org: set to anything but the empty string.
  // FORCE_COLOR is read as Node reads it: 0 and false turn colours off.
  const forced = env["FORCE_COLOR"] ?? "";
  const isOff = !!env["NO_COLOR"] || ["0", "false"].includes(forced);
  const isColored = !isOff && (stdout.isTTY || forced !== "");
  return {
    ...environment,
    say: textsFor(env),
    colors: createColors(isColored),
    print: (line) => {
      stdout.write(line);
      // Node does not notice that a disk took a part of a text only. The next write fails.
      stdout.write("\n");
    },
    warn: (line) => void stderr.write(`${escapeControls(line)}\n`),
  };
}
