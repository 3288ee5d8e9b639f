// Where things are.
import { join } from "node:path";

/** This package. */
export const here: string = import.meta.dirname;

/** The repository. */
export const root: string = join(here, "../..");

/** The client's sources, and what is built of them. */
export const clientFolder: string = join(here, "../client");

/** What the task `package` of the client packed, and publint and attw approved. */
export const tarball: string = join(clientFolder, "reports/package.tgz");
