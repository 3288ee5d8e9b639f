// Runs the command in this process, with streams of its own.
import { Writable } from "node:stream";
import { run } from "../src/run.ts";

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A stream that keeps what is written to it, and calls back for each write. */
export function collector(onWrite: (all: string) => void = () => {}, columns?: number) {
  let text = "";
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      text += chunk.toString();
      onWrite(text);
      done();
    },
  });
  Object.assign(stream, { columns });
  // What the commands use of a process's stream where it is no terminal.
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => text };
}

/** @param onOutput - Called with all of stdout after each write; may end the command through `stop`. */
export async function runCommand(
  args: readonly string[],
  {
    env = {},
    columns,
    onOutput,
  }: {
    env?: NodeJS.ProcessEnv;
    columns?: number;
    onOutput?: (all: string, stop: () => void) => void;
  } = {},
): Promise<Outcome> {
  const stop = new AbortController();
  const stdout = collector((all) => onOutput?.(all, () => stop.abort()), columns);
  const stderr = collector();
  const code = await run({
    args,
    env,
    stdout: stdout.stream,
    stderr: stderr.stream,
    signal: stop.signal,
  });
  return { code, out: stdout.text(), err: stderr.text() };
}
