// The way in and out over HTTP, straight on Node's server: a request object in between would rewrite
// the query, and what was signed is the bytes on the wire. Faults reach down to the socket.
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { never, pieces, Reset } from "./response.ts";
import type { OutgoingResponse, Sleep } from "./response.ts";
import { builtin } from "./builtin.ts";
import type { Exchange } from "./exchange.ts";
import type { ListenOptions, MockServer } from "./options.ts";

/**
 * Serves an exchange.
 *
 * @throws Error when the runtime has no HTTP server, or the address cannot be used.
 */
export async function listenOverHttp(
  exchange: Exchange,
  sleep: Sleep,
  { port = 0, hostname = "127.0.0.1" }: ListenOptions,
): Promise<MockServer> {
  const http = builtin("node:http");
  if (!http) throw new Error("listen needs Node 20.16 or newer, Bun or Deno; use fetch here");
  // Fetched only now, like Node's own: whoever never listens has no use for it.
  const { administer, adminPath } = await import("./admin.ts");
  const server = http.createServer((request, response) => {
    const target = targetOf(request.url ?? "/");
    const toAdmin = target.startsWith(adminPath);
    if (!toAdmin) letPagesAsk(request, response);
    if (!toAdmin && isPreflight(request)) {
      response.writeHead(204).end();
      return;
    }
    const handled = toAdmin
      ? administer(request, response, target, exchange)
      : handle(request, response, target, exchange.respond, sleep);
    handled.catch((error: unknown) => {
      response.destroy(error as Error);
    });
  });
  const taken = await start(server, port, hostname);
  const host = hostname.includes(":") ? `[${hostname}]` : hostname;
  return {
    url: `http://${host}:${taken}`,
    port: taken,
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Pages of any origin may ask, such as the documentation's; only who owns the machine sets faults. */
function letPagesAsk({ headers }: IncomingMessage, response: ServerResponse): void {
  if (headers.origin === undefined) return;
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Allow-Headers", "*");
  response.setHeader("Access-Control-Expose-Headers", "*");
}

/** A browser asks beforehand whether it may (Fetch standard, "CORS-preflight request"). */
function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

async function start(server: Server, port: number, hostname: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const why =
        cause.code === "EADDRINUSE"
          ? `port ${port} on ${hostname} is taken; choose another, or none for a free one`
          : `cannot listen on ${hostname}, port ${port}: ${cause.message}`;
      reject(new Error(why, { cause }));
    });
    server.listen(port, hostname, resolve);
  });
  const address = server.address();
  return typeof address === "object" && address ? address.port : port;
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
  respond: Exchange["respond"],
  sleep: Sleep,
): Promise<void> {
  // An unread body would keep the connection from its next request.
  request.resume();
  const outgoing = await respond({
    method: request.method ?? "GET",
    target,
    header: (name) => request.headers[name.toLowerCase()]?.toString(),
  });
  // The exchange's clock, not this machine's; a fault may have taken the header away.
  response.sendDate = false;
  const length = Buffer.byteLength(outgoing.body);
  if (!outgoing.delivery) {
    response.writeHead(outgoing.status, headersOf(outgoing, length)).end(outgoing.body);
    return;
  }
  await deliverOver(response, outgoing, length, sleep);
}

async function deliverOver(
  response: ServerResponse,
  outgoing: OutgoingResponse,
  length: number,
  sleep: Sleep,
): Promise<void> {
  const { delivery, status } = outgoing;
  const gone = new AbortController();
  response.once("close", () => gone.abort(new Reset()));
  try {
    if (delivery?.delayMs !== undefined) await sleep(delivery.delayMs, gone.signal);
    if (delivery?.hang === "before") await never(gone.signal);
    if (delivery?.reset === "before") throw new Reset();
    // A body that is to be cut off promises its whole length; one that is shortened does not.
    const broken = delivery?.hang === "during" || delivery?.reset === "during";
    const sent = broken ? length : Math.min(delivery?.cutAt ?? length, length);
    response.writeHead(status, headersOf(outgoing, sent)).flushHeaders();
    for await (const piece of pieces(outgoing, sleep, gone.signal)) {
      await new Promise<void>((resolve) => {
        response.write(piece, () => resolve());
      });
    }
    response.end();
  } catch (error) {
    if (!(error instanceof Reset)) throw error;
    response.socket?.resetAndDestroy();
  }
}

function headersOf({ headers }: OutgoingResponse, length: number): string[] {
  const flat = headers.flat();
  const set = headers.some(([name]) => name.toLowerCase() === "content-length");
  return set ? flat : [...flat, "Content-Length", String(length)];
}

/** A proxy's client writes the whole address on the request line (RFC 9112, 3.2.2). */
function targetOf(url: string): string {
  return /^https?:\/\/[^/?]*(?<target>.*)$/iu.exec(url)?.groups?.["target"] ?? url;
}
