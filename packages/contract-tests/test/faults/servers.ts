// Servers on loopback for what the mock exchange does not play: no server at all, bodies without end,
// and gateways that quote the request, key and signature included.
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

/** What the mock exchange does not play. */
export type ServerName =
  | "none"
  | "large"
  | "largeUnannounced"
  | "gzipCutShort"
  | "quotesInPage"
  | "quotesInText"
  | "quotesInJson"
  | "quotesInRedirect";

export interface RunningServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

type Respond = (request: IncomingMessage, response: ServerResponse) => void;

const largeBytes = 100_000_000;
const quotation = ({ url, headers }: IncomingMessage): string =>
  `You sent ${url} with the key ${String(headers["x-mbx-apikey"])}.`;

const responders: Record<Exclude<ServerName, "none">, Respond> = {
  large(_request, response) {
    response.writeHead(200, { "content-length": largeBytes });
    writeLarge(response);
  },
  largeUnannounced(_request, response) {
    response.writeHead(200);
    writeLarge(response);
  },
  gzipCutShort(_request, response) {
    const whole = gzipSync(`[${JSON.stringify("x".repeat(100_000))}]`);
    response.writeHead(200, {
      "content-type": "application/json",
      "content-encoding": "gzip",
    });
    response.end(whole.subarray(0, whole.length / 2));
  },
  quotesInPage(request, response) {
    response.writeHead(502, { "content-type": "text/html" });
    response.end(`<html><body>${quotation(request)}</body></html>`);
  },
  quotesInText(request, response) {
    // Long enough that the quotation goes beyond any length a message may be cut to.
    response.writeHead(503, { "content-type": "text/plain" });
    response.end(`${"Sorry! ".repeat(11)}${quotation(request)}`);
  },
  quotesInJson(request, response) {
    response.writeHead(400, { "content-type": "application/json" });
    response.end(JSON.stringify({ code: -1022, msg: quotation(request) }));
  },
  quotesInRedirect(request, response) {
    response.writeHead(308, { location: `https://elsewhere.invalid${request.url}` }).end();
  },
};

/** Starts one. The client has to be given its address; `none` is an address where nobody listens. */
export async function startServer(name: ServerName): Promise<RunningServer> {
  const server = createServer((request, response) => {
    if (name !== "none") responders[name](request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  const url = `http://127.0.0.1:${port}`;
  if (name !== "none") return { url, close };
  await close();
  return { url, close: async () => {} };
}

function writeLarge(response: ServerResponse): void {
  const piece = Buffer.alloc(2 ** 18, " ");
  let left = largeBytes;
  const write = (): void => {
    while (left > 0 && !response.destroyed) {
      const bytes = Math.min(left, piece.length);
      left -= bytes;
      if (!response.write(piece.subarray(0, bytes))) {
        response.once("drain", write);
        return;
      }
    }
    if (left === 0) response.end();
  };
  write();
}
