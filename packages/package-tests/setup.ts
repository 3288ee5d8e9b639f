// Before the tests: installs the runtimes, and the packed client in a project outside the workspace, as a
// stranger would.
import { execFile } from "node:child_process";
import { cp, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { here, tarball } from "./places.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The folder of the project into which the packed client was installed. */
    consumer: string;
  }
}

const run = promisify(execFile);
const consumer = await realpath(await mkdtemp(join(tmpdir(), "open-orders-consumer-")));

export async function setup(project: TestProject): Promise<void> {
  project.provide("consumer", consumer);
  try {
    await installRuntimes();
    await installClient();
  } catch (error) {
    // After a setup that failed nobody calls teardown.
    await teardown();
    throw error;
  }
}

export async function teardown(): Promise<void> {
  await rm(consumer, { recursive: true });
}

/** Takes no time where they are installed, and little where pnpm's store has them. */
async function installRuntimes(): Promise<void> {
  const cwd = join(here, "runtimes");
  await run("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], { cwd });
}

async function installClient(): Promise<void> {
  await cp(join(here, "consumer"), consumer, { recursive: true });
  await cp(tarball, join(consumer, "client.tgz"));
  const quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--no-update-notifier"];
  await run("npm", ["install", "--prefer-offline", ...quiet], { cwd: consumer });
}
