// Empty projects into which the published packages are installed, as strangers would: by each package manager, with
// either TypeScript, for each way of finding modules. Each pair of these occurs, not each triple.
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Programs } from "./programs.ts";
import type { Tarball } from "./tarball.ts";

export const managers = ["npm", "pnpm", "bun"] as const;
export type Manager = (typeof managers)[number];

const moduleKinds = ["nodenext", "bundler", "CommonJS"] as const;
type ModuleKind = (typeof moduleKinds)[number];
type Compiler = "TypeScript 5" | "TypeScript 7";

const compilers: Record<Manager, Record<ModuleKind, Compiler>> = {
  npm: { nodenext: "TypeScript 5", bundler: "TypeScript 7", CommonJS: "TypeScript 7" },
  pnpm: { nodenext: "TypeScript 7", bundler: "TypeScript 5", CommonJS: "TypeScript 7" },
  bun: { nodenext: "TypeScript 7", bundler: "TypeScript 7", CommonJS: "TypeScript 5" },
};

/** What a project is made from and used with. */
export interface Supplies {
  /** The repository, for its compilers, its bundler and its example. */
  readonly root: string;
  /** The folder that gets a project for each package manager. */
  readonly folder: string;
  /** Our packages come from here. */
  readonly registry: string;
  /** Other people's packages come from here. */
  readonly otherRegistry: string;
  readonly tarballs: readonly Tarball[];
  readonly programs: Programs;
  /** The program of a package manager. */
  readonly fileOf: (manager: Manager) => string;
  /** For what installs. */
  readonly openEnv: NodeJS.ProcessEnv;
  /** For what runs. */
  readonly closedEnv: NodeJS.ProcessEnv;
}

/** What became of a project. */
export interface Used {
  /** A cell for each of `columns`. */
  readonly cells: readonly string[];
  /** One line for each promise that was broken. */
  readonly broken: readonly string[];
}

/** Headings of what is told of a project. */
export const columns = ["consumer", ...moduleKinds, "in process", "contract tests"] as const;

/** Makes the project of a package manager, installs, compiles and runs. */
export async function useIn(manager: Manager, supplies: Supplies): Promise<Used> {
  const { programs, openEnv, closedEnv, fileOf } = supplies;
  const cwd = join(supplies.folder, manager);
  const broken: string[] = [];
  const attempt = async <T>(what: string, act: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await act();
    } catch (error) {
      const lines = (error as Error).message.split("\n");
      // Package managers warn before they complain.
      const line = lines.find((each) => /err/i.test(each)) ?? lines[0];
      broken.push(`${manager}: ${what}: ${line}`);
      return undefined;
    }
  };
  const cellOf = async (what: string, kept: string, act: () => Promise<unknown>) =>
    (await attempt(what, async () => [await act()])) ? kept : "BROKEN";

  const version = await attempt("installs", async () => {
    await makeProject(cwd, supplies);
    await programs.run(fileOf(manager), installArguments[manager], { cwd, env: openEnv });
    await expectTarballs(join(cwd, lockFiles[manager]), supplies.tarballs);
    return programs.run(fileOf(manager), ["--version"], { cwd, env: openEnv });
  });
  const exchange =
    version !== undefined &&
    (await attempt("starts open-orders-mock", () => startExchange(cwd, supplies)));
  // Without an address the example would call the exchange itself.
  if (!exchange) return { cells: [manager, ...columns.slice(1).map(() => "–")], broken };

  const runtime = manager === "bun" ? fileOf("bun") : "node";
  const env = { ...closedEnv, ...exchange };
  const seen = new Set<string>();
  const runs = async (file: string): Promise<void> => {
    const orders = await programs.run(runtime, [file], { cwd, env });
    if (!/^(?:\d+: (?:BUY|SELL) \S+ contracts at \S+\n)+$/.test(orders))
      throw new Error(`printed ${JSON.stringify(orders)} in place of orders`);
    seen.add(orders);
  };
  const cells: string[] = [`${manager} ${version.trim()}`];
  for (const kind of moduleKinds) {
    const compiler = compilers[manager][kind];
    cells.push(
      await cellOf(`${kind} with ${compiler}`, compiler, async () => {
        const tsc = [join(supplies.root, compilerFiles[compiler]), "--project"];
        await programs.run("node", [...tsc, `tsconfig.${kind}.json`], { cwd, env: closedEnv });
        if (kind === "bundler") await bundle(cwd, supplies);
        await runs(entries[kind]);
      }),
    );
  }
  cells.push(await cellOf("createMockExchange", "ok", () => runs("nodenext/inProcess.js")));
  cells.push(await cellOf("open-orders-contract", "ok", () => checkContract(cwd, env, supplies)));
  if (seen.size > 1) broken.push(`${manager}: the programs were shown different orders`);
  return { cells, broken };
}

const installArguments: Record<Manager, readonly string[]> = {
  npm: ["install", "--prefer-offline", "--no-audit", "--no-fund", "--no-update-notifier"],
  pnpm: ["install", "--prefer-offline"],
  bun: ["install"],
};
const lockFiles: Record<Manager, string> = {
  npm: "package-lock.json",
  pnpm: "pnpm-lock.yaml",
  bun: "bun.lock",
};
const compilerFiles: Record<Compiler, string> = {
  "TypeScript 5": "packages/package-tests/node_modules/typescript-5/bin/tsc",
  "TypeScript 7": "node_modules/typescript/bin/tsc",
};
const entries: Record<ModuleKind, string> = {
  nodenext: "nodenext/firstCall.js",
  bundler: "bundled.js",
  CommonJS: "CommonJS/firstCall.cjs",
};

async function makeProject(cwd: string, supplies: Supplies): Promise<void> {
  const { root, registry, otherRegistry, tarballs } = supplies;
  const packageTests = join(root, "packages/package-tests/consumer");
  await cp(join(import.meta.dirname, "consumer"), cwd, { recursive: true });
  for (const name of ["tsconfig.onNode.json", "tsconfig.onNodeBundled.json"])
    await cp(join(packageTests, name), join(cwd, name));
  await cp(join(root, "packages/client/examples/firstCall.ts"), join(cwd, "firstCall.ts"));

  const { dependencies } = JSON.parse(
    await readFile(join(packageTests, "package.json"), "utf8"),
  ) as { dependencies: Record<string, string> };
  const ours = tarballs.map(({ manifest }) => [manifest.name, manifest.version]);
  const manifest = {
    name: "consumer",
    private: true,
    type: "module",
    dependencies: Object.fromEntries(ours) as Record<string, string>,
    devDependencies: { "@types/node": dependencies["@types/node"] },
  };
  await writeFile(join(cwd, "package.json"), JSON.stringify(manifest));
  const scopes = new Set(tarballs.map((tarball) => tarball.manifest.name.replace(/\/.*/, "")));
  const lines = Array.from(scopes, (scope) => `${scope}:registry=${registry}\n`);
  await writeFile(join(cwd, ".npmrc"), `registry=${otherRegistry}\n${lines.join("")}`);
}

/** A package manager may have kept what an earlier rehearsal published at the same address. */
async function expectTarballs(lockFile: string, tarballs: readonly Tarball[]): Promise<void> {
  const lock = await readFile(lockFile, "utf8");
  const other = tarballs.find(({ integrity }) => !lock.includes(integrity));
  if (other) throw new Error(`${other.manifest.name} is not the one that was just published`);
}

/** What a program needs to call it. */
async function startExchange(
  cwd: string,
  { programs, closedEnv: env }: Supplies,
): Promise<NodeJS.ProcessEnv> {
  const file = join(cwd, "node_modules/.bin/open-orders-mock");
  const ready = /listens on (\S+)[^]*Key: +(\S+)\s+Secret: +(\S+)/;
  const [, url, key, secret] = await programs.serve(file, ["--port", "0"], { cwd, env }, ready);
  return { BASE_URL: url, BINANCE_API_KEY: key, BINANCE_API_SECRET: secret };
}

async function bundle(cwd: string, { root, programs, closedEnv: env }: Supplies): Promise<void> {
  const esbuild = join(root, "packages/package-tests/node_modules/.bin/esbuild");
  const options = ["--bundle", "--platform=node", "--format=esm", `--outfile=${entries.bundler}`];
  await programs.run(esbuild, ["firstCall.ts", ...options, "--log-level=error"], { cwd, env });
}

/** One family of checks: all of them would keep to the weight of a minute, and wait for the next. */
async function checkContract(
  cwd: string,
  env: NodeJS.ProcessEnv,
  { programs }: Supplies,
): Promise<void> {
  const file = join(cwd, "node_modules/.bin/open-orders-contract");
  const target = env["BASE_URL"] ?? "";
  const said = await programs.run(file, ["--target", target, "--only", "schema"], { cwd, env });
  if (!/^\d{2,} kept, 0 broken/m.test(said)) throw new Error("not every promise is kept");
}
