// Prism as a proxy that holds what passes through it, both ways, against a description.
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
 * Puts Prism in front of an exchange. A request that breaks the description is answered 422 and goes no
 * further; for an answer that breaks it Prism answers 500.
 *
 * @throws Error with Prism's own words when it does not start.
 */
export async function startPrism(api: Api, exchangeUrl: string): Promise<Prism> {
  const description = fileURLToPath(import.meta.resolve(`@open-orders/specs/${api}.en.json`));
  const program = find("@stoplight/prism-cli/dist/index.js");
  const args = ["proxy", description, exchangeUrl, "--errors", "--port", "0"];
  const child = spawn(process.execPath, [program, ...args], {
    // Nothing of the tests' environment: no proxy, no colours.
    env: { PATH: process.env["PATH"] },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string | undefined>((resolve) => {
    lines.on("close", () => resolve(undefined));
    // Goes on reading after the first line that matters, for a full pipe would stop Prism.
    lines.on("line", (line) => {
      const listening = /listening on (http:\S+)/.exec(line);
      if (listening) resolve(listening[1]);
    });
  });
  if (url === undefined) throw new Error(`Prism did not start: ${said}`);
  return {
    url,
    async stop() {
      child.kill();
      await ended;
    },
  };
}
