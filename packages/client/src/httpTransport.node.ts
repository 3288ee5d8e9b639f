// The transport of Node, over node:https: a third to two thirds of the CPU that the global fetch takes for a small
// response, and one connection for calls in a row. Loaded by the first call: to load it takes longer than all of this
// package.
import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import { withDeadline } from "./deadline.ts";
import { fetchTransport } from "./httpTransport.fetch.ts";
import type {
  Exchange,
  Gate,
  HttpAgent,
  HttpHeaders,
  HttpRequest,
  HttpResponse,
  Transport,
  TransportOptions,
} from "./httpTransport.ts";

/** What was the global fetch when this module was loaded. Another one was put in its place on purpose. */
const originalFetch = globalThis.fetch;

/** Uses the fetch given, or the global one where it was replaced; else node:https and node:http. */
export function createTransport({ fetch, agent }: TransportOptions): Transport {
  if (fetch) return fetchTransport(fetch);
  // A fetch that was replaced knows nothing of an agent.
  const isOurs = (): boolean => agent !== undefined || globalThis.fetch === originalFetch;
  const transport: Transport = (request) =>
    isOurs() ? sendRequest(request, agent) : fetchTransport(globalThis.fetch)(request);
  transport.gateOf = (baseUrl) => (isOurs() ? gateOf(originOf(baseUrl), agent) : undefined);
  return transport;
}

/** Requests to one host that are under way at once; more of them wait. */
const maxSockets = 16;

/**
 * What a fetch would send of itself as well. Firewalls take a request without a user agent for an attack, and a packed
 * list of orders takes a tenth of the bytes.
 */
const ownHeaders = { accept: "*/*", "accept-encoding": "br, gzip", "user-agent": "open-orders" };

/** A scheme and a host, as a request names them, and the connections to it. */
interface Target {
  readonly module: typeof import("node:https") | typeof import("node:http");
  readonly hostname: string;
  readonly port: string;
  readonly host: string;
  readonly agent: Agent;
  /** Whether a proxy of the environment may want to change the headers. */
  readonly isProxied: boolean;
}

/** One for each origin. Clients share them, so that the limit holds for all of them together. */
const targets = new Map<string, Target>();
const agents = new Map<string, Agent>();

/**
 * Connections that a response has come over: those that a server may have closed meanwhile. Node says it of a request
 * only where a connection was free at once.
 */
const reusable = new WeakSet<object>();

function targetOf(origin: string): Target {
  let target = targets.get(origin);
  if (!target) {
    const { protocol, hostname, host, port } = new URL(origin);
    const module = process.getBuiltinModule(protocol === "https:" ? "node:https" : "node:http");
    // The environment's proxies, where Node is set to use them.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the types of Node leave it out
    const { options } = module.globalAgent as { options?: { proxyEnv?: NodeJS.ProcessEnv } };
    const proxyEnv = options?.proxyEnv;
    let agent = agents.get(protocol);
    if (!agent) {
      agent = new module.Agent({ keepAlive: true, maxSockets, ...(proxyEnv && { proxyEnv }) });
      agents.set(protocol, agent);
    }
    target = {
      module,
      hostname: hostname.replace(/^\[|\]$/g, ""),
      port,
      host,
      agent,
      isProxied: proxyEnv !== undefined,
    };
    targets.set(origin, target);
  }
  return target;
}

/** Found by hand: `new URL` would cost as much as all the rest of a request. */
function originOf(url: string): string {
  const pathAt = url.indexOf("/", url.indexOf("//") + 2);
  return pathAt === -1 ? url : url.slice(0, pathAt);
}

const gates = new WeakMap<object, Map<string, Gate>>();

/** The gate of an origin, as wide as its agent has connections. */
function gateOf(origin: string, own: HttpAgent | undefined): Gate {
  const agent = own ?? targetOf(origin).agent;
  let ofAgent = gates.get(agent);
  if (!ofAgent) gates.set(agent, (ofAgent = new Map<string, Gate>()));
  let gate = ofAgent.get(origin);
  const { maxSockets: width = Infinity, maxTotalSockets = Infinity } = agent as Partial<Agent>;
  if (!gate) ofAgent.set(origin, (gate = createGate(Math.min(width, maxTotalSockets))));
  return gate;
}

function createGate(width = Number.POSITIVE_INFINITY): Gate {
  let free = width;
  const line: (() => void)[] = [];
  const leave = (): void => {
    const next = line.shift();
    if (next) next();
    else free += 1;
  };
  const wait = async (ms: number, signal: AbortSignal | undefined): Promise<boolean> => {
    const turn = new Promise<true>((resolve) => line.push(() => resolve(true)));
    let hasTurn: true | undefined;
    try {
      hasTurn = await withDeadline(() => turn, ms, signal);
    } finally {
      // One that comes too late is passed on.
      if (!hasTurn) void turn.then(leave);
    }
    return hasTurn === true;
  };
  return {
    enter(ms, signal) {
      if (free <= 0) return wait(ms, signal);
      free -= 1;
      return undefined;
    },
    leave,
  };
}

function sendRequest(
  { method, url, headers, maxBodyBytes }: HttpRequest,
  agent?: HttpAgent,
): Exchange {
  const origin = originOf(url);
  const target = targetOf(origin);
  const { module, hostname, port } = target;
  const named: Record<string, string> = { host: target.host, ...ownHeaders, ...headers };
  // Node writes a list of names and values at once, and takes all others one by one; a proxy may change those.
  const listed: string[] = [];
  for (const name of Object.keys(named)) listed.push(name, named[name] ?? "");
  const requestOptions = {
    hostname,
    port,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the public type needs no types of Node
    agent: (agent as Agent | undefined) ?? target.agent,
    method,
    path: url.slice(origin.length),
    headers: agent || target.isProxied ? named : listed,
  };
  let request: ClientRequest;
  let aborted = false;
  const response = new Promise<HttpResponse>((resolve, reject) => {
    const start = (): void => {
      // Looked up at each call, so that an interceptor installed after import is used.
      request = module.request(requestOptions);
      let fail = reject;
      let bytesBefore = -1;
      request.on("response", (message) => {
        reusable.add(message.socket);
        fail = readResponse(message, maxBodyBytes, resolve);
      });
      request.on("socket", (socket) => {
        if (reusable.has(socket)) bytesBefore = socket.bytesRead;
      });
      request.on("error", (error) => {
        // The server closed a connection that was idle while this request was on its way.
        if (!aborted && request.socket?.bytesRead === bytesBefore) start();
        else fail(error);
      });
      request.end();
    };
    start();
  });
  const abort = (): void => {
    aborted = true;
    request.destroy();
  };
  return { response, abort };
}

/** Reads the body. Returns what to call when the request fails meanwhile. */
function readResponse(
  message: IncomingMessage,
  maxBytes: number,
  resolve: (response: HttpResponse) => void,
): (cause: unknown) => void {
  const status = message.statusCode ?? 0;
  const headers = new NodeHeaders(message.rawHeaders);
  const end = (body: HttpResponse["body"]): void => resolve({ status, headers, body });
  // What is not read to its end is not read at all: its connection is closed.
  const stop = (kind: "redirect" | "too-large"): void => {
    message.destroy();
    end({ kind });
  };
  const fail = (cause: unknown): void => end({ kind: "broken", cause });
  message.on("error", fail);
  if (status >= 300 && status < 400) stop("redirect");
  if (Number(headers.get("content-length")) > maxBytes) stop("too-large");
  const chunks: Buffer[] = [];
  let bytes = 0;
  message.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) stop("too-large");
    else chunks.push(chunk);
  });
  message.on("end", () => {
    const [first] = chunks;
    const all = chunks.length === 1 && first ? first : Buffer.concat(chunks, bytes);
    end(unpack(all, headers.get("content-encoding"), maxBytes));
  });
  return fail;
}

function unpack(
  packed: Buffer,
  encoding: string | null,
  maxOutputLength: number,
): HttpResponse["body"] {
  if (encoding === null || packed.length === 0) return textOf(packed);
  try {
    const { brotliDecompressSync, gunzipSync, inflateSync } = process.getBuiltinModule("node:zlib");
    const unpackers = new Map([
      ["br", brotliDecompressSync],
      ["gzip", gunzipSync],
      ["x-gzip", gunzipSync],
      ["deflate", inflateSync],
    ]);
    // Applied in the order in which they are listed.
    const body = encoding
      .toLowerCase()
      .split(/\s*,\s*/)
      .reduceRight(
        (inner, name) => unpackers.get(name)?.(inner, { maxOutputLength }) ?? inner,
        packed,
      );
    return textOf(body);
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "ERR_BUFFER_TOO_LARGE"
      ? { kind: "too-large" }
      : { kind: "broken", cause };
  }
}

function textOf(bytes: Buffer): HttpResponse["body"] {
  const text = bytes.toString();
  // As fetch does, and because JSON.parse takes it for an error.
  return { kind: "text", text: text.startsWith("\uFEFF") ? text.slice(1) : text };
}

/** Reads names and values as they came, in turns: `message.headers` would sort all of them for the three that are read. */
class NodeHeaders implements HttpHeaders {
  readonly #raw: readonly string[];

  constructor(raw: readonly string[]) {
    this.#raw = raw;
  }

  get(name: string): string | null {
    const raw = this.#raw;
    let found: string | null = null;
    for (let at = 0; at < raw.length; at += 2) {
      const key = raw[at] ?? "";
      // The length first, because it tells nearly all apart.
      if (key.length !== name.length || key.toLowerCase() !== name) continue;
      const value = raw[at + 1] ?? "";
      found = found === null ? value : `${found}, ${value}`;
    }
    return found;
  }

  *[Symbol.iterator](): IterableIterator<[string, string]> {
    const raw = this.#raw;
    for (let at = 0; at < raw.length; at += 2)
      yield [(raw[at] ?? "").toLowerCase(), raw[at + 1] ?? ""];
  }
}
