// Before the tests: a release is rehearsed from end to end, and what it published is installed into a project, once.
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { copyRepository } from "../../../scripts/copyRepository.ts";
import { installLocked, run } from "../../../scripts/run.ts";
import { closedEnvironment, openEnvironment, toolsOf } from "./environments.ts";
import { installed, root } from "./places.ts";
import { makeProject } from "./project.ts";
import type { Supplies } from "./project.ts";
import { release, scopesIn } from "./release.ts";
import type { Released } from "./release.ts";
import { startRegistry } from "./registry.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The folder of the project into which the packages were installed by pnpm, which hides what is not declared. */
    consumer: string;
    released: Released;
    supplies: Supplies;
    /** For what runs: nothing of the person's, and no way to another machine. */
    closedEnv: NodeJS.ProcessEnv;
  }
}

/** Called at the end, the last one first. */
const cleanups: (() => Promise<void>)[] = [];

export async function setup(project: TestProject): Promise<void> {
  try {
    await prepare(project);
  } catch (error) {
    // After a setup that failed nobody calls teardown.
    await teardown();
    throw error;
  }
}

export async function teardown(): Promise<void> {
  for (const cleanUp of cleanups.splice(0).toReversed()) await cleanUp();
}

async function prepare(project: TestProject): Promise<void> {
  const scratch = await realpath(await mkdtemp(join(tmpdir(), "open-orders-release-")));
  cleanups.push(() => rm(scratch, { recursive: true }));
  for (const name of ["home", "tmp"]) await mkdir(join(scratch, name));
  const folders = { root, scratch };
  const closedEnv = closedEnvironment(process.env, folders);
  const otherRegistry = await usualRegistry(scratch);
  const openEnv = openEnvironment(process.env, folders, otherRegistry);
  await installLocked(installed, openEnv);

  const registry = await startRegistry(join(scratch, "registry"), scopesIn(root));
  // As package managers write it, with a slash at the end.
  const registryUrl = `${registry.url}/`;
  cleanups.push(registry.close);
  const copy = await copyRepository();
  cleanups.push(copy.remove);
  const released = await release(copy.root, registryUrl, closedEnv);

  const { published } = released;
  const supplies = { published, registry: registryUrl, otherRegistry, env: openEnv };
  const consumer = join(scratch, "consumer");
  await makeProject(consumer, "pnpm", supplies);
  project.provide("consumer", consumer);
  project.provide("released", released);
  project.provide("supplies", supplies);
  project.provide("closedEnv", closedEnv);
}

/** Where the person reads other people's packages, as npm sees it. */
async function usualRegistry(scratch: string): Promise<string> {
  const env = { ...process.env, ...toolsOf(process.env, { root, scratch }) };
  return (await run("npm", ["config", "get", "registry"], { cwd: scratch, env })).trim();
}
