// `npm run release:publish`, for the release workflow: publishes the very tarballs that release:pack checked, and tags
// them. It builds nothing, so that no tool of the build runs where npm trusts what runs.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { isLoopback, publishPointers } from "./registries.ts";

const root = resolve(import.meta.dirname, "../..");
const packed = join(root, "reports/release");

process.exitCode = publish();

/** @returns an exit code */
function publish(): number {
  const pointers = publishPointers(root, process.env);
  const isRehearsal = pointers.length > 0 && pointers.every(({ url }) => isLoopback(url));
  // Only a job that may prove to npm which workflow of which repository it is has this variable.
  if (!isRehearsal && !process.env["ACTIONS_ID_TOKEN_REQUEST_URL"])
    return refuse(
      "Only the release workflow publishes, because npm knows it by its identity: npm run release:rehearse publishes to this machine.",
    );
  if (!existsSync(packed))
    return refuse("There is nothing in reports/release to publish: npm run release:pack first.");
  const args = ["publish", "--from-pack-dir", packed];
  const { status, error } = spawnSync("changeset", args, { cwd: root, stdio: "inherit" });
  if (error) throw error;
  return status ?? 1;
}

function refuse(line: string): number {
  console.error(line);
  return 1;
}
