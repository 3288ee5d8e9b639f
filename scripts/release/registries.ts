// Where a release would go: everything that could send our packages to a registry, read without starting anything.
// A rehearsal must not begin where one of them names another machine.
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { UsageError } from "../command.ts";
import { publishedPackages, readManifest, workspacePackages } from "./packages.ts";

/** A setting that names a registry for our packages. */
export interface Pointer {
  /** For people: the variable, or the file and its key. */
  readonly place: string;
  readonly url: string;
}

/** Whether an address is one of this machine, which nobody else can reach. */
export function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return /^https?:$/.test(protocol) && ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
}

/** @throws UsageError naming the first setting that would publish to another machine */
export function rejectOtherRegistries(root: string, env: NodeJS.ProcessEnv): void {
  const other = publishPointers(root, env).find(({ url }) => !isLoopback(url));
  if (other === undefined) return;
  // Not the address as it stands: it may hold a password.
  const host = URL.canParse(other.url) ? new URL(other.url).host : "what is no address";
  throw new UsageError(
    `${other.place} names ${host} for packages of this repository, and a rehearsal publishes to this machine alone: remove the setting, then run it again.`,
  );
}

/** Every setting that names a registry for our packages, the loopback ones too. */
export function publishPointers(root: string, env: NodeJS.ProcessEnv): readonly Pointer[] {
  const names = publishedPackages(root).map(({ manifest }) => manifest.name);
  const scopes = new Set(names.map((name) => name.replace(/\/.*/, "")));
  const ours = ["registry", ...Array.from(scopes, (scope) => `${scope}:registry`)];
  const folders = ["", ...workspacePackages(root).map(({ folder }) => `${folder}/`)];
  return [
    ...inEnvironment(env, ours),
    ...folders.flatMap((folder) => inNpmrc(`${folder}.npmrc`, join(root, folder, ".npmrc"), ours)),
    // There a registry without a scope is where other people's packages are read from.
    ...npmrcOf(env).flatMap((file) => inNpmrc(file, file, ours.slice(1))),
    ...folders.flatMap((folder) => inManifest(`${folder}package.json`, join(root, folder), ours)),
    ...inWorkspaceSettings(root),
  ];
}

function inEnvironment(env: NodeJS.ProcessEnv, keys: readonly string[]): Pointer[] {
  const passedOn = npmrcOf(env).flatMap((file) => inNpmrc(file, file, ["registry"]));
  return Object.entries(env).flatMap(([name, url]) => {
    const [, manager, key = ""] = /^(p?npm)_config_(.+)$/i.exec(name) ?? [];
    if (!url || !keys.includes(key.toLowerCase())) return [];
    // `npm run` hands to its scripts what npm itself is configured with.
    if (manager === "npm" && passedOn.some((pointer) => pointer.url === url)) return [];
    return [{ place: name, url }];
  });
}

/** The .npmrc files outside the repository that npm says it reads; without npm's word, the one at home. */
function npmrcOf(env: NodeJS.ProcessEnv): readonly string[] {
  const value = (key: string) => env[`npm_config_${key}`] ?? env[`NPM_CONFIG_${key.toUpperCase()}`];
  const home = env["HOME"] ?? homedir();
  return [value("userconfig") ?? join(home, ".npmrc"), value("globalconfig") ?? ""].filter(Boolean);
}

function inNpmrc(place: string, file: string, keys: readonly string[]): Pointer[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").matchAll(/^\s*([^\s=;#]+)\s*=\s*(.*?)\s*$/gm);
  return Array.from(lines, ([, key = "", value = ""]) => ({ key, url: unquoted(value) }))
    .filter(({ key }) => keys.includes(key))
    .map(({ key, url }) => ({ place: `${key} in ${place}`, url }));
}

function unquoted(value: string): string {
  return value.replace(/^(["'])(.*)\1$/, "$2");
}

function inManifest(place: string, folder: string, keys: readonly string[]): Pointer[] {
  const { publishConfig = {} } = readManifest(folder);
  return keys
    .filter((key) => key in publishConfig)
    .map((key) => ({ place: `publishConfig.${key} in ${place}`, url: String(publishConfig[key]) }));
}

/** The only addresses in pnpm's settings for the workspace are registries. */
function inWorkspaceSettings(root: string): Pointer[] {
  const file = "pnpm-workspace.yaml";
  const addresses = readFileSync(join(root, file), "utf8").matchAll(/^[^#\n]*?(https?:[^\s"']+)/gm);
  return Array.from(addresses, ([, url = ""]) => ({ place: file, url }));
}
