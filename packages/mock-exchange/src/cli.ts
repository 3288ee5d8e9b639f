#!/usr/bin/env node
// The process of `open-orders-mock`.
import { readFileSync } from "node:fs";
import { membersOf } from "@open-orders/specs/model";
import { runCommand } from "./command.ts";

const manifest: unknown = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
);
// Whoever reads the output may leave, as `head` does.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
// One Ctrl-C can arrive several times, from the terminal and from the parent process. The first one counts.
const stopped = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stopped.abort());

process.exitCode = await runCommand({
  args: process.argv.slice(2),
  version: String(membersOf(manifest)["version"]),
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
  signal: stopped.signal,
});
