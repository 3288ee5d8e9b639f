// Where the sources of the pages are kept, for the link that leads to their editing.
import client from "../../client/package.json" with { type: "json" };

/** The address of the repository. */
export const repositoryUrl = client.repository.url.replace(/^git\+|\.git$/g, "");

/** The folder of the repository under which its host opens a file for editing, with a slash at the end. */
export const editFolder = `${repositoryUrl}/edit/main/`;

/** The page that opens a file for editing, by its path from the root of the repository. */
export function editHref(path: string): string {
  return editFolder + path;
}
