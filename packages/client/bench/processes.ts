// The processes of the benchmark: one question at a time, one reply each.
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Body } from "./server.ts";
import type { Job } from "./worker.ts";

async function start<Reply>(file: string, args: string[], env?: NodeJS.ProcessEnv) {
  const child = fork(join(import.meta.dirname, file), args, {
    // A peer may print what it likes; what it prints is not the benchmark's.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { ...process.env, NODE_NO_WARNINGS: "1", ...env },
  });
  const ended = new AbortController();
  child.on("exit", () => ended.abort(new Error(`${file} ${args[0] ?? ""} ended early`)));
  const reply = async <T>(): Promise<T> => {
    const [message]: T[] = await once(child, "message", { signal: ended.signal });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a message has one argument
    return message as T;
  };
  const greeting = await reply<unknown>();
  const ask = (question: Job | Body): Promise<Reply> => {
    child.send(question);
    return reply();
  };
  return { greeting, ask, close: () => void (child.connected && child.disconnect()) };
}

/** The server, over https where it gets a certificate. Replies to a body with the connections since the last. */
export async function startServer(certificate?: { key: string; cert: string }) {
  const env = certificate && { BENCH_KEY: certificate.key, BENCH_CERTIFICATE: certificate.cert };
  const server = await start<number>("server.ts", [], env);
  const origin = `${certificate ? "https" : "http"}://127.0.0.1:${String(server.greeting)}`;
  return { ...server, origin };
}

/** A process of contenders. */
export async function startWorker(origin: string, env?: NodeJS.ProcessEnv) {
  return start<number>("worker.ts", [origin], env);
}
export type Workers = ReadonlyMap<string, Awaited<ReturnType<typeof startWorker>>>;
