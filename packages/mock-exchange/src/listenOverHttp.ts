// HTTP, directly on Node's server: a Request would rewrite the query, and the signature covers the bytes as sent. Faults
// act on the socket.
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { breaksOff, never, pieces, Reset } from "./response.ts";
import type { Delivery, OutgoingResponse, Sleep } from "./response.ts";
import { builtin } from "./builtin.ts";
import type { Exchange } from "./exchange.ts";
import type { ListenOptions, MockServer } from "./options.ts";

/**
 * Serves an exchange.
 *
 * @throws Error when the runtime has no HTTP server, or the address cannot be used
 */
export async function listenOverHttp(
  exchange: Exchange,
  sleep: Sleep,
  { port = 0, hostname = "127.0.0.1" }: ListenOptions,
): Promise<MockServer> {
  const http = builtin("node:http");
  if (!http) throw new Error("listen needs Node 20.16 or newer, Bun or Deno; use fetch here");
  // Loaded only now, like Node's modules: in process nobody needs it.
  const { administer, adminPath } = await import("./admin.ts");
  const server = http.createServer((request, response) => {
    const target = targetOf(request.url ?? "/");
    const toAdmin = target.startsWith(adminPath);
    if (!toAdmin) allowOrigins(request, response);
    if (!toAdmin && isPreflight(request)) {
      response.writeHead(204).end();
      return;
    }
    const handled = toAdmin
      ? administer(request, response, target, exchange)
      : handle(request, response, target, exchange.respond, sleep);
    handled.catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  const actualPort = await start(server, port, hostname);
  const host = hostname.includes(":") ? `[${hostname}]` : hostname;
  return {
    url: `http://${host}:${actualPort}`,
    port: actualPort,
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Pages of any origin may call the APIs, such as the documentation's; the control endpoints they may not. */
function allowOrigins({ headers }: IncomingMessage, response: ServerResponse): void {
  if (headers.origin === undefined) return;
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Allow-Headers", "*");
  response.setHeader("Access-Control-Expose-Headers", "*");
}

/** A browser's CORS-preflight request (Fetch standard). */
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
  const outgoing = await respond({
    method: request.method ?? "GET",
    target,
    header: (name) => request.headers[name.toLowerCase()]?.toString(),
  });
  // The Date header is the exchange's, or removed by a fault.
  response.sendDate = false;
  const { delivery, status, body } = outgoing;
  if (delivery) await deliverOver(response, outgoing, delivery, sleep);
  else response.writeHead(status, headersOf(outgoing, Buffer.byteLength(body))).end(body);
}

async function deliverOver(
  response: ServerResponse,
  outgoing: OutgoingResponse,
  delivery: Delivery,
  sleep: Sleep,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort(new Reset()));
  try {
    if (delivery.delayMs !== undefined) await sleep(delivery.delayMs, gone.signal);
    if (delivery.hang === "before") await never(gone.signal);
    if (delivery.reset === "before") throw new Reset();
    // Content-Length is that of the complete body where it breaks off, and that of the sent bytes where it is truncated.
    const length = Buffer.byteLength(outgoing.body);
    const sent = breaksOff(delivery) ? length : Math.min(delivery.truncateAt ?? length, length);
    response.writeHead(outgoing.status, headersOf(outgoing, sent)).flushHeaders();
    for await (const piece of pieces(outgoing, delivery, sleep, gone.signal)) {
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

/** The target without the address that a proxy's client writes before it (absolute-form, RFC 9112, 3.2.2). */
function targetOf(url: string): string {
  return /^https?:\/\/[^/?]*(?<target>.*)$/iu.exec(url)?.groups?.["target"] ?? url;
}
