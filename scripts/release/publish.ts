// `npm run release:publish`, as the release workflow runs it: builds and packs what the registry does not have yet,
// holds the tarballs against the rules, publishes these very files and tags them.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { checkTarballs, sizeTable } from "./checkTarballs.ts";
import { isLoopback, publishPointers } from "./registries.ts";

const root = resolve(import.meta.dirname, "../..");
const packed = join(root, "reports/release");

process.exitCode = await publish();

/** @returns an exit code */
async function publish(): Promise<number> {
  const pointers = publishPointers(root, process.env);
  const isRehearsal = pointers.length > 0 && pointers.every(({ url }) => isLoopback(url));
  // Only a job that may prove to npm which workflow of which repository it is has this variable.
  if (!isRehearsal && !process.env["ACTIONS_ID_TOKEN_REQUEST_URL"]) {
    console.error(
      "Only the release workflow publishes, for npm knows it by its identity: npm run release:rehearse publishes to this machine.",
    );
    return 1;
  }
  rmSync(packed, { recursive: true, force: true });
  const built = run("turbo", "run", "package", "--output-logs=errors-only");
  if (built !== 0) return built;
  const packing = run("changeset", "pack", "--out-dir", packed);
  if (packing !== 0) return packing;

  const hosts = pointers.flatMap(({ url }) => (URL.canParse(url) ? new URL(url).host : []));
  const places = [root, homedir(), ...hosts];
  const { tarballs, broken } = await checkTarballs(root, join(packed, "packages"), places);
  console.log(["", ...sizeTable(tarballs), ""].join("\n"));
  for (const line of broken) console.error(`BROKEN ${line}`);
  if (broken.length > 0) {
    console.error("Nothing was published.");
    return 1;
  }
  return run("changeset", "publish", "--from-pack-dir", packed);
}

function run(command: string, ...args: string[]): number {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (error) throw error;
  return status ?? 1;
}
