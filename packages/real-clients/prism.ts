// Prism, as a proxy that validates requests and responses against a description, or as a mock of that description.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Api } from "./clients/RealClient.ts";
import { find } from "./installed.ts";

/** A running Prism. */
export interface Prism {
  url: string;
  stop: () => Promise<void>;
}

/**
 * Puts Prism in front of an exchange. A request that does not fit the description gets status 422 and goes no further;
 * a response that does not fit it becomes a 500.
 *
 * @throws Error with Prism's output when it does not start.
 */
export async function startProxy(api: Api, exchangeUrl: string): Promise<Prism> {
  return start("proxy", descriptionOf(api), exchangeUrl, "--errors");
}

/** Starts Prism as a mock: it returns the examples of the description. @throws Error when it does not start */
export async function startMock(api: Api): Promise<Prism> {
  return start("mock", descriptionOf(api));
}

function descriptionOf(api: Api): string {
  return fileURLToPath(import.meta.resolve(`@open-orders/specs/${api}.en.json`));
}

async function start(...args: string[]): Promise<Prism> {
  const program = find("@stoplight/prism-cli/dist/index.js");
  const child = spawn(process.execPath, [program, ...args, "--port", "0"], {
    // Nothing of the tests' environment: no proxy, no colours.
    env: { PATH: process.env["PATH"] },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  let output = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string | undefined>((resolve) => {
    lines.on("close", () => resolve(undefined));
    // Goes on reading after the first line that matters, for a full pipe would stop Prism.
    lines.on("line", (line) => {
      const listening = /listening on (http:\S+)/.exec(line);
      if (listening) resolve(listening[1]);
    });
  });
  if (url === undefined) throw new Error(`Prism did not start: ${output}`);
  return {
    url,
    async stop() {
      child.kill();
      await ended;
    },
  };
}
