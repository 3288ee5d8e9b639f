// Where things are.
import { join } from "node:path";

/** This package. */
export const here: string = join(import.meta.dirname, "..");

/** The repository. */
export const root: string = join(here, "../..");

/** Runtimes and a registry, installed apart from the workspace by a lock file of their own. */
export const installed: string = join(here, "installed");

/** The client's sources. */
export const clientFolder: string = join(here, "../client");
