// Where the sources of the pages are kept, and when they changed: for the foot of each page.
import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import client from "../../client/package.json" with { type: "json" };
import { packageFolder } from "./packageFolder.ts";

const root = dirname(packageFolder("@open-orders/specs"));

/** The address of the repository. */
export const repositoryUrl = client.repository.url.replace(/^git\+|\.git$/g, "");

/** The folder of the repository under which its host opens a file for editing, with a slash at the end. */
export const editFolder = `${repositoryUrl}/edit/main/`;

/**
 * What the foot of a page says about the file that it is made from: where it is edited, and when it last changed, where
 * there is a history.
 *
 * @param path - From the root of the repository.
 */
export function madeFrom(path: string): { editUrl: string; lastUpdated?: Date } {
  const editUrl = editFolder + path;
  try {
    const options = { cwd: root, encoding: "utf8", stdio: "pipe" } as const;
    const at = execFileSync("git", ["log", "--max-count=1", "--format=%cI", "--", path], options);
    return at === "" ? { editUrl } : { editUrl, lastUpdated: new Date(at.trim()) };
  } catch {
    // An archive without a history, or a machine without git.
    return { editUrl };
  }
}
