// The packed client runs unchanged on every runtime: one program, judged from outside by what it saw.
import { execFile } from "node:child_process";
import { createHmac, generateKeyPairSync, verify } from "node:crypto";
import { promisify } from "node:util";
import { createMockExchange, demoAccount } from "@open-orders/mock-exchange";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { buildPrograms } from "../src/bundle.ts";
import type { Given, Seen } from "../consumer/programs/conform.ts";
import { environment, nodes, runtimes } from "../src/runtimes.ts";

const consumer = inject("consumer");

const publicKeyEncoding = { type: "spki", format: "pem" } as const;
const privateKeyEncoding = { type: "pkcs8", format: "pem" } as const;
const rsa = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding,
  privateKeyEncoding,
});
const ed25519 = generateKeyPairSync("ed25519", { publicKeyEncoding, privateKeyEncoding });

// Published by Binance as the example of a signature.
const vector = {
  secret: "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j",
  query:
    "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559",
};

const given: Omit<Given, "baseUrl"> = {
  ...demoAccount,
  vector,
  keys: { rsa: rsa.privateKey, ed25519: ed25519.privateKey },
  symbol: "币'(x)*! ~&=+%/é😀",
  body: '[{"orderId":8389765489680951453,"price":"0.10","preventedMatchId":null},{"orderId":7}]',
};

/** What runtimes say of the program, or of a response, and not of the client. */
const remarks = [
  /^$/,
  /Ed25519 Web Crypto API algorithm is an experimental feature/,
  /SQLite is an experimental feature/,
  /--trace-warnings/,
  /Failed to load resource: the server responded with a status of 400/,
];

function noiseIn(said: string): string[] {
  return said.split("\n").filter((line) => !remarks.some((remark) => remark.test(line)));
}

type Judge = (signed: Buffer, signature: string) => boolean;
const byRsa: Judge = (signed, signature) =>
  verify("sha256", signed, rsa.publicKey, Buffer.from(signature, "base64"));
const byEd25519: Judge = (signed, signature) =>
  verify(null, signed, ed25519.publicKey, Buffer.from(signature, "base64"));

/** Whether a signature is right, by the kind of signer; keys come as PEM and as CryptoKey. */
const isSignature: Record<keyof Seen["signed"], Judge> = {
  hmac: (signed, signature) =>
    signature === createHmac("sha256", demoAccount.secret).update(signed).digest("hex"),
  rsa: byRsa,
  rsaKey: byRsa,
  ed25519: byEd25519,
  ed25519Key: byEd25519,
};

/** The ids of an answer as they stand on the wire, asked for without the client. */
async function idsOnTheWire(exchange: ReturnType<typeof createMockExchange>, path: string) {
  const query = `timestamp=${Date.now()}`;
  const signature = createHmac("sha256", demoAccount.secret).update(query).digest("hex");
  const response = await exchange.fetch(
    `https://exchange.invalid${path}?${query}&signature=${signature}`,
    { headers: { "X-MBX-APIKEY": demoAccount.apiKey } },
  );
  return Array.from((await response.text()).matchAll(/"orderId":\s*(\d+)/g), ([, id]) => ({
    orderId: id,
  }));
}

beforeAll(() => buildPrograms(consumer));

for (const { name, run, isMissing = false } of runtimes) {
  describe.skipIf(isMissing)(`on ${name}`, () => {
    const exchange = createMockExchange({ symbols: ["BTCUSD_PERP"] });
    let seen: Seen;
    let said: string;
    beforeAll(async () => {
      const server = await exchange.listen();
      try {
        ({ seen, said } = await run(consumer, { ...given, baseUrl: server.url }));
      } finally {
        await server.close();
      }
    });

    it("signs as published", () => {
      expect(seen.vector).toBe("c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71");
    });

    it.each(Object.entries(isSignature))("signs what it sends, by %s", (kind, isRight) => {
      const url = seen.signed[kind as keyof Seen["signed"]];
      const [, query = "", signature = ""] = /\?(.*)&signature=([^&]+)$/.exec(url) ?? [];
      expect(new URLSearchParams(query).get("symbol")).toBe(given.symbol);
      expect(isRight(Buffer.from(query), decodeURIComponent(signature))).toBe(true);
    });

    it("keeps every digit, every price and null on both levels of both clients", () => {
      const orders = [
        { orderId: "8389765489680951453", price: "0.10", preventedMatchId: null },
        { orderId: "7" },
      ];
      const { coinM, coinMByPath, margin, marginByPath } = seen.read;
      expect([coinM, coinMByPath, margin, marginByPath]).toEqual([orders, orders, orders, orders]);
    });

    it("gives whole responses on the path level, through middleware too", () => {
      const { isResponse, texts, cloned, throughMiddleware } = seen.byPath;
      expect(isResponse).toBe(true);
      expect(texts).toEqual([given.body, given.body, given.body, given.body]);
      expect([cloned, throughMiddleware]).toEqual([seen.read.coinM, seen.read.coinM]);
    });

    it("distinguishes an error response by class, kind and code", () => {
      expect(seen.errorResponse).toMatchObject({
        name: "ApiError",
        kind: "api",
        isApiError: true,
        code: -1121,
        attempts: 1,
      });
    });

    it("hands an abort back as the caller's own reason", () => {
      expect(seen.abortedByOwnReason).toBe(true);
    });

    it("has the validator and the budget in Redis under their subpaths", () => {
      expect(seen.shapeFault).toMatchObject({ name: "ResponseError", kind: "response" });
      expect(seen.redisLimit).toBe(7);
    });

    it("calls a server with the runtime's own fetch", async () => {
      const { coinM, margin, usedWeight, errorResponse } = seen.overHttp;
      const orders = await idsOnTheWire(exchange, "/dapi/v1/openOrders");
      expect(orders).not.toEqual([]);
      expect(coinM).toEqual(orders.map((order) => expect.objectContaining(order)));
      expect(margin).toEqual(
        (await idsOnTheWire(exchange, "/papi/v1/margin/openOrders")).map((order) =>
          expect.objectContaining(order),
        ),
      );
      expect(usedWeight).toBeGreaterThan(0);
      // Were the query changed on its way, the signature would be rejected instead of the symbol.
      expect(errorResponse).toMatchObject({ kind: "api", code: -1121 });
    });

    it("makes no noise", () => {
      expect(noiseIn(said)).toEqual([]);
    });
  });
}

describe("require()", () => {
  it.each(nodes)("gives the same module as import on %s, without a warning", async (_, file) => {
    const { stdout, stderr } = await promisify(execFile)(file, ["programs/required.cjs"], {
      cwd: consumer,
      env: environment(consumer),
    });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({
      orderId: "8389765489680951453",
      oneCopy: true,
      validate: "function",
    });
  });
});

describe("the published command", () => {
  it.each(nodes)("lists orders on %s, without a warning", async (_, file) => {
    const command = "node_modules/@open-orders/cli/dist/cli.js";
    const { stdout, stderr } = await promisify(execFile)(file, [command, "list", "--mock"], {
      cwd: consumer,
      env: environment(consumer),
    });
    expect(stdout).toMatch(/^Open orders: \d+\./m);
    expect(noiseIn(stderr)).toEqual([]);
  });
});
