// What a command costs: time, processor time and memory, with all the processes that it starts.
import { execFileSync, spawn } from "node:child_process";
import { signal as signalGroup } from "../release/programs.ts";

/** What one run took. */
export interface Cost {
  readonly seconds: number;
  /** Of user and system, of all processes together. */
  readonly cpuSeconds: number;
  /** Most resident memory of all processes together, as seen five times a second. */
  readonly peakMegabytes: number;
}

interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs a line of the shell. Needs `sh` and `ps`.
 *
 * @param signal - Ends it, with all the processes that it started.
 * @throws what it printed when it fails; the reason of the signal
 */
export async function measure(
  command: string,
  { cwd, env }: Surroundings,
  signal: AbortSignal,
): Promise<Cost> {
  signal.throwIfAborted();
  const started = performance.now();
  // Only the shell knows what its children have used.
  const line = `(${command}); code=$?; echo "@times" >&2; times >&2; exit $code`;
  // A group of its own, so that nothing of it is left when it is stopped.
  const child = spawn("sh", ["-c", line], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const stop = (): void => signalGroup(child.pid ?? 0, "SIGTERM");
  signal.addEventListener("abort", stop, { once: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  let peak = 0;
  const sampling = setInterval(() => {
    peak = Math.max(peak, residentKilobytes(child.pid ?? 0, listProcesses()));
  }, 200);
  const code = await new Promise((resolve) => child.on("close", resolve));
  clearInterval(sampling);
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  if (code !== 0) throw new Error(`${command}\n${output}`);
  return {
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: readTimes(output),
    peakMegabytes: peak / 1024,
  };
}

function listProcesses(): string {
  return execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss="], { encoding: "utf8" });
}

/** Memory of a process and of all below it, from lines of `pid ppid kilobytes`. */
export function residentKilobytes(root: number, processes: string): number {
  const family = new Set([root]);
  let sum = 0;
  // A child may stand before its parent, where numbers have begun anew.
  const rest = processes
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  for (let grown = -1; grown !== family.size;) {
    grown = family.size;
    for (const [pid = 0, parent = 0] of rest) if (family.has(parent)) family.add(pid);
  }
  for (const [pid = 0, , kilobytes = 0] of rest) if (family.has(pid)) sum += kilobytes;
  return sum;
}

/** Seconds from what `times` prints: `0m0.01s 0m0.02s` of the shell, then of its children. */
export function readTimes(output: string): number {
  const text = output.slice(output.lastIndexOf("@times"));
  const times = [...text.matchAll(/(\d+)m([\d.]+)s/g)];
  return times.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}
