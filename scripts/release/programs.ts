// Starts programs, and stops all that still run: each has a process group of its own, so that whatever it started
// ends with it, and a Ctrl-C in the terminal reaches only the one who tidies up.
import { spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";

/** A program failed; the message is all that it printed. */
export class ProgramError extends Error {
  override name = "ProgramError";
}

/** Where a program runs. */
export interface Surroundings {
  readonly cwd: string;
  /** Nothing else is handed on. */
  readonly env: NodeJS.ProcessEnv;
}

/** A program that runs. */
interface Running {
  readonly group: number;
  /** What it has printed so far: to standard output, and with what it complained about. */
  readonly said: () => Readonly<Record<"output" | "all", string>>;
  /** Its exit code; 1 where a signal ended it. */
  readonly ended: Promise<number>;
}

/** Programs of one owner. */
export interface Programs {
  /** Resolves with its standard output. Rejects with ProgramError when its exit code is not 0. */
  readonly run: (file: string, args: readonly string[], where: Surroundings) => Promise<string>;
  /** Resolves with the match once it has printed what is waited for. Rejects with ProgramError when it ends instead. */
  readonly serve: (
    file: string,
    args: readonly string[],
    where: Surroundings,
    ready: RegExp,
  ) => Promise<RegExpExecArray>;
  /** Ends all of them and waits until they are gone. Nothing can be started any more. */
  readonly stop: () => Promise<void>;
}

/** How long a program may take to end by itself. */
const patienceMs = 5000;

export function createPrograms(): Programs {
  const running = new Set<Running>();
  let isStopped = false;

  function start(
    file: string,
    args: readonly string[],
    { cwd, env }: Surroundings,
    heard: (all: string) => void = () => {},
  ): Running {
    if (isStopped) throw new Error("Stopped.");
    const child = spawn(file, args, {
      cwd,
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said = { output: "", all: "" };
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        said.all += text;
        if (stream === child.stdout) said.output += text;
        heard(said.all);
      });
    const ended = new Promise<number>((resolve, reject) => {
      child.once("error", ({ message }) =>
        reject(new ProgramError(`${file} could not be started: ${message}`)),
      );
      child.once("close", (code) => resolve(code ?? 1));
    });
    const started = { group: child.pid ?? 0, said: () => said, ended };
    running.add(started);
    const forget = (): void => void running.delete(started);
    ended.then(forget, forget);
    return started;
  }

  return {
    async run(file, args, where) {
      const { ended, said } = start(file, args, where);
      const code = await ended;
      const { output, all } = said();
      if (code !== 0) throw new ProgramError(all.trim() || `${file} ended with exit code ${code}.`);
      return output;
    },
    serve: (file, args, where, ready) =>
      new Promise((resolve, reject) => {
        const { ended, said } = start(file, args, where, (all) => {
          const match = ready.exec(all);
          if (match) resolve(match);
        });
        // Once it is ready, nobody listens to this any more.
        ended.then(() => reject(new ProgramError(said().all.trim() || `${file} ended.`)), reject);
      }),
    async stop() {
      isStopped = true;
      await Promise.all(Array.from(running, end));
    },
  };
}

async function end({ group, ended }: Running): Promise<void> {
  const impatience = new AbortController();
  signal(group, "SIGTERM");
  const killed = setTimeout(patienceMs, undefined, { signal: impatience.signal }).then(
    () => signal(group, "SIGKILL"),
    () => undefined,
  );
  await ended.catch(() => undefined);
  impatience.abort();
  await killed;
}

/** Sends a signal to all that a program started, if any of it still runs. */
function signal(group: number, name: NodeJS.Signals): void {
  try {
    if (group > 0) process.kill(-group, name);
  } catch {
    // It has ended by itself.
  }
}
