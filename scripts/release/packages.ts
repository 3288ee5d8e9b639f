// The packages of the workspace, as their manifests stand on disk.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { workspaceFolders } from "../installation.cjs";

/** What is read here of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly files?: readonly string[];
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: unknown;
  readonly imports?: unknown;
  readonly publishConfig?: Readonly<Record<string, unknown>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A package of the workspace. */
export interface Package {
  /** From the root, with slashes. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Every package of the workspace, private ones too, in the order of pnpm-workspace.yaml. */
export function workspacePackages(root: string): readonly Package[] {
  return workspaceFolders(root).map((folder) => ({
    folder,
    manifest: readManifest(join(root, folder)),
  }));
}

/** The packages that a release is made of. */
export function publishedPackages(root: string): readonly Package[] {
  return workspacePackages(root).filter(({ manifest }) => manifest.private !== true);
}

export function readManifest(folder: string): Manifest {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return manifest;
}
