// The command `open-orders`, apart from the process it runs in.
import { BinanceError } from "@open-orders/client";
import { createContext } from "./context.ts";
import type { Environment } from "./context.ts";
import { runProgram } from "./program.ts";
import { UsageError } from "./UsageError.ts";

/** Runs it. @returns the exit code: 0 everything was read, 1 a part or nothing, 2 wrong use, 130 stopped by Ctrl-C */
export async function run(environment: Environment): Promise<number> {
  const context = createContext(environment);
  try {
    return await runProgram(context);
  } catch (error) {
    if (environment.signal.aborted) return 130;
    // A host or key that cannot be used is rejected by the client, before anything is sent.
    const isUsage = error instanceof UsageError;
    if (!isUsage && !(error instanceof BinanceError)) throw error;
    context.warn(`open-orders: ${error.message}`);
    return isUsage || error.kind === "config" ? 2 : 1;
  }
}
