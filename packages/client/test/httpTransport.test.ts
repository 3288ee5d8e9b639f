// The transports over real connections: the same request leaves and the same response arrives over node:https and
// over fetch, and nothing of either is left when it ends.
import { Agent } from "node:http";
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createTransport as overFetch } from "../src/httpTransport.fetch.ts";
import { createTransport as overNode } from "../src/httpTransport.node.ts";
import type { HttpRequest } from "../src/httpTransport.ts";
import { serve, serveRaw } from "./localServer.ts";

const options = { fetch: undefined, agent: undefined };
/** Whether it was closed or reset: `once` of node:events rejects for the latter. */
const closeOf = (socket: Socket) => new Promise((resolve) => socket.once("close", resolve));

describe.each([
  ["node:https", overNode(options)],
  ["fetch", overFetch(options)],
])("over %s", (name, transport) => {
  const isNode = name === "node:https";
  const send = (url: string, own: Partial<HttpRequest> = {}) =>
    transport({ method: "GET", url, headers: {}, maxBodyBytes: 1_000_000, ...own });
  const bodyOf = async (url: string, own: Partial<HttpRequest> = {}) =>
    (await send(url, own).response).body;
  const text = (value: string) => ({ kind: "text", text: value });

  it("sends the path and query as they are, and each header once", async () => {
    let line = "";
    let head: string[] = [];
    const { url } = await serve((request, response) => {
      line = `${request.method} ${request.url}`;
      head = request.rawHeaders;
      response.writeHead(404, { Date: "today", "X-Count": ["1", "2"] }).end('{"code":-1}');
    });
    const query = "/a%2Fb/c?symbol=%E5%B8%81&x='*()!~&signature=ab%2B%3D";
    const response = await send(url + query, { headers: { "X-MBX-APIKEY": "key" } }).response;
    expect(line).toBe(`GET ${isNode ? query : query.replace("'", "%27")}`);
    const names = head.filter((_, at) => at % 2 === 0).map((header) => header.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    expect(head[head.indexOf("X-MBX-APIKEY") + 1]).toBe("key");
    expect(response.status).toBe(404);
    expect(response.headers.get("date")).toBe("today");
    expect(response.headers.get("x-count")).toBe("1, 2");
    expect(response.headers.get("x-other")).toBeNull();
    expect(new Headers([...response.headers]).get("X-Count")).toBe("1, 2");
    expect(response.body).toEqual(text('{"code":-1}'));
  });

  it("reads characters that two chunks share, and leaves out a byte order mark", async () => {
    const bytes = Buffer.from('\uFEFF["价é😀"]');
    const writeSlowly = async (response: ServerResponse): Promise<void> => {
      for (const byte of bytes) {
        response.write(Buffer.of(byte));
        await new Promise(setImmediate);
      }
      response.end();
    };
    const { url } = await serve((_request, response) => void writeSlowly(response));
    expect(await bodyOf(`${url}/`)).toEqual(text('["价é😀"]'));
  });

  it("follows no redirect", async () => {
    const paths: unknown[] = [];
    const { url } = await serve((request, response) => {
      paths.push(request.url);
      response.writeHead(302, { location: "/elsewhere" }).end("moved");
    });
    const { status, headers, body } = await send(`${url}/x`).response;
    expect([status, headers.get("location"), body]).toEqual([
      302,
      "/elsewhere",
      { kind: "redirect" },
    ]);
    expect(paths).toEqual(["/x"]);
  });

  it.each([
    [299, "text"],
    [300, "redirect"],
    [399, "redirect"],
    [400, "text"],
  ])("takes status %i for what it is: %s", async (status, kind) => {
    const { url } = await serve((_request, response) => response.writeHead(status).end("words"));
    expect(await bodyOf(`${url}/`)).toMatchObject({ kind });
  });

  it("rejects where no connection is made, and where it ends before a response", async () => {
    await expect(send("http://127.0.0.1:1/").response).rejects.toBeInstanceOf(Error);
    const { url, connections } = await serve((request) => request.socket.destroy());
    await expect(send(`${url}/`).response).rejects.toBeInstanceOf(Error);
    // It was the first request of its connection.
    expect(connections).toHaveLength(1);
  });

  it("rejects what is not HTTP", async () => {
    const { url } = await serveRaw((socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n"));
    await expect(send(`${url}/`).response).rejects.toBeInstanceOf(Error);
  });

  it.each([
    ["shorter than announced", "Content-Length: 100\r\n\r\n[{"],
    ["that breaks off between chunks", "Transfer-Encoding: chunked\r\n\r\n2\r\n[{\r\n"],
    ["with a chunk that is not one", "Transfer-Encoding: chunked\r\n\r\nzz\r\n[{\r\n"],
  ])("tells a body %s from a whole one", async (_, rest) => {
    const { url } = await serveRaw((socket) => socket.end(`HTTP/1.1 200 OK\r\n${rest}`));
    const { status, body } = await send(`${url}/`).response;
    expect([status, body.kind]).toEqual([200, "broken"]);
    expect((body as { cause?: unknown }).cause).toBeInstanceOf(Error);
  });

  it("takes a body that ends with its connection for whole where nothing announces more", async () => {
    const { url } = await serveRaw((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n[1]"));
    expect(await bodyOf(`${url}/`)).toEqual(text("[1]"));
  });

  describe("a body over the limit", () => {
    it.each([
      ["announced", (size: number) => ({ "content-length": size })],
      ["not announced", () => ({})],
    ])("that is %s is rejected, and one of just the limit is read", async (_, headers) => {
      const { url } = await serve((request, response) => {
        const size = Number(request.url?.slice(1));
        response.writeHead(200, headers(size)).end("x".repeat(size));
      });
      expect(await bodyOf(`${url}/1000`, { maxBodyBytes: 1000 })).toEqual(text("x".repeat(1000)));
      expect(await bodyOf(`${url}/1001`, { maxBodyBytes: 1000 })).toEqual({ kind: "too-large" });
    });

    it.each([
      ["gzip", gzipSync],
      ["br", brotliCompressSync],
      ["deflate", deflateSync],
    ])(
      "is rejected by what it is unpacked (%s), not by the length that is announced",
      async (encoding, pack) => {
        const { url } = await serve((request, response) => {
          const packed = pack("x".repeat(Number(request.url?.slice(1))));
          const length = { "content-length": packed.length, "content-encoding": encoding };
          response.writeHead(200, length).end(packed);
        });
        expect(await bodyOf(`${url}/100000`, { maxBodyBytes: 100_000 })).toEqual(
          text("x".repeat(100_000)),
        );
        expect(await bodyOf(`${url}/100001`, { maxBodyBytes: 100_000 })).toEqual({
          kind: "too-large",
        });
      },
    );

    it("is not waited for where its length says so", async () => {
      const { url } = await serve((_request, response) => {
        response.writeHead(200, { "content-length": 1001 }).flushHeaders();
      });
      expect(await bodyOf(`${url}/`, { maxBodyBytes: 1000 })).toEqual({ kind: "too-large" });
    });

    it("is not read on, and its connection is closed", async () => {
      const chunk = Buffer.alloc(65_536, "x");
      let closed: Promise<unknown> | undefined;
      const { url } = await serve((request, response) => {
        closed = closeOf(request.socket);
        const more = (): void => {
          while (!response.destroyed && response.write(chunk));
          response.once("drain", more);
        };
        more();
      });
      expect(await bodyOf(`${url}/`, { maxBodyBytes: 1_000_000 })).toEqual({ kind: "too-large" });
      await closed;
    });
  });

  describe("a packed body", () => {
    const json = '[{"orderId":8389765489680951453,"note":"价"}]';
    const serveBody = (encoding: string, bytes: Buffer) =>
      serve((_request, response) => {
        response.writeHead(200, { "content-encoding": encoding }).end(bytes);
      });

    it.each([
      ["gzip", gzipSync(json)],
      ["x-gzip", gzipSync(json)],
      ["GZIP", gzipSync(json)],
      ["deflate", deflateSync(json)],
      ["br", brotliCompressSync(json)],
      ["gzip, br", brotliCompressSync(gzipSync(json))],
    ])("is unpacked from %s", async (encoding, bytes) => {
      const { url } = await serveBody(encoding, bytes);
      expect(await bodyOf(`${url}/`)).toEqual(text(json));
    });

    // The fetch of Node unpacks what there is.
    it.runIf(isNode)("that was cut short is broken", async () => {
      const whole = gzipSync("[".padEnd(100_000, "1"));
      const { url } = await serveBody("gzip", whole.subarray(0, whole.length / 2));
      expect(await bodyOf(`${url}/`)).toMatchObject({ kind: "broken" });
    });

    it("that is not what its header says is broken", async () => {
      const { url } = await serveBody("gzip", Buffer.from(json));
      expect(await bodyOf(`${url}/`)).toMatchObject({ kind: "broken" });
    });

    it("that is empty is empty, and one in an unknown encoding is left as it is", async () => {
      const { url } = await serveBody("gzip", Buffer.alloc(0));
      expect(await bodyOf(`${url}/`)).toEqual(text(""));
      const unknown = await serveBody("zip", Buffer.from("PK"));
      expect(await bodyOf(`${unknown.url}/`)).toEqual(text("PK"));
    });
  });

  it.each(["before the response", "within its body"])(
    "ends %s when it is aborted, and closes the connection",
    async (when) => {
      let arrive: (socket: Socket) => void = () => {};
      const arrived = new Promise<Socket>((resolve) => (arrive = resolve));
      const { url } = await serve((request, response) => {
        if (when === "within its body") response.writeHead(200).write("[");
        arrive(request.socket);
      });
      const exchange = send(`${url}/`);
      const socket = await arrived;
      const closed = closeOf(socket);
      // Until the head of the response has arrived as well, where there is one.
      await new Promise(setImmediate);
      exchange.abort(new Error("enough"));
      const outcome = await exchange.response.then(
        ({ body }) => body.kind,
        () => "rejected",
      );
      expect(["rejected", "broken"]).toContain(outcome);
      await closed;
    },
  );

  it("sends nothing once it was aborted", async () => {
    let requests = 0;
    const { url } = await serve((_request, response) => {
      requests += 1;
      response.end();
    });
    const exchange = send(`${url}/`);
    exchange.abort(new Error("enough"));
    await expect(exchange.response).rejects.toBeInstanceOf(Error);
    await send(`${url}/`).response;
    expect(requests).toBe(1);
  });
});

describe("the transport of other runtimes", () => {
  it("has no use for an agent", () => {
    expect(() => overFetch({ fetch: undefined, agent: new Agent() })).toThrow(
      "Option agent works on Node only.",
    );
  });
});
