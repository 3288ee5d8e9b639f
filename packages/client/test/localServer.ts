// Servers on loopback that end with their test.
import { once } from "node:events";
import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import { createServer as createRawServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { onTestFinished } from "vitest";

async function listen(server: Server): Promise<{ url: string; connections: Socket[] }> {
  const connections: Socket[] = [];
  server.on("connection", (socket: Socket) => {
    connections.push(socket);
    // A client that leaves may reset its connection.
    socket.on("error", () => {});
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.close();
    for (const socket of connections) socket.destroy();
    await once(server, "close");
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, connections };
}

/** An address where nobody listens any more. */
export async function unusedAddress(): Promise<string> {
  const server = createRawServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `127.0.0.1:${port}`;
}

/** A server of HTTP, with all connections that were made to it. */
export async function serve(listener: RequestListener) {
  const server = createServer(listener);
  // Idle connections stay open until the test closes them.
  server.keepAliveTimeout = 0;
  return listen(server);
}

/** A server that says what the test writes: `respond` is called with each chunk of a request. */
export async function serveRaw(respond: (socket: Socket, request: string) => void) {
  return listen(
    createRawServer((socket) =>
      socket.on("data", (chunk) => respond(socket, chunk.toString("latin1"))),
    ),
  );
}
