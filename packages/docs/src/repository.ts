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
  const at = (lastChanges ??= readHistory()).get(path);
  return at === undefined ? { editUrl } : { editUrl, lastUpdated: new Date(at) };
}

let lastChanges: Map<string, string> | undefined;

/** When each file last changed, from one look at the history. */
function readHistory(): Map<string, string> {
  const found = new Map<string, string>();
  try {
    const options = { cwd: root, encoding: "utf8", stdio: "pipe", maxBuffer: 2 ** 28 } as const;
    const history = execFileSync("git", ["log", "--format=%x00%cI", "--name-only"], options);
    for (const commit of history.split("\0")) {
      const [at = "", ...files] = commit.split(/\n+/);
      for (const file of files) if (!found.has(file)) found.set(file, at);
    }
  } catch {
    // An archive without a history, or a machine without git.
  }
  return found;
}
