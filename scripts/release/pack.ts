// `npm run release:pack`: builds and packs what the registry does not have yet, and holds the tarballs against the
// rules. They are left in reports/release, for release:publish.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { checkTarballs, sizeTable } from "./checkTarballs.ts";
import { publishPointers } from "./registries.ts";

const root = resolve(import.meta.dirname, "../..");
const packed = join(root, "reports/release");

const exitCode = await pack();
// What is there can be published, so what failed must not stay there.
if (exitCode !== 0) rmSync(packed, { recursive: true, force: true });
process.exitCode = exitCode;

/** @returns an exit code */
async function pack(): Promise<number> {
  rmSync(packed, { recursive: true, force: true });
  const built = run("turbo", "run", "package", "--output-logs=errors-only");
  if (built !== 0) return built;
  const packing = run("changeset", "pack", "--out-dir", packed);
  if (packing !== 0) return packing;

  const urls = publishPointers(root, process.env).map(({ url }) => url);
  const hosts = urls.flatMap((url) => (URL.canParse(url) ? new URL(url).host : []));
  const places = [root, homedir(), ...hosts];
  const { tarballs, broken } = await checkTarballs(root, join(packed, "packages"), places);
  console.log(["", ...sizeTable(tarballs), ""].join("\n"));
  for (const line of broken) console.error(`BROKEN ${line}`);
  return broken.length === 0 ? 0 : 1;
}

function run(command: string, ...args: string[]): number {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (error) throw error;
  return status ?? 1;
}
