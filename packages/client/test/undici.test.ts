// The undici transport and the global fetch, over a real server on loopback: the same answers, the same
// errors, and connections that are used again.
import { once } from "node:events";
import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { createCoinMFuturesClient, hmac } from "../src/index.ts";
import type { BinanceError, ClientOptions, ResponseError } from "../src/index.ts";
import { createUndiciFetch } from "../src/undici.ts";

const undici = createUndiciFetch();
afterAll(() => undici.close());

async function serve(listener: RequestListener) {
  let connections = 0;
  const server = createServer(listener).on("connection", () => (connections += 1));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}`, connections: () => connections };
}

/** Waits until a connection is closed. `once` of node:events would reject where it was reset. */
const closing = (socket: Socket): Promise<unknown> =>
  new Promise((resolve) => socket.once("close", resolve));

describe.each([
  ["global fetch", undefined],
  ["undici", undici],
] as const)("%s", (_, fetch) => {
  const client = (baseUrl: string, options: Partial<ClientOptions> = {}) =>
    createCoinMFuturesClient({
      apiKey: "key",
      signer: hmac("secret"),
      baseUrl,
      fetch,
      maxRetries: 0,
      ...options,
    });
  const failure = async (listener: RequestListener, options: Partial<ClientOptions> = {}) => {
    const { baseUrl } = await serve(listener);
    return client(baseUrl, options)
      .listOpenOrders()
      .then(
        () => undefined,
        (error: unknown) => error as BinanceError,
      );
  };

  it("keeps nineteen digits, sends the key, and opens no connection it does not need", async () => {
    const keys = new Set<unknown>();
    const { baseUrl, connections } = await serve((request, response) => {
      keys.add(request.headers["x-mbx-apikey"]);
      response.setHeader("x-mbx-used-weight-1m", "7");
      response.end('[{"orderId":8389765489680951453}]');
    });
    const coinM = client(baseUrl);
    for (let call = 0; call < 19; call += 1)
      expect(await coinM.listOpenOrders()).toEqual([{ orderId: "8389765489680951453" }]);
    const { data } = await coinM.http.GET("/dapi/v1/openOrders", {});
    expect(data).toEqual([{ orderId: "8389765489680951453" }]);
    expect([...keys]).toEqual(["key"]);
    // The global fetch opens a second one when a call follows the last within a turn of the event loop.
    expect(connections()).toBe(fetch ? 1 : 2);
    expect(coinM.weightUsage.usedWeight).toBe(7);
  });

  it("gives a refusal with its headers", async () => {
    const error = await failure((_request, response) => {
      response.writeHead(429, { "retry-after": "120", "content-type": "application/json" });
      response.end('{"code":-1003,"msg":"Too many requests."}');
    });
    expect(error).toMatchObject({ kind: "rate-limit", status: 429, retryAfterMs: 120_000 });
    expect((error as unknown as { headers: Headers }).headers).toBeInstanceOf(Headers);
    expect((error as unknown as { headers: Headers }).headers.get("Retry-After")).toBe("120");
  });

  it("follows no redirect", async () => {
    let followed = false;
    const error = await failure((request, response) => {
      if (request.url === "/elsewhere") followed = true;
      response.writeHead(302, { location: "/elsewhere" }).end();
    });
    expect(error).toMatchObject({ kind: "response", reason: "redirect", status: 302 });
    expect(followed).toBe(false);
  });

  it("names a refused connection, one reset before the answer, and one reset in the body", async () => {
    const refused = await client("http://127.0.0.1:1")
      .listOpenOrders()
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ kind: "connection", attempts: 1 });
    const before = await failure((request) => request.socket.destroy());
    expect(before).toMatchObject({ kind: "connection" });
    const within = await failure((request, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("[{", () => request.socket.destroy());
    });
    expect(within).toMatchObject({ kind: "response", reason: "truncated", status: 200 });
  });

  it("ends slow headers and a slow body in time, and drops the connection", async () => {
    const closed: Promise<unknown>[] = [];
    const slowHeaders = await failure(
      (request) => {
        closed.push(closing(request.socket));
      },
      { timeoutMs: 50 },
    );
    expect(slowHeaders).toMatchObject({ kind: "timeout", limitMs: 50 });
    const slowBody = await failure(
      (request, response) => {
        closed.push(closing(request.socket));
        response.writeHead(200).write("[");
      },
      { timeoutMs: 50 },
    );
    expect(slowBody).toMatchObject({ kind: "timeout", limitMs: 50 });
    await Promise.all(closed);
  });

  it("refuses a body over the limit, announced or not, without reading it whole", async () => {
    const chunk = "x".repeat(65_536);
    let written = 0;
    const endless = await failure(
      (_request, response) => {
        const more = (): void => {
          if (written > 1e8 || response.destroyed) return;
          written += chunk.length;
          if (response.write(chunk)) setImmediate(more);
          else response.once("drain", more);
        };
        more();
      },
      { maxBodyBytes: 1_000_000 },
    );
    expect(endless).toMatchObject({ kind: "response", reason: "too-large" });
    expect(written).toBeLessThan(5e7);
    const announced = await failure(
      (_request, response) => {
        response.writeHead(200, { "content-length": "100000000" }).write("[");
      },
      { maxBodyBytes: 1_000_000 },
    );
    expect(announced).toMatchObject({ kind: "response", reason: "too-large" });
  });

  it("takes a gzip that was cut short for a broken body", async () => {
    const cut = await failure((_request, response) => {
      const whole = gzipSync("[".padEnd(100_000, "1"));
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end(whole.subarray(0, whole.length / 2));
    });
    expect(cut).toMatchObject({ kind: "response", status: 200 });
  });

  it("unpacks a gzip that nobody asked for, or names it", async () => {
    const packed = (status: number, text: string): RequestListener => {
      return (_request, response) => {
        response.writeHead(status, { "content-encoding": "gzip" }).end(gzipSync(text));
      };
    };
    const { baseUrl } = await serve(packed(200, '[{"orderId":7}]'));
    const outcome: unknown = await client(baseUrl)
      .listOpenOrders()
      .catch(({ reason, message }: ResponseError) => ({ reason, message }));
    const named = {
      reason: "content-type",
      message:
        "GET /dapi/v1/openOrders was answered with status 200 and a body packed as gzip, which this fetch does not unpack.",
    };
    expect(outcome).toEqual(fetch ? named : [{ orderId: "7" }]);
    expect(await failure(packed(404, "No such page."))).toMatchObject(
      fetch ? { reason: "content-type", status: 404 } : { kind: "api", msg: "No such page." },
    );
    // A ban is a ban, whatever its body says.
    expect(await failure(packed(418, "Banned."))).toMatchObject({ kind: "rate-limit" });
  });

  it.each(["before the answer", "within it"])(
    "drops the connection when the caller leaves %s",
    async (when) => {
      const controller = new AbortController();
      const closed: Promise<unknown>[] = [];
      const { baseUrl } = await serve((request, response) => {
        closed.push(closing(request.socket));
        if (when === "within it") response.writeHead(200).write("[");
        setTimeout(() => controller.abort("enough"), 20);
      });
      const call = client(baseUrl).listOpenOrders({}, { signal: controller.signal });
      await expect(call).rejects.toBe("enough");
      expect(closed).toHaveLength(1);
      await Promise.all(closed);
    },
  );

  it("sends nothing for a fetch around it that comes too late", async () => {
    let asked = 0;
    const { baseUrl } = await serve((_request, response) => {
      asked += 1;
      response.end("[]");
    });
    const late: Promise<unknown>[] = [];
    const call = client(baseUrl, {
      timeoutMs: 20,
      async fetch(input, init) {
        await new Promise((resolve) => setTimeout(resolve, 40));
        const answer = (fetch ?? globalThis.fetch)(input, init);
        late.push(answer.catch((reason: unknown) => reason));
        return answer;
      },
    }).listOpenOrders();
    await expect(call).rejects.toMatchObject({ kind: "timeout" });
    await expect.poll(() => late).toHaveLength(1);
    expect(await late[0]).toBeInstanceOf(Error);
    expect(asked).toBe(0);
  });
});
