// Signatures of three kinds, against the exchange's published vectors and keys created by OpenSSL.
import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { hmacVerifier, publicKeyVerifier } from "../src/signature.ts";

// "SIGNED request example (HMAC)" of the exchange's spot REST documentation, which calls the secret illustrative.
const secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
const rest =
  "&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559";
const ascii = {
  payload: `symbol=LTCBTC${rest}`,
  signature: "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71",
};
const nonAscii = {
  payload: `symbol=%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96${rest}`,
  signature: "e1353ec6b14d888f1164ae9af8228a3dbd508bc82eb867db8ab6046442f33ef3",
};

describe.each([
  { way: "Node's crypto", node: undefined },
  { way: "WebCrypto", node: null },
])("HMAC by $way", ({ node }) => {
  const verify = hmacVerifier(secret, node);

  test.each([ascii, nonAscii])("the published signature $signature is right", async (vector) => {
    expect(await verify(vector.payload, vector.signature)).toBe(true);
    expect(await verify(vector.payload, vector.signature.toUpperCase())).toBe(true);
  });

  test("it is right only for its own bytes and secret", async () => {
    expect(await verify(ascii.payload, nonAscii.signature)).toBe(false);
    expect(await verify(`${ascii.payload}0`, ascii.signature)).toBe(false);
    expect(await verify(decodeURIComponent(nonAscii.payload), nonAscii.signature)).toBe(false);
    expect(await hmacVerifier(secret.toLowerCase(), node)(ascii.payload, ascii.signature)).toBe(
      false,
    );
  });

  test.each(["", "c8", ascii.signature.slice(1), `${ascii.signature}00`, "z".repeat(64)])(
    "%j is no signature",
    async (signature) => {
      expect(await verify(ascii.payload, signature)).toBe(false);
    },
  );
});

describe.each([
  { kind: "RSA", ...generateKeyPairSync("rsa", { modulusLength: 2048 }), hash: "sha256" },
  { kind: "Ed25519", ...generateKeyPairSync("ed25519"), hash: null },
])("$kind", ({ publicKey, privateKey, hash }) => {
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const verify = publicKeyVerifier(pem, "publicKey");
  const made = sign(hash, Buffer.from(ascii.payload), privateKey).toString("base64");

  test("a signature by OpenSSL is right, percent-encoded", async () => {
    expect(await verify(ascii.payload, encodeURIComponent(made))).toBe(true);
  });

  test("it is case-sensitive and right only for its own bytes", async () => {
    expect(await verify(nonAscii.payload, encodeURIComponent(made))).toBe(false);
    expect(await verify(ascii.payload, encodeURIComponent(made.toLowerCase()))).toBe(false);
  });

  test("a bare + is a space, so base64 that has one must be encoded", async () => {
    let count = 0;
    let payload = ascii.payload;
    let signature = made;
    while (!signature.includes("+")) {
      payload = `${ascii.payload}&n=${count}`;
      signature = sign(hash, Buffer.from(payload), privateKey).toString("base64");
      count += 1;
    }
    expect(await verify(payload, encodeURIComponent(signature))).toBe(true);
    expect(await verify(payload, signature)).toBe(false);
  });
});

describe("invalid public keys", () => {
  const place = "accounts[0].publicKey";

  test("a private key is rejected without being repeated", () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    expect(() => publicKeyVerifier(pem, place)).toThrow(
      "accounts[0].publicKey: is a private key; the exchange needs the public key",
    );
  });

  test.each(["", "hello", "-----BEGIN PUBLIC KEY-----\n?!\n-----END PUBLIC KEY-----"])(
    "%j is rejected",
    (pem) => {
      expect(() => publicKeyVerifier(pem, place)).toThrow(/^accounts\[0\]\.publicKey: must be/u);
    },
  );

  test("a key of another kind is rejected", () => {
    const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
    expect(() => publicKeyVerifier(pem, place)).toThrow("must be an RSA or Ed25519 public key");
  });
});
