// The control endpoints: faults, requests and the clock over HTTP, only for programs on the same machine.
import { request } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { networkInterfaces } from "node:os";
import { afterEach, describe, expect, test } from "vitest";
import { createMockExchange } from "../src/index.ts";
import type { MockExchangeOptions, MockServer } from "../src/index.ts";
import { coinM, demoKey, headers, noon, signed } from "./calls.ts";

const servers: MockServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(async (server) => server.close()));
});

async function serve(options: MockExchangeOptions = {}, hostname = "127.0.0.1") {
  const exchange = createMockExchange({ now: () => noon, ...options });
  const server = await exchange.listen({ hostname });
  servers.push(server);
  const admin = async (method: string, path: string, body?: string) => {
    const response = await fetch(`${server.url}/_mock/${path}`, { method, body: body ?? null });
    const text = await response.text();
    const json: unknown = text === "" ? undefined : JSON.parse(text);
    return { status: response.status, body: json, headers: response.headers };
  };
  const call = async (query = `timestamp=${noon}`): Promise<number> =>
    (await fetch(`${server.url}${coinM}?${signed(query)}`, { headers })).status;
  return { exchange, server, admin, call };
}

/** Sends headers that fetch does not allow. */
async function ask(
  { port }: MockServer,
  asked: { host?: string; origin?: string; address?: string; method?: string; body?: string },
): Promise<{ status: number | undefined; headers: IncomingHttpHeaders }> {
  const { host = `127.0.0.1:${port}`, origin, address = "127.0.0.1", method = "GET", body } = asked;
  const sent = { host, ...(origin !== undefined && { origin }) };
  const options = { host: address, port, path: "/_mock/faults", method, headers: sent };
  return new Promise((resolve, reject) => {
    const asking = request(options, (response) => {
      response.resume();
      resolve({ status: response.statusCode, headers: response.headers });
    });
    asking.on("error", reject).end(body);
  });
}

describe("faults", () => {
  test("one is added, shown, happens as often as it says, and is removed", async () => {
    const { admin, call } = await serve();
    const added = await admin("POST", "faults", '{"status":503,"example":"unavailable","times":2}');
    const shown = { id: 1, left: 2, fault: { status: 503, example: "unavailable", times: 2 } };
    expect([added.status, added.body]).toEqual([201, shown]);
    expect(Object.fromEntries(added.headers)).toMatchObject({
      location: "/_mock/faults/1",
      "content-type": "application/json",
      "x-content-type-options": "nosniff",
    });
    expect((await admin("GET", "faults")).body).toEqual([shown]);
    expect(await call()).toBe(503);
    expect((await admin("GET", "faults/1")).body).toEqual({ ...shown, left: 1 });
    expect([await call(), await call()]).toEqual([503, 200]);
    expect((await admin("GET", "faults")).body).toEqual([]);
    const gone = await admin("GET", "faults/1");
    expect([gone.status, gone.body]).toEqual([404, { error: "no active fault has this id" }]);
  });

  test("one is removed, then all", async () => {
    const { admin, call } = await serve({ faults: [{ status: 500 }] });
    for (const status of [502, 504]) await admin("POST", "faults", `{"status":${status}}`);
    expect((await admin("GET", "faults/3")).body).toMatchObject({ id: 3, fault: { status: 504 } });
    const removed = await admin("DELETE", "faults/2");
    expect([removed.status, removed.body]).toEqual([204, undefined]);
    expect(removed.headers.get("Content-Type")).toBeNull();
    expect((await admin("DELETE", "faults/2")).status).toBe(404);
    expect([await call(), await call()]).toEqual([500, 504]);
    await admin("POST", "faults", '{"status":502,"times":1e999}');
    expect((await admin("GET", "faults")).body).toMatchObject([{ left: null }]);
    expect((await admin("DELETE", "faults")).status).toBe(204);
    expect(await call()).toBe(200);
  });

  test("bytes are counted, not shown", async () => {
    const { admin } = await serve({ faults: [{ body: new Uint8Array(9) }] });
    expect((await admin("GET", "faults")).body).toMatchObject([{ fault: { body: "9 bytes" } }]);
  });

  test.each([
    ["{", "the body must be JSON of at most 1000000 bytes"],
    [" ".repeat(1_000_001), "the body must be JSON of at most 1000000 bytes"],
    ["[]", "fault: must be an object"],
    ["null", "fault: must be an object"],
    ['{"staus":503}', "fault.staus: unknown name; expected one of operationId, times, skip,"],
    ['{"__proto__":1}', "fault.__proto__: unknown name"],
    ['{"times":null}', "fault.times: must be an integer of at least 1, or Infinity"],
    ['{"status":"503"}', "fault.status: must be an integer from 200 to 599"],
    ['{"code":"-1021"}', "fault.code: must be an integer"],
    ['{"body":{}}', "fault.body: must be a string or a Uint8Array"],
    ['{"headers":["a"]}', "fault.headers: must be an object of header names with values"],
    ['{"headers":{"a b":"c"}}', "fault.headers: must be an object of header names with values"],
    [
      '{"headers":{"a":"\\n\\u4e2d"}}',
      "fault.headers: must be an object of header names with values",
    ],
    ['{"operationId":7}', "fault.operationId: must be a string"],
    ['{"status":599,"code":-9}', "fault: no response is described with"],
  ])("%.40s gets 400 with the reason", async (body, reason) => {
    const { admin, call } = await serve();
    const response = await admin("POST", "faults", body);
    expect(response.status).toBe(400);
    expect((response.body as { error: string }).error).toContain(reason);
    expect(await call()).toBe(200);
  });
});

describe("requests and clock", () => {
  test("requests are listed, without key, secret and signature", async () => {
    const { admin, call, exchange } = await serve();
    const query = `symbol=BTCUSD_PERP&timestamp=${noon}`;
    await call(query);
    const { body } = await admin("GET", "requests");
    expect(body).toEqual(exchange.requests);
    expect(body).toMatchObject([{ path: coinM, status: 200, weight: 1 }]);
    const text = JSON.stringify(body);
    expect(text).not.toContain(demoKey);
    expect(text).not.toContain(signed(query).slice(-64));
  });

  test("the clock is moved forward, and back", async () => {
    const { admin, call } = await serve();
    const put = await admin("PUT", "clock", '{"offsetMs":6000}');
    expect([put.status, put.body]).toEqual([200, { now: noon + 6000, offsetMs: 6000 }]);
    expect(await call()).toBe(400);
    expect(await call(`timestamp=${noon + 6000}`)).toBe(200);
    await admin("PUT", "clock", '{"offsetMs":0}');
    expect((await admin("GET", "clock")).body).toEqual({ now: noon, offsetMs: 0 });
    expect(await call()).toBe(200);
  });

  test.each([1e12, -1e12])("%d is the largest offset", async (offsetMs) => {
    const { admin } = await serve();
    expect((await admin("PUT", "clock", JSON.stringify({ offsetMs }))).body).toEqual({
      now: noon + offsetMs,
      offsetMs,
    });
    expect((await admin("PUT", "clock", `{"offsetMs":${offsetMs * 1.1}}`)).status).toBe(400);
  });

  test("a body of a million bytes is read", async () => {
    const { admin } = await serve();
    const body = '{"offsetMs":1}';
    expect((await admin("PUT", "clock", body.padEnd(1_000_000))).status).toBe(200);
    expect((await admin("PUT", "clock", body.padEnd(1_000_001))).status).toBe(400);
  });

  test.each(["5000", "null", "{}", '{"offsetMs":"1"}', '{"offsetMs":0.5}', '{"offsetMs":-2e12}'])(
    "%s is no offset",
    async (body) => {
      const { admin } = await serve();
      const response = await admin("PUT", "clock", body);
      expect(response.status).toBe(400);
      expect(response.body).toEqual({ error: "offsetMs: must be an integer from -1e12 to 1e12" });
      expect((await admin("GET", "clock")).body).toMatchObject({ offsetMs: 0 });
    },
  );
});

describe("not found", () => {
  test.each(["", "fault", "faults/1/2", "constructor", "requests/1", "faults?a=b"])(
    "/_mock/%s",
    async (path) => {
      const response = await (await serve()).admin("GET", path);
      expect(response.status).toBe(404);
      expect(response.body).toEqual({
        error: "not found; expected one of /_mock/faults, /_mock/requests, /_mock/clock",
      });
    },
  );

  test.each([
    ["PUT", "faults", "GET, POST, DELETE"],
    ["DELETE", "requests", "GET"],
    ["OPTIONS", "clock", "GET, PUT"],
  ])("%s of %s", async (method, path, allowed) => {
    const response = await (await serve()).admin(method, path);
    expect([response.status, response.headers.get("Allow")]).toEqual([405, allowed]);
    expect(response.body).toEqual({ error: `/_mock/${path} allows ${allowed}` });
  });

  test("in process", async () => {
    const response = await createMockExchange().fetch("http://127.0.0.1/_mock/faults");
    expect(response.status).toBe(404);
  });
});

describe("access", () => {
  test.each([
    { host: "localhost" },
    { host: "127.0.0.1:1" },
    { host: "127.8.9.10" },
    { host: "[::1]:8787" },
    { origin: "http://localhost:3000" },
  ])("%o is allowed", async (asked) => {
    expect((await ask((await serve()).server, asked)).status).toBe(200);
  });

  test.each([
    ["a name that resolves to this machine", { host: "evil.example:8787" }],
    ["a name that looks like loopback", { host: "127.0.0.1.evil.example" }],
    ["another that does", { host: "localhost.evil.example" }],
    ["an address that ends like loopback", { host: "10.127.0.1" }],
    ["user information before the name", { host: "localhost@evil.example" }],
    ["a page from elsewhere", { origin: "https://evil.example" }],
    ["a page from nowhere", { origin: "null" }],
  ])("%s is rejected, and changes nothing", async (_, asked) => {
    const { server, admin } = await serve();
    const response = await ask(server, { ...asked, method: "POST", body: '{"status":503}' });
    expect(response.status).toBe(403);
    expect(response.headers).not.toHaveProperty("access-control-allow-origin");
    expect((await admin("GET", "faults")).body).toEqual([]);
  });

  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === "IPv4" && !internal)?.address;

  test.skipIf(!outside)(
    "another address of the machine is rejected, whatever its Host header says",
    async () => {
      const { server } = await serve({}, "0.0.0.0");
      expect((await ask(server, { address: String(outside) })).status).toBe(403);
      expect((await ask(server, {})).status).toBe(200);
    },
  );
});
