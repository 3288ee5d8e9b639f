#!/usr/bin/env node
// The process of the command `open-orders`.
import module from "node:module";

// Node before 22.8 has no such cache and starts a little later.
module.enableCompileCache?.();
const { run } = await import("./run.ts");

const stop = new AbortController();
let stoppedAt: number | undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    // One Ctrl-C arrives twice where npx stands in between. A later one is meant.
    if (stoppedAt !== undefined && performance.now() - stoppedAt > 1000) process.exit(130);
    stoppedAt ??= performance.now();
    stop.abort();
  });

const { env, stdout, stderr } = process;
process.exitCode = await run({
  args: process.argv.slice(2),
  env,
  stdout,
  stderr,
  signal: stop.signal,
});
