// A proxy on loopback that opens tunnels (CONNECT) and passes requests on, and remembers for whom.
import { once } from "node:events";
import { createServer, request as forward } from "node:http";
import { connect } from "node:net";
import type { AddressInfo, Socket } from "node:net";

export interface RunningProxy {
  readonly url: string;
  /** `host:port` of each tunnel and of each request passed on. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}

export async function startProxy(): Promise<RunningProxy> {
  const asked: string[] = [];
  const tunnels = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
    const { host, hostname, port, pathname, search } = new URL(incoming.url ?? "");
    asked.push(host);
    const { method, headers } = incoming;
    const onward = forward({ hostname, port, path: pathname + search, method, headers });
    onward.on("response", (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  server.on("connect", (incoming, client: Socket) => {
    const { host, hostname, port } = new URL(`http://${incoming.url}`);
    asked.push(host);
    const target = connect(Number(port), hostname, () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      client.pipe(target).pipe(client);
    });
    tunnels.add(client).add(target);
    for (const end of [client, target]) end.on("error", () => end.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      for (const socket of tunnels) socket.destroy();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
