// Servers of this machine that the pages of the tests ask.
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export interface LocalServer {
  /** Without a slash at its end. */
  url: string;
  close: () => void;
}

export async function listening(respond: RequestListener): Promise<LocalServer> {
  const server = createServer(respond);
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

/** Headers of a response that every page may read. */
export const allowed = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Headers": "*",
  "Access-Control-Expose-Headers": "*",
};

/** A server that lets pages of other origins ask. */
export async function localServer(respond: RequestListener): Promise<LocalServer> {
  return listening((request, response) => {
    if (request.method === "OPTIONS") response.writeHead(204, allowed).end();
    else respond(request, response);
  });
}
