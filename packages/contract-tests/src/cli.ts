#!/usr/bin/env node
// The command `open-orders-contract`.
import { setTimeout as pause } from "node:timers/promises";
import { runCli } from "./cli/runCli.ts";

// Whoever reads the output may leave, as `head` does; the reports are written all the same.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
// The first Ctrl-C ends the run with its report, a second one at once.
const interrupt = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => interrupt.abort());
const { signal } = interrupt;

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  print: (line) => void process.stdout.write(`${line}\n`),
  warn: (line) => void process.stderr.write(`${line}\n`),
  fetch: async (url, init) => fetch(url, init),
  clock: { sleep: async (ms) => pause(ms, undefined, { signal }).catch(() => undefined) },
  signal,
});
