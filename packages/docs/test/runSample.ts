// Runs a sample as its reader would: the text from the copy button, in a file, in a process of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { demoAccount } from "@open-orders/mock-exchange";
import { operations, page } from "./builtSite.ts";

const { PATH = "", HOME = "" } = process.env;
const client = fileURLToPath(new URL(".", import.meta.resolve("@open-orders/client/package.json")));

/** Where a program of this machine is, or nothing. */
function find(program: string): string | undefined {
  const isThere = (file: string): boolean => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  };
  return PATH.split(delimiter)
    .map((folder) => join(folder, program))
    .find(isThere);
}

export type SampleId = "curl" | "sdk" | "path" | "python" | "go";

/** What runs each kind of sample. A shell with curl and a Node there must be; the others there may be. */
export const kinds: Record<SampleId, { ending: string; program: string | undefined }> = {
  curl: { ending: "sh", program: "/bin/sh" },
  sdk: { ending: "mts", program: process.execPath },
  path: { ending: "mts", program: process.execPath },
  python: { ending: "py", program: find("python3") },
  go: { ending: "go", program: find("go") },
};
export const sampleIds = Object.keys(kinds) as SampleId[];

/** Why a kind cannot run here. */
export const reason = (id: SampleId): string =>
  `there is no ${id === "go" ? "go" : "python3"} here`;

/** The variable that names the host of an API, as README and `npm start -- --help` have it. */
export const baseUrlName = (api: string): string =>
  `BINANCE_${api.toUpperCase().replaceAll("-", "_")}_URL`;

/** Every sample of every page, as its copy button has it. */
export const samples = operations.flatMap((operation) => {
  const $ = page(operation.address);
  const shown = $("[data-sample]").map((_, element) => {
    // The highlighter writes ends of lines as this character.
    const copied = $(element)
      .find("button[data-code]")
      .attr("data-code")
      ?.replaceAll("\u007F", "\n");
    return { id: $(element).attr("data-sample") as SampleId, code: `${copied}\n` };
  });
  return shown.get().map((sample) => Object.assign(sample, operation));
});

/** A folder for samples, in which the client can be imported, as after `npm install`. */
export function sampleFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "open-orders-samples-"));
  mkdirSync(join(folder, "node_modules/@open-orders"), { recursive: true });
  symlinkSync(client, join(folder, "node_modules/@open-orders/client"));
  return folder;
}

export interface Ended {
  code: number | null;
  output: string;
  errors: string;
}

/** A sample in a file, ready to run. */
export interface PreparedSample {
  file: string;
  /** Runs it with the environment given and the keys of the demo account, unless they are given too. */
  run: (env: Record<string, string | undefined>) => Promise<Ended>;
}

/** Writes it, and compiles it where its language wants that. */
export async function prepare(
  folder: string,
  name: string,
  { id, code }: { id: SampleId; code: string },
): Promise<PreparedSample> {
  const { ending, program = "" } = kinds[id];
  const file = join(folder, `${name}.${ending}`);
  writeFileSync(file, code);
  if (id !== "go") return { file, run: async (env) => start(program, [file], env) };
  // No module around it, no network, no tools of another version.
  const settings = { GOTOOLCHAIN: "local", GOPROXY: "off", GOFLAGS: "" };
  const built = await start(program, ["build", "-o", join(folder, name), file], settings);
  if (built.code !== 0) throw new Error(`${name} does not compile:\n${built.errors}`);
  return { file, run: async (env) => start(join(folder, name), [], env) };
}

/** Throws when anything printed holds a key, the secret, or what could be a signature. */
async function start(
  program: string,
  args: string[],
  env: Record<string, string | undefined>,
): Promise<Ended> {
  const { apiKey, secret } = demoAccount;
  const child = spawn(program, args, {
    env: { PATH, HOME, BINANCE_API_KEY: apiKey, BINANCE_API_SECRET: secret, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, errors] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  for (const printed of [output, errors])
    if (
      printed.includes(apiKey) ||
      printed.includes(secret) ||
      /signature=|[\da-f]{64}/i.test(printed)
    )
      throw new Error(`${args.join(" ")} prints a key, a secret or a signature`);
  return { code: child.exitCode, output, errors };
}
