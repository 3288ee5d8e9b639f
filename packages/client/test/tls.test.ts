// Connections over TLS, with a certificate made here: calls one after another must not pay for a
// handshake each, and nobody is trusted who cannot prove who he is.
import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { generate } from "selfsigned";
import { Agent } from "undici";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createCoinMFuturesClient, hmac } from "../src/index.ts";
import { createUndiciFetch } from "../src/undici.ts";

type Fetch = typeof globalThis.fetch | undefined;

const certificate = await generate([{ name: "commonName", value: "localhost" }], {
  extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
});
const undici = createUndiciFetch();
const agent = new Agent({ connect: { ca: certificate.cert } });
afterAll(async () => Promise.all([undici.close(), agent.close()]));

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

function clientFor(baseUrl: string, fetch: Fetch) {
  const options = { apiKey: "key", signer: hmac("secret"), maxRetries: 0 };
  return createCoinMFuturesClient({ ...options, baseUrl, fetch });
}

async function countHandshakes(fetch: Fetch): Promise<number> {
  const { baseUrl, seen } = await serve();
  const client = clientFor(baseUrl, fetch);
  for (let call = 0; call < 20; call += 1) await client.listOpenOrders({ symbol: "BTCUSD_PERP" });
  expect(seen.requests).toBe(20);
  return seen.handshakes;
}

describe("twenty calls over TLS, one after another", () => {
  const known = getCACertificates();
  beforeAll(() => setDefaultCACertificates([...known, certificate.cert]));
  afterAll(() => setDefaultCACertificates(known));

  it("make one handshake over the undici transport", async () => {
    expect(await countHandshakes(undici)).toBe(1);
  });

  it("make one handshake over a dispatcher of one's own", async () => {
    expect(await countHandshakes(createUndiciFetch({ dispatcher: agent }))).toBe(1);
  });

  it("make two at most over the global fetch, which is slow to see that a connection is free", async () => {
    expect(await countHandshakes(undefined)).toBeLessThanOrEqual(2);
  });
});

it.each([
  ["the global fetch", undefined],
  ["the undici transport", undici],
])("a certificate that nobody vouches for is refused by %s", async (_name, fetch) => {
  const { baseUrl, seen } = await serve();
  await expect(clientFor(baseUrl, fetch).listOpenOrders()).rejects.toMatchObject({
    kind: "connection",
    message: expect.stringContaining("DEPTH_ZERO_SELF_SIGNED_CERT") as string,
  });
  expect(seen.requests).toBe(0);
});
