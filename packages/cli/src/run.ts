// The command `open-orders`, apart from the process it runs in.
import { BinanceError } from "@open-orders/client";
import { createContext } from "./context.ts";
import type { Context, Environment } from "./context.ts";
import { runProgram } from "./program.ts";
import { UsageError } from "./UsageError.ts";

/** Runs it. @returns the exit code: 0 everything was read, 1 a part or nothing, 2 wrong use, 130 stopped by Ctrl-C */
export async function run(environment: Environment): Promise<number> {
  const { stdout, stderr } = environment;
  const stop = new AbortController();
  const signal = AbortSignal.any([environment.signal, stop.signal]);
  const context = createContext({ ...environment, signal });
  let failure: Error | undefined;
  const onError = (error: NodeJS.ErrnoException): void => {
    // The reader of the output has enough, as in `open-orders list | head -1`.
    if (error.code !== "EPIPE") failure ??= error;
    stop.abort();
  };
  const onErrorOfMessages = ({ code }: NodeJS.ErrnoException): void => {
    if (code === "EPIPE") stop.abort();
  };
  stdout.on("error", onError);
  stderr.on("error", onErrorOfMessages);
  let exitCode = await runInContext(context);
  // What is written fails later than it is written.
  await new Promise<void>((resolve) => void stdout.write("", () => setImmediate(resolve)));
  if (failure) {
    context.warn(`open-orders: ${context.say("failed.output", { reason: failure.message })}`);
    exitCode = 1;
  }
  return exitCode;
}

async function runInContext(context: Context): Promise<number> {
  try {
    return await runProgram(context);
  } catch (error) {
    if (context.signal.aborted) return 130;
    // A host or key that cannot be used is rejected by the client, before anything is sent.
    const isUsage = error instanceof UsageError;
    if (!isUsage && !(error instanceof BinanceError)) throw error;
    context.warn(`open-orders: ${error.message}`);
    return isUsage || error.kind === "config" ? 2 : 1;
  }
}
