// What the programs of a rehearsal get to know of the environment it was started in.
import { delimiter, join } from "node:path";

/** Where programs are found, and that they report to nobody. */
const harmless = /^(?:PATH|CI|DO_NOT_TRACK|REDOCLY_\w+|\w+_TELEMETRY_DISABLED)$/;

/** What npm, git and vitest say to what they start themselves; registries are named anew. */
const meantForOthers =
  /^(?:p?npm_config_.*registry|npm_(?:package|lifecycle)_\w+|GIT_\w+|VITEST\w*|NODE_ENV)$/i;

/** The repository whose tools are used, and a folder with a `home` and a `tmp` in it. */
export interface Folders {
  readonly root: string;
  readonly scratch: string;
}

/**
 * For what publishes and for what runs: no key, no token and no setting of the person, a home that is empty, and a
 * proxy that is not there, so that nothing but this machine can be reached.
 */
export function closedEnvironment(env: NodeJS.ProcessEnv, folders: Folders): NodeJS.ProcessEnv {
  const nowhere = "http://127.0.0.1:9";
  const [author, address] = ["Rehearsal", "rehearsal@localhost"];
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => harmless.test(name))),
    ...toolsOf(env, folders),
    HOME: join(folders.scratch, "home"),
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: author,
    GIT_AUTHOR_EMAIL: address,
    GIT_COMMITTER_NAME: author,
    GIT_COMMITTER_EMAIL: address,
    http_proxy: nowhere,
    https_proxy: nowhere,
    no_proxy: "127.0.0.1",
  };
}

/** For what installs: the person's own, for other people's packages are read as always. */
export function openEnvironment(
  env: NodeJS.ProcessEnv,
  folders: Folders,
  otherRegistry: string,
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !meantForOthers.test(name));
  return {
    ...Object.fromEntries(kept),
    ...toolsOf(env, folders),
    // pnpm does not read what the environment has for npm.
    pnpm_config_registry: otherRegistry,
  };
}

/** For all of them: the repository's own tools, and temporary files where they will be removed. */
export function toolsOf(env: NodeJS.ProcessEnv, { root, scratch }: Folders): NodeJS.ProcessEnv {
  return {
    PATH: [join(root, "node_modules/.bin"), env["PATH"]].join(delimiter),
    TMPDIR: join(scratch, "tmp"),
  };
}
