// Installs what the client is compared with into bench/peers, outside the workspace: nobody who only
// works on the client has to download it.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "peers");

interface Manifest {
  version: string;
  dependencies: Record<string, string>;
}

/** Names and versions, as bench/peers/package.json pins them. */
export function readPeers(): Record<string, string> {
  return read(join(folder, "package.json")).dependencies;
}

/** Installs them where they are not there yet. Throws with npm's own words where that fails. */
export function installPeers(say: (line: string) => void): void {
  const peers = Object.entries(readPeers());
  if (peers.every(([name, version]) => installed(name) === version)) return;
  say("Installing the peers, once.");
  // Without install scripts, for none of them needs one; npm is a batch file on Windows, hence the shell.
  const { status, stderr } = spawnSync(
    "npm install --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error",
    { cwd: folder, shell: true, encoding: "utf8" },
  );
  if (status !== 0)
    throw new Error(`The peers could not be installed; --no-peers goes without.\n${stderr}`);
}

function installed(name: string): string | undefined {
  const file = join(folder, "node_modules", name, "package.json");
  return existsSync(file) ? read(file).version : undefined;
}

function read(file: string): Manifest {
  return JSON.parse(readFileSync(file, "utf8")) as Manifest;
}
