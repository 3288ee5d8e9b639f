// How the servers of these tests listen: on a free port of this machine, until they are closed.
import { once } from "node:events";
import type { Server } from "node:http";

/** A server that listens. */
export interface Listening {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** Cuts what is still connected. */
  readonly close: () => Promise<void>;
}

/** Starts a server on a free port. */
export async function listenOnLoopback(server: Server): Promise<Listening> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
