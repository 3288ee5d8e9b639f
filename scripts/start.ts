// `npm start`: builds what has changed, then shows the open orders of both accounts. Its options are
// in startOptions.ts.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { UsageError, reportMistake } from "./command.ts";
import { readStartOptions, usage } from "./startOptions.ts";

const root = join(import.meta.dirname, "..");

// One Ctrl-C comes several times: from the terminal, from npm, from bootstrap.cjs. The first one counts.
const stopped = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stopped.abort());
// A pipe that is closed or a disk that is full ends it as well.
process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
  if (code !== "EPIPE" && !stopped.signal.aborted)
    console.error(`Cannot write the output: ${message}`);
  stopped.abort();
});

try {
  await start(stopped.signal);
} catch (error) {
  if (stopped.signal.aborted) {
    console.log("Stopped.");
    process.exitCode = 130;
  } else reportMistake(error);
}
// Once Node is on its way out it listens no more, and the rest of the same Ctrl-C would kill it.
if (stopped.signal.aborted) await setTimeout(100);

/** Rejects with UsageError where the caller can fix the cause, and with anything when it is stopped. */
async function start(signal: AbortSignal): Promise<void> {
  const options = readStartOptions(process.argv.slice(2), process.env);
  if (options.help) {
    console.log(usage);
    return;
  }
  await build(signal);
  // Imported only now: it stands on what has just been built.
  const { startRun } = await import("./startRun.ts");
  const { exitCode, stop } = await startRun(
    options,
    process.env,
    (line) => console.log(line),
    signal,
  );
  if (options.once) {
    process.exitCode = exitCode;
    return;
  }
  console.log("\nCtrl-C ends it.");
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await stop();
  console.log("Stopped.");
}

/** Runs turbo's build, a line for each task. What is unchanged comes from its cache. */
async function build(signal: AbortSignal): Promise<void> {
  const started = Date.now();
  console.log("Generating and building.");
  const turbo = join(root, "node_modules/turbo/bin/turbo");
  const child = spawn(
    process.execPath,
    [turbo, "run", "build", "--output-logs=new-only", "--log-prefix=task"],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  for (const input of [child.stdout, child.stderr])
    createInterface({ input }).on("line", (coloured) => {
      const line = stripVTControlCharacters(coloured);
      output += `${line}\n`;
      const [, task, how] = /^(\S+:\S+): cache (\w+)/.exec(line) ?? [];
      if (task) console.log(`  ${task} ${how === "hit" ? "is up to date" : "…"}`);
    });
  // turbo's own wrapper keeps a SIGINT to itself.
  signal.addEventListener("abort", () => child.kill("SIGTERM"), { once: true });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  signal.throwIfAborted();
  if (code !== 0)
    throw new UsageError(
      `${printedByFailed(output)}\nThe build failed, see above: fix what it names, then run npm start again.`,
    );
  console.log(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

/** What the tasks that failed have printed, of all that turbo printed. */
function printedByFailed(output: string): string {
  const failed = [...output.matchAll(/^(\S+)#(\S+): +ERROR /gm)];
  const prefixes = failed.map(([, name, task]) => `${name}:${task}: `);
  const lines = output.split("\n").flatMap((line) => {
    const prefix = prefixes.find((one) => line.startsWith(one));
    return prefix ? [line.slice(prefix.length)] : [];
  });
  // Neither the command nor that it failed says why.
  const telling = lines.filter((line) => !/^(?:cache |\$ |\[ELIFECYCLE\])/.test(line));
  return telling.length > 0 ? telling.join("\n") : output;
}
