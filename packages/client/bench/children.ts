// Starts the processes of the benchmark and talks to them: one question at a time, one answer each.
import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import type { ContenderId } from "./contenders/contenders.ts";
import type { Body, ServerReport } from "./server.ts";
import type { Job, Measure } from "./worker.ts";

/** A child that answers each message with one. */
class Partner<Question extends object, Reply> {
  readonly #name: string;
  readonly #child: ChildProcess;

  constructor(name: string, file: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) {
    this.#name = name;
    this.#child = fork(join(import.meta.dirname, file), args, {
      // A peer may print what it likes; what it prints is not the benchmark's.
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      env: { ...process.env, NODE_NO_WARNINGS: "1", ...env },
    });
  }

  /** The next word of the child. */
  hear(): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        this.#child.off("message", onMessage).off("exit", onExit);
      };
      const onMessage = (reply: Reply & { error?: string }): void => {
        settle();
        if (reply.error === undefined) resolve(reply);
        else reject(new Error(`${this.#name}: ${reply.error}`));
      };
      const onExit = (): void => {
        settle();
        reject(new Error(`${this.#name} ended before it answered`));
      };
      this.#child.on("message", onMessage).on("exit", onExit);
    });
  }

  ask(question: Question): Promise<Reply> {
    const reply = this.hear();
    this.#child.send(question);
    return reply;
  }

  close(): void {
    if (this.#child.connected) this.#child.disconnect();
  }
}

export interface Server {
  readonly origin: string;
  /** Chooses the next body; tells how many connections were opened since the last one. */
  answerWith(body: Body): Promise<number>;
  close(): void;
}

/** Starts the server; with a certificate for 127.0.0.1 it speaks https. */
export async function startServer(certificate?: { key: string; cert: string }): Promise<Server> {
  const env = certificate && { BENCH_KEY: certificate.key, BENCH_CERTIFICATE: certificate.cert };
  const server = new Partner<Body, ServerReport>("The server", "server.ts", [], env);
  const { port } = await server.hear();
  return {
    origin: `${certificate ? "https" : "http"}://127.0.0.1:${port}`,
    answerWith: async (body) => (await server.ask(body)).connections ?? 0,
    close: () => server.close(),
  };
}

export interface Worker {
  run(job: Job): Promise<Measure>;
  close(): void;
}

/** Starts a contender in a process of its own. */
export async function startWorker(
  id: ContenderId,
  origin: string,
  env?: NodeJS.ProcessEnv,
): Promise<Worker> {
  const worker = new Partner<Job, Measure>(id, "worker.ts", [id, origin], env);
  await worker.hear();
  return { run: (job) => worker.ask(job), close: () => worker.close() };
}
