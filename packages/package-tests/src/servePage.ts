// An empty page with one script, on one origin with an exchange.
import { readFile } from "node:fs/promises";
import { createServer, request as send } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { basename } from "node:path";
import { listenOnLoopback } from "./listenOnLoopback.ts";
import type { Listening } from "./listenOnLoopback.ts";

/** Serves the page at `/`, the script under its name, and passes the rest on to the exchange as it came. */
export async function servePage(script: string, exchangeUrl: string): Promise<Listening> {
  const files: Record<string, [type: string, content: string]> = {
    "/": ["text/html", '<!doctype html><link rel="icon" href="data:,"><title>Conformance</title>'],
    [`/${basename(script)}`]: ["text/javascript", await readFile(script, "utf8")],
  };
  const server = createServer((request, response) => {
    const [type, content] = files[request.url ?? ""] ?? [];
    if (type === undefined) passOn(exchangeUrl, request, response);
    else response.setHeader("content-type", type).end(content);
  });
  return listenOnLoopback(server);
}

function passOn(exchangeUrl: string, request: IncomingMessage, response: ServerResponse): void {
  const { url = "/", method, headers } = request;
  const onward = send(`${exchangeUrl}${url}`, { method, headers }, (incoming) => {
    response.writeHead(incoming.statusCode ?? 502, incoming.headers);
    incoming.pipe(response);
  });
  onward.on("error", (error) => response.destroy(error));
  onward.end();
}
