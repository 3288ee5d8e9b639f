// Connections over TLS, with a certificate made here: calls one after another must not pay for a
// handshake each, and nobody is trusted who cannot prove who he is.
import { once } from "node:events";
import { Agent, createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { generate } from "selfsigned";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createCoinMFuturesClient, hmac } from "../src/index.ts";
import type { ClientOptions } from "../src/index.ts";

type Own = Pick<ClientOptions, "agent" | "fetch">;

const certificate = await generate([{ name: "commonName", value: "localhost" }], {
  extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
});

async function serve() {
  const seen = { handshakes: 0, requests: 0 };
  const options = { cert: certificate.cert, key: certificate.private };
  const server = createServer(options, (_request, response) => {
    seen.requests += 1;
    response.end("[]");
  });
  server.on("secureConnection", () => (seen.handshakes += 1));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `https://127.0.0.1:${port}`, seen };
}

function clientFor(baseUrl: string, own: Own) {
  const options = { apiKey: "key", signer: hmac("secret"), maxRetries: 0 };
  return createCoinMFuturesClient({ ...options, baseUrl, ...own });
}

async function countHandshakes(own: Own): Promise<number> {
  const { baseUrl, seen } = await serve();
  const client = clientFor(baseUrl, own);
  for (let call = 0; call < 20; call += 1) await client.listOpenOrders({ symbol: "BTCUSD_PERP" });
  expect(seen.requests).toBe(20);
  return seen.handshakes;
}

describe("twenty calls over TLS, one after another", () => {
  const known = getCACertificates();
  beforeAll(() => setDefaultCACertificates([...known, certificate.cert]));
  afterAll(() => setDefaultCACertificates(known));

  it("make one handshake", async () => {
    expect(await countHandshakes({})).toBe(1);
  });

  it("make one handshake over an agent of one's own", async () => {
    const agent = new Agent({ keepAlive: true, ca: certificate.cert });
    onTestFinished(() => agent.destroy());
    expect(await countHandshakes({ agent })).toBe(1);
  });

  it("make two at most over the global fetch, which is slow to see that a connection is free", async () => {
    expect(await countHandshakes({ fetch: globalThis.fetch })).toBeLessThanOrEqual(2);
  });
});

it.each<[string, Own]>([
  ["by default", {}],
  ["by the global fetch", { fetch: globalThis.fetch }],
])("a certificate that nobody vouches for is rejected %s", async (_name, own) => {
  const { baseUrl, seen } = await serve();
  await expect(clientFor(baseUrl, own).listOpenOrders()).rejects.toMatchObject({
    kind: "connection",
    message: expect.stringContaining("DEPTH_ZERO_SELF_SIGNED_CERT") as string,
  });
  expect(seen.requests).toBe(0);
});
