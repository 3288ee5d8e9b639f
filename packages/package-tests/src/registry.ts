// The registry of a rehearsal: verdaccio on loopback, in this process, so that it cannot outlive it. It knows our
// packages alone and calls no other registry.
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { installed } from "./places.ts";

/** A registry that listens. */
export interface Registry {
  /** With a slash at the end. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

interface Verdaccio {
  runServer: (settings: object) => Promise<Server>;
}

/**
 * Starts it on a free port.
 *
 * @param folder - Where it keeps what is published.
 * @param scopes - `@scope` of each package that may be published.
 */
export async function startRegistry(folder: string, scopes: readonly string[]): Promise<Registry> {
  await mkdir(folder, { recursive: true });
  const require = createRequire(join(installed, "package.json"));
  const { runServer } = require("verdaccio") as Verdaccio;
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
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
