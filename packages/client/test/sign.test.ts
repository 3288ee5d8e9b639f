// Signatures against the vectors the exchange publishes and against openssl's own verifier.
import { execFileSync, execSync, spawnSync } from "node:child_process";
import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as web from "../src/crypto.web.ts";
import { ConfigError } from "../src/errors.ts";
import { ed25519, hmac, rsa } from "../src/sign.ts";

// binance-spot-api-docs, "SIGNED request example (HMAC)": key pair and both examples.
const secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
const rest =
  "&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559";
const published = [
  [`symbol=LTCBTC${rest}`, "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71"],
  [
    `symbol=%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96${rest}`,
    "e1353ec6b14d888f1164ae9af8228a3dbd508bc82eb867db8ab6046442f33ef3",
  ],
] as const;

const rsaPair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const edPair = generateKeyPairSync("ed25519");
const pkcs8 = (pair: { privateKey: typeof edPair.privateKey }): string =>
  pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();

describe("hmac", () => {
  it.each(published)("signs the published example %s", async (query, signature) => {
    expect(await hmac(secret)(query)).toBe(signature);
    expect(await web.hmacSha256(secret)(query)).toBe(signature);
  });

  it("signs the same on WebCrypto and on Node's crypto", async () => {
    const text = (minLength: number) => fc.string({ minLength, unit: "binary" });
    await fc.assert(
      fc.asyncProperty(text(1), text(0), async (key, query) => {
        fc.pre(!/\s/.test(key));
        expect(await web.hmacSha256(key)(query)).toBe(await hmac(key)(query));
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ["nothing", "", "none. Is the variable set?"],
    ["undefined", undefined as never, "none. Is the variable set?"],
    ["two words", "two words", "one with white space in it. Copy it again, without white space."],
    [
      "a line break",
      `${secret}\n`,
      "one with white space in it. Copy it again, without white space.",
    ],
    ["a PEM key", pkcs8(edPair), "a PEM key. Use ed25519() or rsa() for keys you made yourself."],
  ])("rejects %s and says why", (_, key, why) => {
    expect(() => hmac(key)).toThrow(ConfigError);
    expect(() => hmac(key)).toThrow(`hmac() needs the API secret as a string; it was given ${why}`);
  });
});

describe("rsa and ed25519", () => {
  const query = published[0][0];

  it.each([
    ["rsa", rsa(pkcs8(rsaPair)), rsaPair.publicKey, "sha256"],
    ["ed25519", ed25519(pkcs8(edPair)), edPair.publicKey, null],
  ] as const)("%s signs what its public half verifies", async (_, sign, publicKey, digest) => {
    const signature = Buffer.from(await sign(query), "base64");
    expect(verify(digest, Buffer.from(query), publicKey, signature)).toBe(true);
    expect(verify(digest, Buffer.from(`${query}0`), publicKey, signature)).toBe(false);
  });

  it.each([
    ["RSASSA-PKCS1-v1_5", rsaPair, rsa],
    ["Ed25519", edPair, ed25519],
  ] as const)(
    "WebCrypto agrees for %s, from bytes and from a CryptoKey",
    async (name, pair, signer) => {
      const der = new Uint8Array(pair.privateKey.export({ type: "pkcs8", format: "der" }));
      const algorithm = { name, ...(name === "Ed25519" ? {} : { hash: "SHA-256" }) };
      const key = await crypto.subtle.importKey("pkcs8", der, algorithm, false, ["sign"]);
      const expected = await signer(pkcs8(pair))(query);
      expect(await web.signWithKey(der, name)(query)).toBe(expected);
      expect(await signer(key)(query)).toBe(expected);
    },
  );

  it.each([
    ["line breaks as two characters", (pem: string) => pem.replaceAll("\n", String.raw`\n`)],
    ["Windows line breaks", (pem: string) => pem.replaceAll("\n", "\r\n")],
    ["both as characters", (pem: string) => pem.replaceAll("\n", String.raw`\r\n`)],
    ["double quotes around it", (pem: string) => `"${pem.trim()}"`],
    ["single quotes around it, and no lines", (pem: string) => `'${pem.replaceAll("\n", " ")}'`],
    [
      "what openssl pkcs12 writes before it",
      (pem: string) =>
        `Bag Attributes\n    localKeyID: 01\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\nKey Attributes: <No Attributes>\n${pem}`,
    ],
  ])("reads PEM with %s", async (_, write) => {
    expect(await ed25519(write(pkcs8(edPair)))(query)).toBe(await ed25519(pkcs8(edPair))(query));
    expect(await rsa(write(pkcs8(rsaPair)))(query)).toBe(await rsa(pkcs8(rsaPair))(query));
  });

  it("takes RSA keys of 2048 bits and more, as PEM and as CryptoKey", async () => {
    const pem = (bits: number) => pkcs8(generateKeyPairSync("rsa", { modulusLength: bits }));
    const cryptoKey = async (bits: number) =>
      crypto.subtle.generateKey(
        {
          name: "RSASSA-PKCS1-v1_5",
          modulusLength: bits,
          publicExponent: new Uint8Array([1, 0, 1]),
          hash: "SHA-256",
        },
        false,
        ["sign", "verify"],
      );
    for (const bits of [512, 1024, 2040])
      expect(() => rsa(pem(bits))).toThrow("an RSA key of less than 2048 bits. Make a longer one");
    const short = await cryptoKey(1024);
    expect(() => rsa(short.privateKey)).toThrow("an RSA key of less than 2048 bits");
    expect(() => rsa(pem(3072))).not.toThrow();
    const long = await cryptoKey(2048);
    expect(() => rsa(long.privateKey)).not.toThrow();
  });

  const programs = ["ssh-keygen", "openssl"].map((name) => spawnSync(name, ["-?"]).error);
  const isMissing = programs.some((error) => error !== undefined);

  it.skipIf(isMissing)("names commands that turn a key of OpenSSH into one it reads", async () => {
    const folder = await mkdtemp(join(tmpdir(), "openssh-"));
    const file = join(folder, "copy");
    const openssh = (type: string) => {
      execFileSync("ssh-keygen", ["-q", "-t", type, "-N", "", "-f", file]);
      return readFileSync(file, "utf8");
    };
    const remedyOf = (sign: () => unknown) => {
      try {
        sign();
      } catch (error) {
        return /: ((?:ssh-keygen|openssl) .*)$/.exec((error as Error).message)?.[1] ?? "";
      }
      return "";
    };
    try {
      const rsaKey = openssh("rsa");
      expect(() => rsa(rsaKey)).toThrow('PEM of the kind "OPENSSH PRIVATE KEY"');
      execSync(
        remedyOf(() => rsa(rsaKey)),
        { cwd: folder, stdio: "ignore" },
      );
      expect(() => rsa(readFileSync(file, "utf8"))).not.toThrow();
      await rm(file);
      const edKey = openssh("ed25519");
      execSync(
        remedyOf(() => ed25519(edKey)),
        { cwd: folder, stdio: "ignore" },
      );
      expect(() => ed25519(readFileSync(join(folder, "key.pem"), "utf8"))).not.toThrow();
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  const ecPair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const publicPem = createPublicKey(rsaPair.privateKey)
    .export({ type: "spki", format: "pem" })
    .toString();
  const pkcs1 = rsaPair.privateKey.export({ type: "pkcs1", format: "pem" }).toString();
  const encrypted = rsaPair.privateKey
    .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" })
    .toString();
  const broken = pkcs8(edPair).replace(/MC4C/, "M*4C");
  // Its first 150 bytes: kind and length are right, the rest is missing.
  const half = `-----BEGIN PRIVATE KEY-----\n${pkcs8(rsaPair).split("\n").slice(1, 4).join("\n")}\n`;

  it.each([
    [
      "an Ed25519 key",
      rsa,
      pkcs8(edPair),
      "rsa() needs an RSA private key; it was given an Ed25519 key. Use an RSA key.",
    ],
    [
      "an RSA key",
      ed25519,
      pkcs8(rsaPair),
      "ed25519() needs an Ed25519 private key; it was given an RSA key. Use an Ed25519 key.",
    ],
    ["an EC key", rsa, pkcs8(ecPair), "it was given a key that is neither RSA nor Ed25519"],
    ["a public key", rsa, publicPem, 'PEM of the kind "PUBLIC KEY". Pass the private half'],
    ["a PKCS#1 key", rsa, pkcs1, "openssl pkcs8 -topk8"],
    ["an encrypted key", rsa, encrypted, 'PEM of the kind "ENCRYPTED PRIVATE KEY". Convert it'],
    [
      "an HMAC secret",
      ed25519,
      secret,
      "a string that is not PEM. Pass the whole file, from -----BEGIN",
    ],
    ["half a key", rsa, half, "private key is damaged: it cannot be read. Copy the file again."],
    ["broken base64", ed25519, broken, "base64 is broken. Copy the file again, unchanged."],
    [
      "nothing",
      ed25519,
      undefined as unknown as string,
      "a value of type undefined. Pass PEM as a string, or a Crypto",
    ],
  ])("rejects %s before any call and says what it found", (_, signer, key, found) => {
    expect(() => signer(key)).toThrow(ConfigError);
    expect(() => signer(key)).toThrow(found);
  });

  it("rejects a CryptoKey that may not sign, or is of the other kind", async () => {
    const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
    expect(() => ed25519(pair.publicKey)).toThrow("it was given a public key");
    expect(() => rsa(pair.privateKey)).toThrow("a private key for Ed25519");
    expect(() => rsa(pair.privateKey)).toThrow(
      'Import the private half for RSASSA-PKCS1-v1_5 with usage "sign".',
    );
  });
});
