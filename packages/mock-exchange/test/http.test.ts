// The same exchange over HTTP: the bytes as sent are verified, and faults act on the socket.
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createMockExchange, demoAccount } from "../src/index.ts";
import type { MockExchangeOptions, MockServer } from "../src/index.ts";
import { coinM, coinMOrder, headers, margin, noon, signed } from "./calls.ts";

const servers: MockServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(async (server) => server.close()));
});

async function serve(options: MockExchangeOptions = {}): Promise<MockServer> {
  const server = await createMockExchange({ now: () => noon, ...options }).listen();
  servers.push(server);
  return server;
}

/** Sends a request line as it is, without a client that would normalise it. */
async function raw({ port }: MockServer, target: Buffer | string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write("GET ");
  socket.write(target);
  socket.write(
    ` HTTP/1.1\r\nHost: exchange.test\r\nx-mbx-apikey: ${demoAccount.apiKey}\r\nConnection: close\r\n\r\n`,
  );
  let text = "";
  socket.on("data", (data) => (text += data.toString()));
  await once(socket, "close");
  return text;
}

function targetOf(query: Buffer): Buffer {
  const signature = createHmac("sha256", demoAccount.secret).update(query).digest("hex");
  return Buffer.concat([Buffer.from(`${coinM}?`), query, Buffer.from(`&signature=${signature}`)]);
}

describe("an ordinary call", () => {
  test("gets the same response as in process", async () => {
    const exchange = createMockExchange({ now: () => noon });
    const server = await exchange.listen();
    servers.push(server);
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    for (const path of [coinM, margin]) {
      const query = signed(`timestamp=${noon}`);
      const there = await fetch(`${server.url}${path}?${query}`, { headers });
      const here = await exchange.fetch(`https://exchange.test${path}?${query}`, { headers });
      expect([there.status, await there.text()]).toEqual([200, await here.text()]);
      for (const name of ["Content-Type", "Date"]) {
        expect(there.headers.get(name)).toBe(here.headers.get(name));
      }
    }
    expect(exchange.requests.map(({ usedWeight }) => usedWeight)).toEqual([40, 80, 5, 10]);
  });

  test("a page of another origin may call and read, after a preflight", async () => {
    const { url } = await serve();
    const origin = { Origin: "https://docs.example" };
    const preflight = await fetch(`${url}${coinM}`, {
      method: "OPTIONS",
      headers: { ...origin, "Access-Control-Request-Method": "GET" },
    });
    expect(preflight.status).toBe(204);
    const reply = await fetch(`${url}${coinM}?${signed(`timestamp=${noon}`)}`, {
      headers: { ...headers, ...origin },
    });
    expect(reply.status).toBe(200);
    for (const response of [preflight, reply])
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "access-control-allow-origin": "*",
        "access-control-allow-headers": "*",
        "access-control-expose-headers": "*",
      });
    // Without the header it is no preflight, and the header alone makes none.
    expect((await fetch(`${url}${coinM}`, { method: "OPTIONS", headers: origin })).status).toBe(
      405,
    );
    const asking = { ...headers, ...origin, "Access-Control-Request-Method": "GET" };
    const query = signed(`timestamp=${noon}&symbol=NONE`);
    expect(await (await fetch(`${url}${coinM}?${query}`, { headers: asking })).text()).toBe("[]");
    const plain = await fetch(`${url}${coinM}`, { headers });
    expect(plain.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("no page may read the request log", async () => {
    const { url } = await serve();
    const reply = await fetch(`${url}/_mock/requests`, {
      headers: { Origin: "https://docs.example" },
    });
    expect(reply.status).toBe(403);
    expect(reply.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("19 digits are in the raw body", async () => {
    const orders = { listOpenOrders: [coinMOrder({ orderId: "8389765489680951453" })] };
    const server = await serve({ accounts: [{ ...demoAccount, orders }] });
    const response = await fetch(`${server.url}${coinM}?${signed(`timestamp=${noon}`)}`, {
      headers,
    });
    expect(await response.text()).toContain(`"orderId":8389765489680951453,`);
  });

  test("errors are as in process", async () => {
    const server = await serve();
    const unauthorised = await fetch(`${server.url}${coinM}`);
    expect([unauthorised.status, await unauthorised.text()]).toEqual([
      401,
      `{"code":-2014,"msg":"API-key format invalid."}`,
    ]);
    const posted = await fetch(`${server.url}${coinM}`, { method: "POST", body: "a=b" });
    expect(posted.status).toBe(405);
    expect((await fetch(`${server.url}/`)).status).toBe(404);
  });
});

describe("the bytes on the wire", () => {
  test.each([
    ["a bare quote", Buffer.from(`symbol='&timestamp=${noon}`)],
    ["lower-case escapes", Buffer.from(`symbol=%ef%bc%91&timestamp=${noon}`)],
    ["a space as +", Buffer.from(`symbol=a+b&timestamp=${noon}`)],
  ])("%s", async (_, query) => {
    const reply = await raw(await serve(), targetOf(query));
    expect(reply).toMatch(/^HTTP\/1\.1 200 OK\r\n/u);
    expect(reply).toMatch(/\r\n\r\n\[\]$/u);
  });

  test("unencoded UTF-8 is rejected", async () => {
    const reply = await raw(await serve(), targetOf(Buffer.from(`symbol=１２&timestamp=${noon}`)));
    expect(reply).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/u);
  });

  test("a complete URL on the request line, as to a proxy", async () => {
    const server = await serve();
    const reply = await raw(server, `http://exchange.test/dapi/v1/time`);
    expect(reply).toMatch(/\{"serverTime":1700000040000\}$/u);
  });
});

describe("faults", () => {
  const query = signed(`timestamp=${noon}`);

  test("reset before the headers", async () => {
    const server = await serve({ faults: [{ reset: "before" }] });
    await expect(fetch(`${server.url}${coinM}?${query}`, { headers })).rejects.toMatchObject({
      cause: { code: "ECONNRESET" },
    });
  });

  test("reset during the body", async () => {
    const server = await serve({ faults: [{ reset: "during" }] });
    const response = await fetch(`${server.url}${coinM}?${query}`, { headers });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow("terminated");
  });

  test.each([
    [{}, "123"],
    [{ truncateAt: 5 }, "12345"],
  ])("during the body, half of it or what %j says comes first", async (fault, begin) => {
    const server = await serve({ faults: [{ reset: "during", body: "123456", ...fault }] });
    const response = await fetch(`${server.url}${coinM}?${query}`, { headers });
    expect(response.headers.get("Content-Length")).toBe("6");
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe(begin);
  });

  test("a wrong length that the fault says is the only one", async () => {
    const fault = { body: "12345", headers: { "Content-Length": "3" } };
    const reply = await raw(await serve({ faults: [fault] }), "/dapi/v1/time");
    expect(reply.match(/content-length: *\d+/giu)).toEqual(["Content-Length: 3"]);
  });

  test.each(["before", "during"] as const)("hanging %s", async (hang) => {
    const server = await serve({ faults: [{ hang }] });
    const patience = AbortSignal.timeout(50);
    const reading = fetch(`${server.url}${coinM}?${query}`, { headers, signal: patience }).then(
      async (response) => response.text(),
    );
    await expect(reading).rejects.toMatchObject({ name: "TimeoutError" });
  });

  test("late headers, a body in chunks, a truncated body", async () => {
    const slept: number[] = [];
    const server = await serve({
      sleep: async (ms) => {
        slept.push(ms);
        await Promise.resolve();
      },
      faults: [{ body: "12345", delayMs: 9, chunkBytes: 2, chunkDelayMs: 3, truncateAt: 4 }],
    });
    const response = await fetch(`${server.url}${coinM}`);
    expect([await response.text(), response.headers.get("Content-Length")]).toEqual(["1234", "4"]);
    expect(slept).toEqual([9, 3, 3]);
  });

  test("removed headers stay removed", async () => {
    const gone = { Date: null, "X-MBX-USED-WEIGHT-1M": null };
    const server = await serve({ faults: [{ status: 503, example: "empty", headers: gone }] });
    const response = await fetch(`${server.url}${coinM}`);
    expect([...response.headers.keys()].toSorted()).toEqual([
      "connection",
      "content-length",
      "keep-alive",
    ]);
  });

  test("a response without a body", async () => {
    const server = await serve({ faults: [{ status: 204, delayMs: 1 }] });
    const response = await fetch(`${server.url}${coinM}`);
    expect([response.status, await response.text()]).toEqual([204, ""]);
  });
});

test("a port that is in use is named", async () => {
  const { port } = await serve();
  await expect(createMockExchange().listen({ port })).rejects.toThrow(
    `port ${port} on 127.0.0.1 is taken; choose another, or none for a free one`,
  );
});

test("an address that this machine does not have is named", async () => {
  // Of the documentation's own addresses, which no machine has (RFC 5737).
  await expect(createMockExchange().listen({ hostname: "192.0.2.1" })).rejects.toMatchObject({
    message: expect.stringMatching(/^cannot listen on 192\.0\.2\.1, port 0: /u) as unknown,
    cause: { code: "EADDRNOTAVAIL" },
  });
});

test("closing ends a call that gets no response", async () => {
  const exchange = createMockExchange({ now: () => noon, faults: [{ hang: "before" }] });
  const server = await exchange.listen();
  const calling = fetch(`${server.url}${coinM}`).catch((error: unknown) => error);
  while (exchange.requests.length === 0) await new Promise(setImmediate);
  await server.close();
  expect(await calling).toBeInstanceOf(TypeError);
});

test("an unread body does not block the next request of the connection", async () => {
  const server = await createMockExchange({ now: () => noon }).listen();
  for (let count = 0; count < 3; count += 1) {
    const response = await fetch(`${server.url}${coinM}`, {
      method: "POST",
      body: "x".repeat(1_000_000),
    });
    expect([response.status, await response.text()]).toEqual([405, expect.stringContaining("405")]);
  }
  await server.close();
});
