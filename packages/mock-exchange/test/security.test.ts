// Keys and signatures, their places, and the order in which they are checked.
import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createMockExchange, demoAccount } from "../src/index.ts";
import { call, coinM, headers, margin, noon, send, signed } from "./calls.ts";

const open = { "portfolio-margin": Infinity, "coin-m-futures": Infinity };
const exchange = createMockExchange({ now: () => noon, weightLimits: open });
const stamp = `timestamp=${noon}`;

describe("the key", () => {
  test.each([
    ["absent", {}, 401, -2014],
    ["empty", { "X-MBX-APIKEY": "" }, 401, -2014],
    ["too short", { "X-MBX-APIKEY": "abc" }, 401, -2014],
    ["with a character no key has", { "X-MBX-APIKEY": "-".repeat(64) }, 401, -2014],
    ["unknown", { "X-MBX-APIKEY": "a".repeat(64) }, 401, -2015],
    ["known, its header in lower case", { "x-mbx-apikey": demoAccount.apiKey }, 200, undefined],
  ])("%s", async (_, sent, status, code) => {
    for (const path of [coinM, margin]) {
      const response = await send(exchange, path, signed(stamp), { headers: sent });
      expect([response.status, response.code]).toEqual([status, code]);
    }
  });

  test("comes before the signature", async () => {
    const response = await send(exchange, coinM, "", { headers: {} });
    expect(response.code).toBe(-2014);
  });
});

describe("the signature", () => {
  const hmac = (text: string): string =>
    createHmac("sha256", demoAccount.secret).update(text).digest("hex");

  test.each([
    ["missing", stamp, -1102],
    ["empty", `${stamp}&signature=`, -1102],
    ["wrong", `${stamp}&signature=${"0".repeat(64)}`, -1022],
    ["over other bytes", `recvWindow=1&${stamp}&signature=${hmac(stamp)}`, -1022],
    ["of another secret", signed(stamp, "another"), -1022],
    ["not last", `signature=${hmac(stamp)}&${stamp}`, -1022],
    ["followed by a parameter", `${signed(stamp)}&recvWindow=5000`, -1022],
    ["sent twice", `${signed(stamp)}&signature=${hmac(stamp)}`, -1022],
    ["under an encoded name", `${stamp}&%73ignature=${hmac(stamp)}`, -1022],
    ["alone", `signature=${hmac("")}`, -1102],
  ])("%s", async (_, query, code) => {
    const response = await send(exchange, coinM, query);
    expect([response.status, response.code]).toEqual([400, code]);
  });

  test("names what is missing", async () => {
    const response = await send(exchange, coinM, stamp);
    expect(response.text).toBe(
      `{"code":-1102,"msg":"Mandatory parameter 'signature' was not sent, was empty/null, or malformed."}`,
    );
  });

  test("may be upper-case hex, over parameters in any order", async () => {
    for (const query of [`recvWindow=5000&${stamp}`, `${stamp}&recvWindow=5000`]) {
      const response = await send(
        exchange,
        coinM,
        `${query}&signature=${hmac(query).toUpperCase()}`,
      );
      expect(response.status).toBe(200);
    }
  });

  test("comes before timing, timing before the parameters", async () => {
    const wrong = `nonsense=1&timestamp=1&signature=${"0".repeat(64)}`;
    expect((await send(exchange, coinM, wrong)).code).toBe(-1022);
    expect((await send(exchange, coinM, signed("nonsense=1&timestamp=1"))).code).toBe(-1021);
    expect((await send(exchange, coinM, signed(`nonsense=1&${stamp}`))).code).toBe(-1103);
  });

  test("the signature of the published vector is accepted", async () => {
    const vectors = createMockExchange({
      now: () => 1_499_827_319_559,
      accounts: [
        {
          apiKey: "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A",
          secret: "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j",
        },
      ],
    });
    const query =
      "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000" +
      "&timestamp=1499827319559&signature=c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71";
    const key = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
    const response = await send(vectors, margin, query, { headers: { "X-MBX-APIKEY": key } });
    expect(response.code).toBe(-1103);
  });

  test("every Unicode value verifies, percent-encoded", async () => {
    const value = fc.oneof(
      fc.string({ unit: "binary", minLength: 1 }),
      fc.string({ unit: "grapheme", minLength: 1 }),
    );
    await fc.assert(
      fc.asyncProperty(value, async (symbol) => {
        // fetch turns a bare ' into %27, so the signed query must have it already.
        const encoded = encodeURIComponent(symbol).replaceAll("'", "%27");
        const response = await call(exchange, margin, `symbol=${encoded}`);
        expect([response.status, response.text]).toEqual([200, "[]"]);
        expect(exchange.requests.at(-1)?.parameters["symbol"]).toBe(symbol);
      }),
    );
  });
});

test("in process as with fetch, a bare ' is sent as %27, which is not what was signed", async () => {
  expect((await call(exchange, margin, "symbol='")).code).toBe(-1022);
});

test("RSA and Ed25519 accounts work beside an HMAC one", async () => {
  const pairs = [
    { apiKey: "rsa", hash: "sha256", ...generateKeyPairSync("rsa", { modulusLength: 2048 }) },
    { apiKey: "ed25519", hash: null, ...generateKeyPairSync("ed25519") },
  ];
  const mixed = createMockExchange({
    now: () => noon,
    accounts: [
      demoAccount,
      ...pairs.map(({ apiKey, publicKey }) => ({
        apiKey,
        publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
      })),
    ],
  });
  for (const { apiKey, hash, privateKey } of pairs) {
    const signature = sign(hash, Buffer.from(stamp), privateKey).toString("base64");
    const query = `${stamp}&signature=${encodeURIComponent(signature)}`;
    const own = await send(mixed, coinM, query, { headers: { "X-MBX-APIKEY": apiKey } });
    expect(own.status).toBe(200);
    expect((await send(mixed, coinM, query, { headers })).code).toBe(-1022);
  }
});

test("nothing secret is logged", async () => {
  const own = createMockExchange({ now: () => noon, requestLogSize: 2 });
  await call(own, coinM, "symbol=BTCUSD_PERP");
  await send(own, coinM, `apiKey=${demoAccount.apiKey}&${stamp}`);
  const remembered = JSON.stringify(own.requests);
  expect(remembered).not.toContain(demoAccount.apiKey);
  expect(remembered).not.toMatch(/signature|[\da-f]{64}/u);
  expect(own.requests).toEqual([
    {
      time: noon,
      method: "GET",
      path: coinM,
      operationId: "listOpenOrders",
      parameters: { symbol: "BTCUSD_PERP", timestamp: String(noon) },
      status: 200,
      code: undefined,
      weight: 1,
      usedWeight: 1,
      fault: false,
    },
    expect.objectContaining({ status: 400, code: -1102, weight: 40, usedWeight: 41 }),
  ]);
  await call(own, margin);
  expect(own.requests.map(({ operationId }) => operationId)).toEqual([
    "listOpenOrders",
    "listMarginOpenOrders",
  ]);
});

test("the request log holds the last thousand, or none", async () => {
  const own = createMockExchange({ now: () => noon });
  for (let count = 0; count < 1001; count += 1) {
    await send(own, `/none/${count}`, "", {});
  }
  expect(own.requests).toHaveLength(1000);
  expect(own.requests[0]).toMatchObject({ path: "/none/1", operationId: undefined, weight: 0 });
  const none = createMockExchange({ now: () => noon, requestLogSize: 0 });
  await call(none, coinM);
  expect(none.requests).toEqual([]);
});
