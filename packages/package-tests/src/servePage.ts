// An empty page with one script, on one origin with an exchange.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, request as send } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";

/** Serves the page at `/`, the script under its name, and passes the rest on to the exchange as it came. */
export async function servePage(
  script: string,
  exchangeUrl: string,
): Promise<{ url: string; close: () => Promise<void> }> {
  const files: Record<string, [type: string, content: string]> = {
    "/": ["text/html", '<!doctype html><link rel="icon" href="data:,"><title>Conformance</title>'],
    [`/${basename(script)}`]: ["text/javascript", await readFile(script, "utf8")],
  };
  const server = createServer((request, response) => {
    const [type, content] = files[request.url ?? ""] ?? [];
    if (type === undefined) passOn(exchangeUrl, request, response);
    else response.setHeader("content-type", type).end(content);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function passOn(exchangeUrl: string, request: IncomingMessage, response: ServerResponse): void {
  const { url = "/", method, headers } = request;
  const onward = send(`${exchangeUrl}${url}`, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on("error", (error) => response.destroy(error));
  onward.end();
}
