// The tarballs of a release: held against the rules, and shown in a table.
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { tableLines } from "../table.ts";
import { publishedPackages } from "./packages.ts";
import type { Package } from "./packages.ts";
import { filesIn } from "./tarball.ts";
import type { Tarball } from "./tarball.ts";
import { brokenPromises } from "./tarballRules.ts";

/**
 * Checks tarballs against the repository that they were packed in.
 *
 * @param places - Folders and hosts of this machine; they may stand nowhere.
 * @returns one line for each mistake
 */
export async function checkTarballs(
  root: string,
  tarballs: readonly Tarball[],
  places: readonly string[],
): Promise<readonly string[]> {
  const packages = publishedPackages(root);
  const versions = Object.fromEntries(
    packages.map(({ manifest }) => [manifest.name, manifest.version]),
  );
  const license = await readFile(join(root, "LICENSE"));
  // A home that is the root of the file system stands in every path.
  const traces = places.filter((place) => place.length > 1);
  const broken = tarballs.map(async (tarball) => {
    const { name } = tarball.manifest;
    const origin = packages.find(({ manifest }) => manifest.name === name);
    if (origin === undefined) return [`${name}: is no package of this repository`];
    const files = await filesOf(root, origin);
    return brokenPromises(tarball, { files, license, versions, traces });
  });
  return (await Promise.all(broken)).flat();
}

/** What may be packed of a package, and the sources it is built of. */
async function filesOf(root: string, { folder, manifest }: Package): Promise<Map<string, Buffer>> {
  const all = new Map<string, Buffer>([
    ["README.md", await readFile(join(root, folder, "README.md"))],
  ]);
  for (const name of [...(manifest.files ?? []), "src"]) {
    const path = join(root, folder, name);
    if (!(await exists(path))) continue;
    for (const [file, content] of await filesIn(path)) all.set(`${name}/${file}`, content);
  }
  return all;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Sizes, as lines for a terminal. */
export function sizeTable(tarballs: readonly Tarball[]): string[] {
  const rows = tarballs.map(({ manifest: { name, version }, files, packedSize }) => {
    const unpacked = [...files.values()].reduce((sum, content) => sum + content.length, 0);
    return [name, version, `${files.size}`, inKilobytes(packedSize), inKilobytes(unpacked)];
  });
  const heading = ["package", "version", "files", "packed", "unpacked"];
  return tableLines([heading, ...rows], [false, false, true, true, true]);
}

function inKilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
