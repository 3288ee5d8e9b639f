// `npm start`: builds what has changed, then shows the open orders of both accounts. See startOptions.ts
// for what it can be told.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { UsageError, readStartOptions, usage } from "./startOptions.ts";

const root = join(import.meta.dirname, "..");

try {
  const options = readStartOptions(process.argv.slice(2), process.env);
  if (options.help) console.log(usage);
  else {
    await build();
    // Imported only now: it stands on what has just been built.
    const { startRun } = await import("./startRun.ts");
    const stop = await startRun(options, process.env, (line) => console.log(line));
    if (!options.once) {
      console.log("\nCtrl-C ends it.");
      for (const signal of ["SIGINT", "SIGTERM"])
        process.once(signal, () => {
          console.log("Stopped.");
          void stop();
        });
    }
  }
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** Runs turbo's build, a line for each task. What is unchanged comes from its cache. */
async function build(): Promise<void> {
  const started = Date.now();
  console.log("Generating and building.");
  const turbo = join(root, "node_modules/turbo/bin/turbo");
  const child = spawn(
    process.execPath,
    [turbo, "run", "build", "--output-logs=hash-only", "--log-prefix=task"],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  const onText = (text: string): void => {
    output += text;
    for (const [, task, how] of text.matchAll(/^(\S+:\S+): cache (\w+)/gm))
      console.log(`  ${task} ${how === "hit" ? "is up to date" : "…"}`);
  };
  child.stdout.setEncoding("utf8").on("data", onText);
  child.stderr.setEncoding("utf8").on("data", onText);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => child.kill("SIGTERM"));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) {
    if (code === null || code > 128) process.exit(130);
    console.error(output);
    throw new UsageError(
      "The build failed, see above: mend what it names, then run npm start again.",
    );
  }
  console.log(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}
