// What only the transport of Node does: connections that are kept, shared and replaced, agents and proxies, and
// when it leaves a request to fetch.
import { execFile } from "node:child_process";
import { Agent } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { Socket } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createTransport } from "../src/httpTransport.node.ts";
import { serve, serveRaw } from "./localServer.ts";

const options = { fetch: undefined, agent: undefined };

describe("the transport of Node", () => {
  const transport = createTransport(options);
  const send = (url: string) =>
    transport({ method: "GET", url, headers: {}, maxBodyBytes: 1_000_000 }).response;
  const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]";

  it("asks for packed bodies and names itself, unless the caller says otherwise", async () => {
    const seen: IncomingHttpHeaders[] = [];
    const { url } = await serve((request, response) => {
      seen.push(request.headers);
      response.end("[]");
    });
    await send(`${url}/`);
    const headers = { "user-agent": "mine", "accept-encoding": "identity" };
    await transport({ method: "GET", url: `${url}/`, headers, maxBodyBytes: 9 }).response;
    expect(seen).toEqual([
      expect.objectContaining({
        accept: "*/*",
        "accept-encoding": "br, gzip",
        "user-agent": "open-orders",
      }),
      expect.objectContaining(headers),
    ]);
  });

  it("finds headers whatever their case, and joins those that come twice", async () => {
    const { url } = await serveRaw((socket) =>
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: 1\r\nx-a: 2\r\nX-B: 3\r\n\r\n[]"),
    );
    const { headers } = await send(`${url}/`);
    expect([headers.get("x-a"), headers.get("x-b"), headers.get("x-c")]).toEqual([
      "1, 2",
      "3",
      null,
    ]);
    expect([...headers]).toEqual([
      ["content-length", "2"],
      ["x-a", "1"],
      ["x-a", "2"],
      ["x-b", "3"],
    ]);
  });

  it("uses one connection for calls in a row", async () => {
    const { url, connections } = await serve((_request, response) => void response.end("[]"));
    for (let call = 0; call < 20; call += 1) await send(`${url}/`);
    expect(connections).toHaveLength(1);
  });

  it("opens sixteen connections to a host, for any number of calls at once and again, and for all clients", async () => {
    const waiting: (() => void)[] = [];
    const { url, connections } = await serve((_request, response) => {
      waiting.push(() => response.end("[]"));
      if (waiting.length === 16) for (const respond of waiting.splice(0)) respond();
    });
    const other = createTransport(options);
    for (const calls of [48, 32]) {
      await Promise.all(
        Array.from({ length: calls }, async (_, call) =>
          call % 2 === 0
            ? send(`${url}/`)
            : other({ method: "GET", url: `${url}/`, headers: {}, maxBodyBytes: 9 }).response,
        ),
      );
      expect(connections).toHaveLength(16);
    }
  });

  describe("on a connection that was idle", () => {
    it.each([
      ["closed", (socket: Socket) => void socket.end()],
      ["reset", (socket: Socket) => void socket.resetAndDestroy()],
    ])("and is %s sends the request at once on a fresh one", async (_, leave) => {
      const seen: string[] = [];
      const { url, connections } = await serveRaw((socket, request) => {
        seen.push(request);
        // The first request of each connection is answered, a later one is not.
        if (seen.length === 2) leave(socket);
        else socket.write(ok);
      });
      await send(`${url}/a`);
      const { body } = await send(`${url}/b`);
      expect(body).toEqual({ kind: "text", text: "[]" });
      expect(seen).toHaveLength(3);
      expect(seen[2]).toBe(seen[1]);
      expect(connections).toHaveLength(2);
    });

    it("and is reset sends also a request again that waited for it", async () => {
      const used = new Set<Socket>();
      let resets = 0;
      const { url, connections } = await serveRaw((socket) => {
        // There are 16 connections, so the last request gets the first that is free.
        if (used.has(socket)) socket.resetAndDestroy();
        else socket.write(ok);
        resets += used.has(socket) ? 1 : 0;
        used.add(socket);
      });
      const responses = await Promise.all(Array.from({ length: 17 }, async () => send(`${url}/`)));
      for (const { body } of responses) expect(body).toEqual({ kind: "text", text: "[]" });
      expect(resets).toBeGreaterThan(0);
      expect(connections.length).toBeGreaterThan(16);
    });

    it("rejects once a byte of the response has come", async () => {
      let requests = 0;
      const { url } = await serveRaw((socket) => {
        requests += 1;
        if (requests === 1) socket.write(ok);
        else socket.end("H");
      });
      await send(`${url}/`);
      await expect(send(`${url}/`)).rejects.toMatchObject({ code: "ECONNRESET" });
      expect(requests).toBe(2);
    });

    it("rejects where the fresh one is closed as well", async () => {
      let requests = 0;
      const { url } = await serveRaw((socket) => {
        requests += 1;
        if (requests === 1) socket.write(ok);
        else socket.end();
      });
      await send(`${url}/`);
      await expect(send(`${url}/`)).rejects.toMatchObject({ code: "ECONNRESET" });
      expect(requests).toBe(3);
    });
  });

  /** Sends one request in a process of its own, and returns what it printed: the text of the response. */
  const sendInProcess = async (url: string, env: Record<string, string> = {}) => {
    const module = pathToFileURL(join(import.meta.dirname, "../src/httpTransport.node.ts")).href;
    const program = `
      import { createTransport } from ${JSON.stringify(module)};
      const request = { method: "GET", url: ${JSON.stringify(url)}, headers: {}, maxBodyBytes: 9 };
      const { body } = await createTransport({})(request).response;
      console.log(body.text);`;
    const args = ["--input-type=module", "--eval", program];
    return (await promisify(execFile)(process.execPath, args, { env })).stdout;
  };

  it("lets a program end while its connections are open", async () => {
    const { url, connections } = await serve((_request, response) => void response.end("[]"));
    expect(await sendInProcess(`${url}/`)).toBe("[]\n");
    expect(connections).toHaveLength(1);
  });

  it("goes through the proxies of the environment where Node is set to use them", async () => {
    const asked: unknown[] = [];
    const proxy = await serve((request, response) => {
      asked.push(request.url);
      response.end("proxy");
    });
    const { url } = await serve((_request, response) => void response.end("direct"));
    const settings = { HTTP_PROXY: proxy.url, http_proxy: proxy.url };
    expect(await sendInProcess(`${url}/a`, settings)).toBe("direct\n");
    const env = { ...settings, NODE_USE_ENV_PROXY: "1" };
    expect(await sendInProcess(`${url}/b`, env)).toBe("proxy\n");
    expect(await sendInProcess(`${url}/c`, { ...env, NO_PROXY: "127.0.0.1" })).toBe("direct\n");
    expect(asked).toEqual([`${url}/b`]);
  });

  it("goes over the connections of an agent that the caller passes", async () => {
    const { url } = await serve((_request, response) => void response.end("[]"));
    const hosts: unknown[] = [];
    class OwnAgent extends Agent {
      override createConnection(...args: Parameters<Agent["createConnection"]>) {
        hosts.push(args[0].host);
        return super.createConnection(...args);
      }
    }
    const agent = new OwnAgent();
    const own = createTransport({ fetch: undefined, agent });
    await own({ method: "GET", url: `${url}/`, headers: {}, maxBodyBytes: 9 }).response;
    // A tracer that patches the global fetch knows nothing of the agent.
    const { fetch: original } = globalThis;
    globalThis.fetch = () => Promise.reject(new Error("not this way"));
    try {
      await own({ method: "GET", url: `${url}/`, headers: {}, maxBodyBytes: 9 }).response;
    } finally {
      globalThis.fetch = original;
    }
    expect(hosts).toEqual(["127.0.0.1", "127.0.0.1"]);
  });

  it.each([
    ["was replaced", undefined],
    ["was passed", () => Promise.resolve(new Response("own"))],
  ])("leaves the request to a fetch that %s", async (_, fetch) => {
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("global")));
    onTestFinished(() => void vi.unstubAllGlobals());
    const exchange = createTransport({ fetch, agent: undefined })({
      method: "GET",
      url: "http://127.0.0.1:1/",
      headers: {},
      maxBodyBytes: 9,
    });
    const { body } = await exchange.response;
    expect(body).toEqual({ kind: "text", text: fetch ? "own" : "global" });
    vi.unstubAllGlobals();
    await expect(send("http://127.0.0.1:1/")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});
