// Runs the conformance program on each runtime, in an environment of its own, and says what it saw.
import { execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import type { Given, Seen } from "../consumer/programs/conform.ts";
import { findChromium } from "../../../scripts/findProgram.cjs";
import { installed } from "./places.ts";
import { servePage } from "./servePage.ts";

/** What a runtime made of the program. */
export interface Ran {
  seen: Seen;
  /** Warnings and whatever else went to standard error or the console. */
  said: string;
}

/** Something that runs JavaScript. */
export interface Runtime {
  name: string;
  /** Not on this machine. */
  isMissing?: boolean;
  /** Runs the program in the folder into which the client was installed. */
  run: (consumer: string, given: Given) => Promise<Ran>;
}

const bins = join(installed, "node_modules");
const chromiumPath = findChromium();

/** Every Node that is supported, by name. The repository's own is one of them. */
export const nodes: readonly (readonly [name: string, file: string])[] = [
  ["Node 20.19", join(bins, "node-20/bin/node")],
  ["Node 22", join(bins, "node-22/bin/node")],
  ["Node 24", process.execPath],
  ["Node 26", join(bins, "node-26/bin/node")],
];

export const runtimes: readonly Runtime[] = [
  ...nodes.map(([name, file]) => ({ name, run: onCommandLine(file) })),
  { name: "Bun", run: onCommandLine(join(bins, ".bin/bun")) },
  {
    name: "Deno",
    run: onCommandLine(
      join(bins, ".bin/deno"),
      "run",
      "--no-prompt",
      "--allow-read=.",
      "--allow-net=127.0.0.1",
    ),
  },
  { name: "workerd", run: inWorkerd },
  { name: "Chromium", isMissing: chromiumPath === undefined, run: inChromium },
];

/** Nothing of the tests' own environment, and nothing written outside the project. */
export function environment(consumer: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    HOME: consumer,
    BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0",
    DENO_DIR: join(consumer, ".deno"),
    DENO_NO_UPDATE_CHECK: "1",
    DO_NOT_TRACK: "1",
  };
}

function onCommandLine(file: string, ...args: string[]): Runtime["run"] {
  return async (consumer, given) => {
    const { stdout, stderr } = await promisify(execFile)(
      file,
      [...args, "onCommandLine.js", JSON.stringify(given)],
      { cwd: consumer, env: environment(consumer) },
    );
    return { seen: JSON.parse(stdout), said: stderr };
  };
}

async function inWorkerd(consumer: string, given: Given): Promise<Ran> {
  const child = spawn(
    join(bins, ".bin/workerd"),
    ["serve", "programs/worker.capnp", "--control-fd=1"],
    { cwd: consumer, env: environment(consumer), stdio: ["ignore", "pipe", "pipe"] },
  );
  const ended = new Promise((resolve) => child.once("close", resolve));
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  try {
    const port = await listening(child.stdout);
    if (port === undefined) throw new Error(`workerd did not start: ${said}`);
    const body = JSON.stringify(given);
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body });
    if (!response.ok) throw new Error(`workerd: ${response.status} ${said}`);
    return { seen: await response.json(), said };
  } finally {
    child.kill();
    await ended;
  }
}

/** The port that workerd says it listens on; nothing when it ends instead. */
async function listening(output: NodeJS.ReadableStream): Promise<number | undefined> {
  for await (const line of createInterface({ input: output })) {
    const { event, port }: { event: string; port: number } = JSON.parse(line);
    if (event === "listen") return port;
  }
  return undefined;
}

async function inChromium(consumer: string, given: Given): Promise<Ran> {
  // The exchange allows no other origin, so the page is served from the exchange's own.
  const server = await servePage(join(consumer, "inPage.js"), given.baseUrl);
  const browser = await chromium.launch({
    executablePath: chromiumPath ?? "",
    args: ["--no-sandbox"],
  });
  try {
    const page = await browser.newPage();
    // vitest's limit is the only one.
    page.setDefaultTimeout(0);
    let said = "";
    page.on("console", (message) => (said += message.text()));
    page.on("pageerror", (error) => (said += error.message));
    await page.goto(server.url);
    // A text, because the bundler of the tests would rewrite the import of a function.
    const input = JSON.stringify({ ...given, baseUrl: server.url });
    const program = `import("/inPage.js").then(({ conform }) => conform(${input}))`;
    return { seen: await page.evaluate<Seen>(program), said };
  } finally {
    await browser.close();
    await server.close();
  }
}
