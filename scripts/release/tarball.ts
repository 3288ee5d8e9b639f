// A tarball, read: which files it holds, and what is in them.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { promisify } from "node:util";
import type { Manifest } from "./packages.ts";

/** What a registry is given of a package. */
export interface Tarball {
  /** Where it lies. */
  readonly path: string;
  readonly manifest: Manifest;
  /** By their paths in the package, with slashes. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** In bytes. */
  readonly packedSize: number;
  /** As lock files write it: `sha512-…`. */
  readonly integrity: string;
}

/** Reads a .tgz. */
async function readTarball(file: string): Promise<Tarball> {
  const folder = await mkdtemp(join(tmpdir(), "open-orders-tarball-"));
  try {
    await promisify(execFile)("tar", ["-xzf", file, "-C", folder]);
    const files = await filesIn(join(folder, "package"));
    const packed = await readFile(file);
    const manifest: Manifest = JSON.parse(String(files.get("package.json")));
    return {
      path: file,
      manifest,
      files,
      packedSize: packed.length,
      integrity: `sha512-${createHash("sha512").update(packed).digest("base64")}`,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Every tarball of a folder. */
export async function readTarballs(folder: string): Promise<readonly Tarball[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".tgz")).toSorted();
  return Promise.all(names.map((name) => readTarball(join(folder, name))));
}

/** Every file below a folder, by its path from there. */
export async function filesIn(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  const read = async (path: string): Promise<[string, Buffer]> => [
    relative(folder, path).replaceAll(sep, "/"),
    await readFile(path),
  ];
  return new Map(await Promise.all(paths.map(read)));
}
