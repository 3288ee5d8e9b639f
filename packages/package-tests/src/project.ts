// Empty projects into which the published packages are installed, as users do.
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../../../scripts/run.ts";
import type { Published } from "./release.ts";
import { here, installed, root } from "./places.ts";

/** What a project is made of. */
export interface Supplies {
  readonly published: readonly Published[];
  /** Our packages come from here. */
  readonly registry: string;
  /** Other people's packages come from here. */
  readonly otherRegistry: string;
  /** For what installs: the person's own, because other people's packages are read as always. */
  readonly env: NodeJS.ProcessEnv;
}

/** How a package manager installs, and the file in which it writes down what. */
const installs = {
  npm: {
    file: "npm",
    args: ["install", "--prefer-offline", "--no-audit", "--no-fund", "--no-update-notifier"],
    lock: "package-lock.json",
  },
  pnpm: { file: "pnpm", args: ["install", "--prefer-offline"], lock: "pnpm-lock.yaml" },
  bun: {
    file: join(installed, "node_modules/.bin/bun"),
    args: ["install"],
    lock: "bun.lock",
  },
} as const;

export type Manager = keyof typeof installs;
export const managers = ["npm", "pnpm", "bun"] as const satisfies Manager[];

/**
 * Makes a project with every published package.
 *
 * @param folder - Is created.
 * @throws Error where it cannot be installed, or another tarball is installed than the one that was checked
 */
export async function makeProject(
  folder: string,
  manager: Manager,
  { published, registry, otherRegistry, env }: Supplies,
): Promise<void> {
  await cp(join(here, "consumer"), folder, { recursive: true });
  const example = join(root, "packages/client/examples/firstCall.ts");
  await cp(example, join(folder, "examples/firstCall.ts"));

  const manifest: { dependencies: Record<string, string> } = JSON.parse(
    await readFile(join(folder, "package.json"), "utf8"),
  );
  for (const { name, version } of published) manifest.dependencies[name] = version;
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  const scopes = new Set(published.map(({ name }) => name.replace(/\/.*/, "")));
  const lines = Array.from(scopes, (scope) => `${scope}:registry=${registry}\n`);
  await writeFile(join(folder, ".npmrc"), `registry=${otherRegistry}\n${lines.join("")}`);

  const { file, args, lock } = installs[manager];
  await run(file, args, { cwd: folder, env });
  // A package manager may have kept what an earlier rehearsal published at the same address.
  const locked = await readFile(join(folder, lock), "utf8");
  const other = published.find(({ integrity }) => !locked.includes(integrity));
  if (other) throw new Error(`${manager}: ${other.name} is not the one that was just published`);
}
