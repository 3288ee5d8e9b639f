// `npm run release:rehearse`: a release from changeset to a stranger's program, on this machine alone. Exit code 1
// when a promise was broken.
import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { UsageError } from "../startOptions.ts";
import { managers } from "./consumers.ts";
import type { Manager } from "./consumers.ts";
import { ProgramError } from "./programs.ts";
import { rehearse } from "./rehearsal.ts";

const usage = `npm run release:rehearse [-- options]
  --only NAME   install with this package manager alone: ${managers.join(", ")}; may be given several times
  --keep        leave the folders of the rehearsal behind, and say where they are`;

// One Ctrl-C comes several times: from the terminal, from npm, from the door. The first one counts.
const stopped = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stopped.abort());

try {
  await run();
} catch (error) {
  if (stopped.signal.aborted) {
    console.log("Stopped.");
    process.exitCode = 130;
  } else if (error instanceof UsageError || error instanceof ProgramError) {
    // A release that is refused says why among all that its programs print.
    const broken = error.message.match(/^BROKEN .*$/gm);
    console.error(broken?.join("\n") ?? error.message);
    if (error instanceof ProgramError) console.error("Ended early. Everything was stopped.");
    process.exitCode = 1;
  } else throw error;
}
// Once Node is on its way out it listens no more, and the rest of the same Ctrl-C would kill it.
if (stopped.signal.aborted) await setTimeout(100);

async function run(): Promise<void> {
  const { only, keep, help } = readOptions();
  if (help) {
    console.log(usage);
    return;
  }
  const started = Date.now();
  const broken = await rehearse({
    root: resolve(import.meta.dirname, "../.."),
    env: process.env,
    managers: only,
    keep,
    print: (line) => console.log(line),
    now: Date.now,
    signal: stopped.signal,
  });
  console.log("");
  for (const line of broken) console.log(`BROKEN ${line}`);
  const seconds = Math.round((Date.now() - started) / 1000);
  const verdict = broken.length === 0 ? "every promise is kept" : `${broken.length} broken`;
  console.log(`Rehearsed in ${seconds} s: ${verdict}. Everything was stopped.`);
  if (broken.length > 0) process.exitCode = 1;
}

function readOptions(): { only: readonly Manager[]; keep: boolean; help: boolean } {
  const { only, keep, help } = parse();
  const unknown = only.find((name) => !managers.some((manager) => manager === name));
  if (unknown !== undefined)
    throw new UsageError(`--only must be ${managers.join(", ")}, not "${unknown}".`);
  const chosen = managers.filter((manager) => only.length === 0 || only.includes(manager));
  return { only: chosen, keep, help };
}

function parse() {
  try {
    return parseArgs({
      options: {
        only: { type: "string", multiple: true, default: [] },
        keep: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    // Node goes on to explain what its own parser could do.
    const [mistake] = (error as Error).message.split(/\.\s/, 1);
    throw new UsageError(`${mistake}. See npm run release:rehearse -- --help.`);
  }
}
