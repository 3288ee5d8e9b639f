// Runs an example of the client in a process of its own, as its reader would.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { demoAccount } from "@open-orders/mock-exchange";

/** Where the examples are. */
export const examplesFolder = join(import.meta.dirname, "../../../client/examples");

/** A process that runs. */
export interface RunningExample {
  /** Resolves once the output so far holds the text. */
  readonly seen: (text: string) => Promise<void>;
  readonly interrupt: () => void;
  /** Exit code, and all that was printed. */
  readonly ended: Promise<{ code: number | null; output: string; errors: string }>;
}

/** Examples that were run. */
export const ran = new Set<string>();

/** Starts one with the demo account and the environment given, and with nothing else of this process's. */
export function startExample(
  name: string,
  env: Record<string, string>,
  ...args: string[]
): RunningExample {
  ran.add(name);
  const child = spawn(process.execPath, [join(examplesFolder, name), ...args], {
    env: { BINANCE_API_KEY: demoAccount.apiKey, BINANCE_API_SECRET: demoAccount.secret, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let soFar = "";
  child.stdout.on("data", (piece: Buffer) => (soFar += piece.toString()));
  const finish = async () => {
    const [output, errors] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close"),
    ]);
    if ((output + errors).includes(demoAccount.secret))
      throw new Error(`${name} prints the secret`);
    return { code: child.exitCode, output, errors };
  };
  return {
    async seen(wanted) {
      while (!soFar.includes(wanted)) await once(child.stdout, "data");
    },
    interrupt: () => void child.kill("SIGINT"),
    ended: finish(),
  };
}

/** Runs one to its end. */
export function runExample(
  name: string,
  env: Record<string, string>,
  ...args: string[]
): RunningExample["ended"] {
  return startExample(name, env, ...args).ended;
}
