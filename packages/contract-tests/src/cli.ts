#!/usr/bin/env node
// The command `open-orders-contract`.
import { runCli } from "./cli/runCli.ts";

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  print: (line) => void process.stdout.write(`${line}\n`),
  warn: (line) => void process.stderr.write(`${line}\n`),
  fetch: async (url, init) => fetch(url, init),
});
