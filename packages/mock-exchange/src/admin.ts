// The control endpoints of a listening exchange, under `/_mock`: faults, the request log, its clock. Only programs on the
// same machine may use them, and no page of another origin in a browser there.
import type { IncomingMessage, ServerResponse } from "node:http";
import { membersOf } from "@open-orders/specs/model";
import { integer } from "./checkOptions.ts";
import type { Exchange } from "./exchange.ts";
import type { ActiveFault } from "./faults.ts";

/** No API of the exchange has paths below it. */
export const adminPath = "/_mock/";

interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Routes = Readonly<Record<string, (text: string, id: number) => Reply>>;

const maxBodyBytes = 1_000_000;
/** Some thirty years. A `Date` header cannot be written far beyond them. */
const [isOffset] = integer(-1e12, 1e12);

/** Responds to a request whose path begins with `adminPath`. */
export async function administer(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  exchange: Exchange,
): Promise<void> {
  const rejected = rejectOthers(request);
  const text = await bodyOf(request);
  const reply = rejected ?? route(request.method ?? "GET", path, text, exchange);
  const body = reply.body === undefined ? "" : `${JSON.stringify(reply.body)}\n`;
  response.writeHead(reply.status, {
    ...reply.headers,
    ...(body && { "Content-Type": "application/json", "X-Content-Type-Options": "nosniff" }),
    "Content-Length": Buffer.byteLength(body),
  });
  response.end(body);
}

/**
 * The socket's address shows which machine sends the request. A browser on this machine sends requests for any page, and
 * that page's host name may resolve to this machine (DNS rebinding): `Host` has that name, `Origin` the page's origin.
 */
function rejectOthers({ socket, headers }: IncomingMessage): Reply | undefined {
  const { host = "", origin } = headers;
  const isHere =
    /^(?:::ffff:)?127\.|^::1$/u.test(socket.remoteAddress ?? "") &&
    isLoopback(`http://${host}`) &&
    (origin === undefined || isLoopback(origin));
  return isHere
    ? undefined
    : failure(403, "only programs on this machine may use it, through a loopback address");
}

function isLoopback(url: string): boolean {
  const hostname = URL.canParse(url) ? new URL(url).hostname : "";
  return hostname === "localhost" || hostname === "[::1]" || /^127\.[\d.]+$/u.test(hostname);
}

function route(method: string, path: string, text: string, exchange: Exchange): Reply {
  const [name = "", id, ...rest] = path.slice(adminPath.length).split("/");
  const resources = id === undefined ? collections(exchange) : members(exchange);
  const routes = rest.length === 0 && Object.hasOwn(resources, name) ? resources[name] : undefined;
  if (!routes) {
    const known = Object.keys(collections(exchange)).map((one) => adminPath + one);
    return failure(404, `not found; expected one of ${known.join(", ")}`);
  }
  const run = Object.hasOwn(routes, method) ? routes[method] : undefined;
  if (run) return run(text, Number(id));
  const allowed = Object.keys(routes).join(", ");
  return { ...failure(405, `${path} allows ${allowed}`), headers: { Allow: allowed } };
}

function collections({ faults, requests, clock }: Exchange): Readonly<Record<string, Routes>> {
  return {
    faults: {
      GET: () => ({ status: 200, body: faults.list().map(shown) }),
      POST: (text) =>
        withJson(text, (fault) => {
          const added = faults.add(fault);
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
          const { offsetMs } = membersOf(wanted);
          if (typeof offsetMs !== "number" || !isOffset(offsetMs)) {
            throw new TypeError("offsetMs: must be an integer from -1e12 to 1e12");
          }
          clock.offsetMs = offsetMs;
          return { status: 200, body: { now: clock.now(), offsetMs } };
        }),
    },
  };
}

function members({ faults }: Exchange): Readonly<Record<string, Routes>> {
  const missing = failure(404, "no active fault has this id");
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

/** `left` is null where it is unlimited: JSON has no Infinity. */
function shown({ id, left, fault }: ActiveFault): object {
  const body = typeof fault.body === "object" ? `${fault.body.length} bytes` : fault.body;
  return { id, left, fault: { ...fault, body } };
}

function withJson(text: string, use: (value: unknown) => Reply): Reply {
  try {
    return use(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) {
      return failure(400, `the body must be JSON of at most ${maxBodyBytes} bytes`);
    }
    if (error instanceof TypeError) return failure(400, error.message);
    throw error;
  }
}

function failure(status: number, error: string): Reply {
  return { status, body: { error } };
}

/** The body as a string; empty where it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= maxBodyBytes) chunks.push(chunk);
  }
  return length <= maxBodyBytes ? Buffer.concat(chunks).toString() : "";
}
