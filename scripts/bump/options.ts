// The options of `npm run bump`.
import { UsageError, readOptions } from "../command.ts";

export interface BumpOptions {
  help: boolean;
  /** The commit to compare with; undefined is the last release. */
  since: string | undefined;
  /** Whether to draft the changesets that are missing. */
  write: boolean;
}

export const usage = `npm run bump [-- options]
  --since REF  compare with the descriptions of a commit, such as main (default: the last release,
               kept in specs/released)
  --write      draft the changesets that are missing

What each kind of change asks of each package: specs/BREAKING.md.`;

/** Throws UsageError naming the first argument that cannot be used. */
export function readBumpOptions(args: string[]): BumpOptions {
  const { help, since, write } = readOptions("npm run bump", args, {
    since: { type: "string" },
    write: { type: "boolean", default: false },
  });
  if (since === "") throw new UsageError("--since needs a commit, such as --since main.");
  return { help, since, write };
}
