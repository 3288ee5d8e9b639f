// A release from its first step to a stranger's program, in a copy of the repository and on this machine alone.
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { copyRepository } from "../newEndpoint/copyRepository.ts";
import { tableLines } from "../table.ts";
import { checkTarballs, sizeTable } from "./checkTarballs.ts";
import { columns, useIn } from "./consumers.ts";
import type { Manager, Supplies, Used } from "./consumers.ts";
import { closedEnvironment, openEnvironment, toolsOf } from "./environments.ts";
import type { Folders } from "./environments.ts";
import { createPrograms } from "./programs.ts";
import type { Programs } from "./programs.ts";
import { refuseOtherRegistries } from "./registries.ts";
import { commit, directTo, pack, publish, scopesIn, takeVersions } from "./releaseIn.ts";
import { registryFolder, startRegistry } from "./startRegistry.ts";

/** How a release is rehearsed. */
export interface Rehearsal {
  /** The repository. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** The package managers that install what was published. */
  readonly managers: readonly Manager[];
  /** Whether its folders are left behind. */
  readonly keep: boolean;
  /** Takes one line. */
  readonly print: (line: string) => void;
  /** In milliseconds. */
  readonly now: () => number;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** What a rehearsal needs while it lasts. */
interface Stage {
  readonly programs: Programs;
  /** Called when it ends, the last one first. */
  readonly cleanups: (() => Promise<void> | void)[];
}

/**
 * Rehearses a release. Everything it started is stopped when it ends, however it ends.
 *
 * @returns one line for each promise that was broken
 * @throws UsageError before anything is started or written, where packages would go to another machine
 */
export async function rehearse(rehearsal: Rehearsal): Promise<readonly string[]> {
  const { root, env, signal } = rehearsal;
  refuseOtherRegistries(root, env);
  const stage: Stage = { programs: createPrograms(), cleanups: [] };
  const stop = (): void => void stage.programs.stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await play(rehearsal, stage);
  } catch (error) {
    // What was stopped on the way has failed for that reason.
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
    await stage.programs.stop();
    for (const cleanUp of stage.cleanups.toReversed()) await cleanUp();
  }
}

async function play(rehearsal: Rehearsal, { programs, cleanups }: Stage): Promise<string[]> {
  const { root, env, managers, keep, print, now, signal } = rehearsal;
  const step = async <T>(act: () => Promise<T>, what: (result: T) => string): Promise<T> => {
    signal.throwIfAborted();
    const started = now();
    const result = await act();
    signal.throwIfAborted();
    print(`${((now() - started) / 1000).toFixed(1).padStart(6)} s  ${what(result)}`);
    return result;
  };
  const ownFolder = (folder: string, remove: () => Promise<void>): void => {
    cleanups.push(keep ? () => print(`Kept ${folder}`) : remove);
  };

  const scratch = await realpath(await mkdtemp(join(tmpdir(), "open-orders-rehearsal-")));
  ownFolder(scratch, () => rm(scratch, { recursive: true }));
  for (const name of ["home", "tmp"]) await mkdir(join(scratch, name));
  const folders = { root, scratch };
  const otherRegistry = await askRegistry(programs, env, folders);
  const openEnv = openEnvironment(env, folders, otherRegistry);
  const closedEnv = closedEnvironment(env, folders);

  const copy = await step(copyRepository, () => "copied the repository");
  ownFolder(copy.root, copy.remove);
  const run = (file: string, ...args: string[]) =>
    programs.run(file, args, { cwd: copy.root, env: closedEnv });
  const place = { root: copy.root, run };
  await commit(place, "Rehearsal");

  const install = (cwd: string): Promise<string> =>
    programs.run("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], {
      cwd,
      env: openEnv,
    });
  const registry = await step(
    async () => {
      await install(registryFolder);
      const started = await startRegistry(join(scratch, "registry"), scopesIn(copy.root));
      cleanups.push(started.close);
      await directTo(started.url, place);
      return started;
    },
    ({ url }) => `started a registry on ${url}; pnpm publishes nowhere else`,
  );

  await step(
    () => takeVersions(place),
    () => "gave the packages their next versions: release:version",
  );
  const packed = await step(
    () => pack(place),
    () => "built, packed and checked them: release:pack",
  );
  await step(
    () => publish(place),
    () => "published and tagged them: release:publish",
  );
  const hosts = [registry.url, otherRegistry].map((url) => new URL(url).host);
  const { tarballs, broken } = await step(
    () => checkTarballs(copy.root, packed, [root, homedir(), ...hosts]),
    (checked) => `looked for this machine in ${checked.tarballs.length} tarballs`,
  );

  const runtimes = join(root, "packages/package-tests/runtimes");
  const supplies: Supplies = {
    root,
    folder: join(scratch, "consumers"),
    registry: registry.url,
    otherRegistry,
    tarballs,
    programs,
    fileOf: (manager) => (manager === "bun" ? join(runtimes, "node_modules/.bin/bun") : manager),
    openEnv,
    closedEnv,
  };
  const used: Used[] = [];
  for (const manager of managers) {
    const use = async (): Promise<Used> => {
      if (manager === "bun") await install(runtimes);
      return useIn(manager, supplies);
    };
    used.push(await step(use, () => `installed, compiled and ran with ${manager}`));
  }
  const rows = [columns, ...used.map(({ cells }) => cells)];
  const isNumeric = columns.map(() => false);
  for (const line of ["", ...sizeTable(tarballs), "", ...tableLines(rows, isNumeric)]) print(line);
  return [...broken, ...used.flatMap((each) => each.broken)];
}

/** Where the person reads other people's packages, as npm sees it. */
async function askRegistry(
  programs: Programs,
  env: NodeJS.ProcessEnv,
  folders: Folders,
): Promise<string> {
  const where = { cwd: folders.scratch, env: { ...env, ...toolsOf(env, folders) } };
  return (await programs.run("npm", ["config", "get", "registry"], where)).trim();
}
