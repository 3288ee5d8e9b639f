// The registry of a rehearsal: verdaccio on loopback, in this process, so that it cannot outlive it. It knows our
// packages alone and calls no other registry.
import { mkdir } from "node:fs/promises";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { listenOnLoopback } from "./listenOnLoopback.ts";
import type { Listening } from "./listenOnLoopback.ts";
import { installed } from "./places.ts";

interface Verdaccio {
  runServer: (settings: object) => Promise<Server>;
}

/**
 * Starts it on a free port.
 *
 * @param folder - Where it keeps what is published.
 * @param scopes - `@scope` of each package that may be published.
 */
export async function startRegistry(folder: string, scopes: readonly string[]): Promise<Listening> {
  await mkdir(folder, { recursive: true });
  const require = createRequire(join(installed, "package.json"));
  const { runServer }: Verdaccio = require("verdaccio");
  const ours = { access: "$anonymous", publish: "$anonymous" };
  const server = await runServer({
    self_path: folder,
    storage: join(folder, "storage"),
    packages: Object.fromEntries(scopes.map((scope) => [`${scope}/*`, ours])),
    uplinks: {},
    auth: {},
    web: { enable: false },
    log: { type: "stdout", format: "json", level: "fatal" },
  });
  return listenOnLoopback(server);
}
