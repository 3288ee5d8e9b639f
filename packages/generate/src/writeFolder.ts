// Writes what is generated.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Writes a folder anew, with these files alone. Returns their paths from the root. */
export async function writeFolder(
  root: string,
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<string[]> {
  await rm(join(root, folder), { recursive: true, force: true });
  await mkdir(join(root, folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, folder, name), text);
  return Object.keys(files).map((name) => `${folder}/${name}`);
}
