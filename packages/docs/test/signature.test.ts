// Every diagnosis of the signature debugger, with signatures made by OpenSSL's command or Node's own crypto.
import { execFileSync } from "node:child_process";
import { createHash, createHmac, generateKeyPairSync, sign } from "node:crypto";
import { expect, test, vi } from "vitest";
import { messages } from "../src/i18n.ts";
import { diagnoseSignature, type Mistake } from "../src/tryIt/diagnoseSignature.ts";

const names = { timestamp: "timestamp", signature: "signature", keyHeader: "X-MBX-APIKEY" };
// The key, the query and the signature of the exchange's spot documentation.
const secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
const published =
  "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559";
const publishedSignature = "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71";

const query = "symbol=BTCUSD_PERP&note=O'Neil%20%E6%AF%94&recvWindow=5000&timestamp=1499827319559";
const hmac = (text: string, key: string | Buffer = secret, kind = "sha256"): string =>
  createHmac(kind, key).update(text).digest("hex");
const diagnose = (signature: string, from = query, key = secret) =>
  diagnoseSignature({ query: from, secret: key, signature }, names);

test("the published signature belongs to the published query", async () => {
  expect(await diagnose(publishedSignature, published)).toEqual({
    verdict: "match",
    mistakes: [],
    payload: published,
    expected: publishedSignature,
  });
});

test("OpenSSL's command and the debugger make the same signature", async () => {
  const made = execFileSync("openssl", ["dgst", "-sha256", "-hmac", secret], { input: query });
  const expected = made.toString().trim().split("= ")[1];
  expect((await diagnose("00", query)).expected).toBe(expected);
});

test.each([
  ["a whole URL", `https://dapi.binance.com/dapi/v1/openOrders?${query}&signature=${hmac(query)}`],
  ["a query that carries it", `${query}&signature=${hmac(query)}`],
  ["a query with its question mark", `?${query}&signature=${hmac(query)}`],
  ["hex in capitals", `${query}&signature=${hmac(query).toUpperCase()}`],
  ["line ends around it", `\n${query}&signature=${hmac(query)}\n`],
  ["a parameter with a command's name", `irm=1&timestamp=1&signature=${hmac("irm=1&timestamp=1")}`],
  ["a value with a question mark", `a=b?c&timestamp=1&signature=${hmac("a=b?c&timestamp=1")}`],
])("matches in %s", async (_, pasted) => {
  expect(await diagnose("", pasted)).toMatchObject({ verdict: "match", mistakes: [] });
});

// As the exchange does: all that stands before the signature.
test.each(["symbol=A&&timestamp=1", "&symbol=A&timestamp=1", "symbol=A&timestamp=1&"])(
  "%s is signed as it stands",
  async (text) => {
    const found = await diagnose("", `${text}&signature=${hmac(text)}`);
    expect(found).toMatchObject({ verdict: "match", mistakes: [], payload: text });
    expect(await diagnose(hmac(text), text)).toMatchObject({ verdict: "match", mistakes: [] });
  },
);

test.each([
  ["OpenSSL 3", `SHA2-256(stdin)= ${hmac(query)}`],
  ["OpenSSL 1", `(stdin)= ${hmac(query)}\n`],
  ["OpenSSL for a file", `HMAC-SHA256(query.txt)= ${hmac(query)}`],
  ["its parameter", `signature=${hmac(query)}`],
  ["double quotes", `"${hmac(query)}"`],
  ["both", `'signature=${hmac(query)}'`],
])("reads a signature as printed with %s", async (_, printed) => {
  expect(await diagnose(printed)).toMatchObject({ verdict: "match", mistakes: [] });
});

const address = "https://dapi.binance.com/dapi/v1/openOrders";
const base64 = (text: string, kind = "sha256"): string =>
  createHmac(kind, secret).update(text).digest("base64");

test.each([
  ["decoded", hmac(decodeURIComponent(query)), query],
  ["plus", hmac(query.replace("%20", "+")), query],
  ["percent-20", hmac("a=b%20c&timestamp=1"), "a=b+c&timestamp=1"],
  ["apostrophe", hmac(query.replace("'", "%27")), query],
  ["apostrophe", hmac(query), query.replace("'", "%27")],
  ["reserved", hmac("a=%28b%29&timestamp=1"), "a=(b)&timestamp=1"],
  ["reserved", hmac("a=(b)%20c&timestamp=1"), "a=%28b%29%20c&timestamp=1"],
  ["lower-case-hex", hmac("a=%e6%af%94&timestamp=1"), "a=%E6%AF%94&timestamp=1"],
  ["upper-case-hex", hmac("a=%E6%AF%94&timestamp=1"), "a=%e6%af%94&timestamp=1"],
  ["letter-case", hmac("symbol=btcusdt&timestamp=1"), "symbol=BTCUSDT&timestamp=1"],
  ["letter-case", hmac("symbol=BTCUSDT&timestamp=1"), "symbol=btcusdt&timestamp=1"],
  ["no-timestamp", hmac("symbol=BTCUSDT"), "symbol=BTCUSDT&timestamp=1"],
  ["trailing-newline", hmac(`${query}\n`), query],
  ["trailing-newline", hmac(`${query}\r\n`), query],
  ["question-mark", hmac(`?${query}`), query],
  ["whole-url", hmac(`${address}?${query}`), `${address}?${query}`],
  ["path-included", hmac(`/dapi/v1/openOrders?${query}`), `${address}?${query}`],
  ["path-included", hmac(`/dapi/v1/openOrders${query}`), `${address}?${query}`],
  ["trailing-ampersand", hmac(`${query}&`), query],
  ["empty-signature", hmac(`${query}&signature=`), query],
  ["values-only", hmac("BTCUSDT1"), "symbol=BTCUSDT&timestamp=1"],
  ["path-included", hmac(`GET/dapi/v1/openOrders?${query}`), `${address}?${query}`],
  ["double-encoded", hmac(query.replaceAll("%", "%25")), query],
  ["double-encoded", hmac("a=%20b&timestamp=1"), "a=%2520b&timestamp=1"],
  [
    "json-body",
    hmac('{"symbol":"A","timestamp":1499827319559}'),
    "symbol=A&timestamp=1499827319559",
  ],
  ["values-only", hmac("symbol=A&side=BUYtimestamp=1"), "symbol=A&side=BUY&timestamp=1"],
  ["values-only", hmac("symbol=Atimestamp=1"), "symbol=A&timestamp=1"],
  ["decoded", hmac("x=100%&timestamp=1"), "x=100%25&timestamp=1"],
  ["extra-ampersand", hmac("symbol=A&timestamp=1"), "symbol=A&&timestamp=1"],
  ["added-later", hmac("symbol=A&timestamp=1"), "symbol=A&timestamp=1&note=b?c"],
  ["timestamp-seconds", hmac("symbol=A&timestamp=1499827319"), "symbol=A&timestamp=1499827319559"],
  ["other-timestamp", hmac("symbol=A&timestamp=1499827319562"), "symbol=A&timestamp=1499827319559"],
  ["added-later", hmac("symbol=A&timestamp=1"), "symbol=A&timestamp=1&recvWindow=5000"],
  ["base64-of-hex", Buffer.from(hmac(query)).toString("base64"), query],
  ["order", hmac("timestamp=1&recvWindow=2&symbol=A"), "symbol=A&recvWindow=2&timestamp=1"],
  ["order", hmac(published.split("&").toSorted().join("&")), published],
  ["order", hmac(published.replace("&price=0.1", "").concat("&price=0.1")), published],
  ["base64", base64(query), query],
  ["base64", encodeURIComponent(base64(query)), query],
  ["base64", createHmac("sha256", secret).update(query).digest("base64url"), query],
  ["sha512", hmac(query, secret, "sha512"), query],
  ["sha512", base64(query, "sha512"), query],
  ["sha1", hmac(query, secret, "sha1"), query],
  ["plain-hash", createHash("sha256").update(query).digest("hex"), query],
  [
    "plain-hash",
    createHash("sha256")
      .update(secret + query)
      .digest("hex"),
    query,
  ],
  [
    "plain-hash",
    createHash("sha256")
      .update(query + secret)
      .digest("hex"),
    query,
  ],
  ["swapped", hmac(secret, query), query],
  ["secret-newline", hmac(query, `${secret}\n`), query],
  ["secret-whitespace", hmac(query, `${secret} `), query],
  ["secret-whitespace", hmac(query, ` ${secret}`), query],
  ["secret-quotes", hmac(query, `"${secret}"`), query],
  ["secret-case", hmac(query, secret.toLowerCase()), query],
])("finds %s", async (mistake, signature, from) => {
  const found = await diagnose(signature, from);
  expect(found).toMatchObject({ verdict: "found", mistakes: [mistake] });
  expect(found.expected).toBe(hmac(found.payload));
});

test("shows the text that was signed", async () => {
  const found = await diagnose(hmac(decodeURIComponent(query)));
  expect(found.signed).toBe(decodeURIComponent(query));
});

test("finds a secret in hex and one in base64 that code decoded first", async () => {
  const hex = "00ff10ab".repeat(8);
  const asHex = await diagnose(hmac(query, Buffer.from(hex, "hex")), query, hex);
  expect(asHex.mistakes).toEqual(["secret-hex"]);
  const asBase64 = await diagnose(hmac(query, Buffer.from(secret, "base64")));
  expect(asBase64.mistakes).toEqual(["secret-base64"]);
});

test("finds another order together with a line end after the secret", async () => {
  const sorted = published.split("&").toSorted().join("&");
  const found = await diagnose(hmac(sorted, `${secret}\n`), published);
  expect(found.mistakes).toEqual(["order", "secret-newline"]);
});

test("reads the URL of a command for curl", async () => {
  const command = `curl -H 'X-MBX-APIKEY: k' '${address}?${query}&signature=${hmac(query)}'`;
  expect(await diagnose("", command.replaceAll("O'Neil", "ONeil"))).toMatchObject({
    payload: query.replace("O'Neil", "ONeil"),
  });
});

test("signs query and body of a command for curl without & in between", async () => {
  const command = (signed: string): string =>
    `curl -X POST '${address}?symbol=A&signature=${hmac(signed)}' --data "side=BUY&timestamp=1"`;
  const payload = "symbol=Aside=BUY&timestamp=1";
  expect(await diagnose("", command(payload))).toMatchObject({ verdict: "match", payload });
  expect((await diagnose("", command("symbol=A&side=BUY&timestamp=1"))).mistakes).toContain(
    "body-joined",
  );
});

test("every mistake has its texts in every language", () => {
  const { en, "zh-CN": zh } = messages;
  const texts: Record<Mistake, object>[] = [en.signature.mistakes, zh.signature.mistakes];
  expect(texts.map((one) => Object.keys(one).toSorted())).toEqual([
    Object.keys(en.signature.mistakes).toSorted(),
    Object.keys(en.signature.mistakes).toSorted(),
  ]);
});

test("base64 of hex is not taken for a key of another kind", async () => {
  const other = Buffer.from(hmac(query, "another")).toString("base64");
  expect((await diagnose(other)).mistakes).toEqual(["not-a-signature"]);
});

test("finds two mistakes at once", async () => {
  const text = `${decodeURIComponent(query)}\n`;
  expect((await diagnose(hmac(text.trimEnd(), `${secret}\n`))).mistakes).toEqual([
    "decoded",
    "secret-newline",
  ]);
});

test.each([
  ["signature-not-last", `symbol=A&signature=${hmac("symbol=A&timestamp=1")}&timestamp=1`, ""],
  ["signature-not-last", `timestamp=1&signature=${hmac("timestamp=1")}&`, ""],
  ["timestamp-missing", "symbol=A", hmac("symbol=A")],
  ["time-in-seconds", "timestamp=1700000000", hmac("timestamp=1700000000")],
  ["two-signatures", `timestamp=1&signature=${"0".repeat(64)}`, hmac("timestamp=1")],
  ["key-in-query", "X-MBX-APIKEY=mine&timestamp=1", hmac("X-MBX-APIKEY=mine&timestamp=1")],
  ["key-in-query", "apiKey=mine&timestamp=1", hmac("apiKey=mine&timestamp=1")],
])("a signature that matches does not hide %s", async (mistake, from, signature) => {
  expect(await diagnose(signature, from)).toMatchObject({ verdict: "match", mistakes: [mistake] });
});

test.each(["abc", hmac(query)])(
  "a second signature %s is named, beside one that matches",
  async (second) => {
    const found = await diagnose("", `${query}&signature=${hmac(query)}&signature=${second}`);
    expect(found).toMatchObject({ verdict: "match", payload: query });
    expect(found.mistakes).toContain("two-signatures");
    const same = await diagnose(hmac(query), `${query}&signature=${hmac(query).toUpperCase()}`);
    expect(same.mistakes).toEqual([]);
  },
);

test.each([
  ["many parameters", "a=%20&".repeat(1300)],
  ["one long value", `a=${"%20'".repeat(2000)}&`],
])("tries a bounded number of HMACs for %s", async (_, long) => {
  using signing = vi.spyOn(crypto.subtle, "sign");
  const found = await diagnose("0".repeat(64), `${long}timestamp=1499827319559`);
  expect(found.verdict).toBe("unknown");
  expect(signing.mock.calls.length).toBeLessThan(2000);
});

test("says that a field is too long, and tries nothing", async () => {
  const long = `timestamp=${"1".repeat(8192)}`;
  for (const found of [
    await diagnose("00", long),
    await diagnose(long),
    await diagnose("00", "a=1", long),
  ])
    expect(found).toEqual({ verdict: "too-long", mistakes: [], payload: "", expected: "" });
});

test("a signature percent-encoded twice is decoded and compared", async () => {
  const twice = encodeURIComponent(encodeURIComponent(base64(query)));
  expect((await diagnose(twice)).mistakes).toEqual(["encoded-twice", "base64"]);
});

test.each([
  ["another secret", hmac(query, "another"), secret, []],
  ["no signature at all", "please?", secret, ["not-a-signature"]],
  ["an Ed25519 signature", ed25519(query), secret, ["other-key-kind"]],
  ["a PEM key in place of a secret", hmac(query), "-----BEGIN PRIVATE KEY-----", ["secret-is-pem"]],
])("admits what it cannot explain: %s", async (_, signature, key, mistakes) => {
  expect(await diagnose(signature, query, key)).toMatchObject({ verdict: "unknown", mistakes });
});

test.each([
  ["query", { query: "", secret, signature: publishedSignature }],
  ["secret", { query, secret: " ", signature: publishedSignature }],
  ["signature", { query, secret, signature: "" }],
])("waits for the %s", async (_, input) => {
  expect(await diagnoseSignature(input, names)).toMatchObject({ verdict: "incomplete" });
});

function ed25519(text: string): string {
  const { privateKey } = generateKeyPairSync("ed25519");
  return sign(null, Buffer.from(text), privateKey).toString("base64");
}
