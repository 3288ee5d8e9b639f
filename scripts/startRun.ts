// The run behind `npm start`, once everything is built: a mock exchange, the command `open-orders list` over HTTP, and the
// documentation.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { accounts } from "@open-orders/client";
import { createMockExchange, demoAccount } from "@open-orders/mock-exchange";
import type { MockServer } from "@open-orders/mock-exchange";
import { serveDocs } from "../packages/docs/serve.ts";
import { codeOf, UsageError } from "./command.ts";
import { baseUrlName } from "./startOptions.ts";
import type { StartOptions } from "./startOptions.ts";

const command = new URL("dist/cli.js", import.meta.resolve("@open-orders/cli/package.json"));

/** Runs `open-orders` with these arguments. @returns its exit code; rejects with the signal's reason */
export type RunCommand = (
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
) => Promise<number>;

/** What is running, and what the command came to. */
export interface Run {
  /** Exit code of the command: 0 everything was read, 1 a part or nothing. */
  readonly exitCode: number;
  /** Stops the servers. */
  readonly stop: () => Promise<void>;
}

/**
 * Prints the open orders, then the addresses to open.
 *
 * @param print - Takes one line.
 * @param signal - Ends a call that is under way; its reason is thrown.
 * @returns what is running; nothing any more when `once`
 * @throws UsageError when a port is taken, or the command was used wrongly
 */
export async function startRun(
  options: StartOptions,
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
  signal?: AbortSignal,
  run: RunCommand = runCommand,
): Promise<Run> {
  const servers: { close: () => Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  };
  try {
    const mock = options.live ? undefined : await startMock(options.port);
    if (mock) {
      servers.push(mock);
      print(`Mock exchange on ${mock.url}\n`);
    }
    const hosts = Object.keys(accounts).flatMap((name) => {
      const url = mock?.url ?? env[baseUrlName(name)];
      return url ? ["--base-url", `${name}=${url}`] : [];
    });
    const exitCode = await run(["list", ...hosts], mock ? demoEnvironment(env) : env, signal);
    if (exitCode > 1) throw new UsageError("The orders could not be listed, see above.");
    const docs = await listen("documentation", "--docs-port", options.docsPort, serveDocs);
    servers.push(docs);
    print(`\nDocumentation  ${docs.url}`);
    if (mock) {
      print(`Mock exchange  ${mock.url}`);
      print(`  key     ${demoAccount.apiKey}`);
      print(`  secret  ${demoAccount.secret}   (opens this mock and nothing else)`);
    }
    if (options.once) await stop();
    return { exitCode, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A mock exchange with the demo account: the described examples, and in each list an id of 19 digits. */
async function startMock(port: number): Promise<MockServer> {
  const exchange = createMockExchange();
  for (const { lists } of Object.values(accounts))
    for (const list of lists) exchange.orders(list).add();
  return listen("mock exchange", "--port", port, exchange.listen);
}

/** The environment with the keys of the demo account in place of the person's own. */
function demoEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { BINANCE_PRIVATE_KEY_FILE: _, ...others } = env;
  const { apiKey, secret } = demoAccount;
  return { ...others, BINANCE_API_KEY: apiKey, BINANCE_API_SECRET: secret };
}

const runCommand: RunCommand = async (args, env, signal) => {
  const child = spawn(process.execPath, [fileURLToPath(command), ...args], {
    env,
    stdio: "inherit",
  });
  const end = (): void => void child.kill();
  signal?.addEventListener("abort", end, { once: true });
  await once(child, "close");
  signal?.removeEventListener("abort", end);
  signal?.throwIfAborted();
  return child.exitCode ?? 1;
};

async function listen<T>(
  name: string,
  flag: string,
  port: number,
  start: (options: { port: number }) => Promise<T>,
): Promise<T> {
  try {
    return await start({ port });
  } catch (error) {
    const reasons: Record<string, string> = { EADDRINUSE: "is taken", EACCES: "is not allowed" };
    const reason = reasons[codeOf(error)];
    if (reason === undefined) throw error;
    throw new UsageError(
      `Port ${port} for the ${name} ${reason}: choose another with ${flag}, or leave it out for a free one.`,
      { cause: error },
    );
  }
}
