// What can be asked of a listening exchange about itself, under `/_mock`: faults, what came, its clock. It belongs to
// whoever runs the exchange: only programs of the same machine may ask, and no page that a browser shows there.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Exchange } from "./exchange.ts";
import type { Fault } from "./fault.ts";
import type { FaultInForce } from "./faults.ts";

/** Where it begins. No API of the exchange does. */
export const adminPath = "/_mock/";

interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Routes = Readonly<Record<string, (text: string, id: number) => Reply>>;

const longestBody = 1_000_000;
/** Some thirty years. Far beyond them a `Date` header could not be written. */
const mostOffsetMs = 1e12;

/** Answers a request whose path begins with `adminPath`. */
export async function administer(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  exchange: Exchange,
): Promise<void> {
  const stranger = refuseStranger(request);
  const text = await bodyOf(request);
  const reply = stranger ?? route(request.method ?? "GET", path, text, exchange);
  const body = reply.body === undefined ? "" : `${JSON.stringify(reply.body)}\n`;
  response.writeHead(reply.status, {
    ...reply.headers,
    ...(body && { "Content-Type": "application/json", "X-Content-Type-Options": "nosniff" }),
    "Content-Length": Buffer.byteLength(body),
  });
  response.end(body);
}

/**
 * The address says which machine asks. A browser on it asks for any page it shows, and the page's name may have been
 * made to point here: `Host` tells that name, and `Origin` tells where the page came from.
 */
function refuseStranger({ socket, headers }: IncomingMessage): Reply | undefined {
  const { host = "", origin } = headers;
  const isHere =
    /^(?:::ffff:)?127\.|^::1$/u.test(socket.remoteAddress ?? "") &&
    isLoopback(`http://${host}`) &&
    (origin === undefined || isLoopback(origin));
  return isHere ? undefined : failure(403, "only this machine may ask, by a loopback address");
}

function isLoopback(url: string): boolean {
  const hostname = URL.canParse(url) ? new URL(url).hostname : "";
  return hostname === "localhost" || hostname === "[::1]" || /^127\.[\d.]+$/u.test(hostname);
}

function route(method: string, path: string, text: string, exchange: Exchange): Reply {
  const [name = "", id, ...rest] = path.slice(adminPath.length).split("/");
  const resources = id === undefined ? whole(exchange) : single(exchange);
  const routes = rest.length === 0 && Object.hasOwn(resources, name) ? resources[name] : undefined;
  if (!routes) {
    const known = Object.keys(whole(exchange)).map((one) => adminPath + one);
    return failure(404, `nothing is here; there are ${known.join(", ")}`);
  }
  const run = Object.hasOwn(routes, method) ? routes[method] : undefined;
  if (run) return run(text, Number(id));
  const allowed = Object.keys(routes).join(", ");
  return { ...failure(405, `${path} knows ${allowed}`), headers: { Allow: allowed } };
}

function whole({ faults, requests, clock }: Exchange): Readonly<Record<string, Routes>> {
  return {
    faults: {
      GET: () => ({ status: 200, body: faults.list().map(shown) }),
      POST: (text) =>
        withJson(text, (fault) => {
          const added = faults.add(fault as Fault);
          const headers = { Location: `${adminPath}faults/${added.id}` };
          return { status: 201, headers, body: shown(added) };
        }),
      DELETE: () => {
        for (const { id } of faults.list()) faults.remove(id);
        return { status: 204 };
      },
    },
    requests: { GET: () => ({ status: 200, body: requests }) },
    clock: {
      GET: () => ({ status: 200, body: { now: clock.now(), offsetMs: clock.offsetMs } }),
      PUT: (text) =>
        withJson(text, (wanted) => {
          const offsetMs = (wanted as { offsetMs?: unknown } | null)?.offsetMs;
          if (!Number.isSafeInteger(offsetMs) || Math.abs(offsetMs as number) > mostOffsetMs) {
            throw new TypeError("offsetMs: must be an integer from -1e12 to 1e12");
          }
          clock.offsetMs = offsetMs as number;
          return { status: 200, body: { now: clock.now(), offsetMs } };
        }),
    },
  };
}

function single({ faults }: Exchange): Readonly<Record<string, Routes>> {
  const missing = failure(404, "no fault in force has this id");
  return {
    faults: {
      GET: (_, id) => {
        const found = faults.list().find((one) => one.id === id);
        return found ? { status: 200, body: shown(found) } : missing;
      },
      DELETE: (_, id) => (faults.remove(id) ? { status: 204 } : missing),
    },
  };
}

/** `left` is null where there is no end. */
function shown({ id, left, fault }: FaultInForce): object {
  const body = typeof fault.body === "object" ? `${fault.body.length} bytes` : fault.body;
  return { id, left, fault: { ...fault, body } };
}

function withJson(text: string, use: (value: unknown) => Reply): Reply {
  try {
    return use(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) {
      return failure(400, `the body must be JSON of at most ${longestBody} bytes`);
    }
    if (error instanceof TypeError) return failure(400, error.message);
    throw error;
  }
}

function failure(status: number, error: string): Reply {
  return { status, body: { error } };
}

/** The body as text; nothing of one that is too long. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= longestBody) chunks.push(chunk);
  }
  return length <= longestBody ? Buffer.concat(chunks).toString() : "";
}
