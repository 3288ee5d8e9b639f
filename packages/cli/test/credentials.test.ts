// Key and secret from the environment and from files: what is accepted, and what is said about anything else.
import { generateKeyPairSync } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hostsAt, serve } from "./accounts.ts";
import { runCommand } from "./runCommand.ts";

const folder = mkdtempSync(join(tmpdir(), "open-orders-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const key = { BINANCE_API_KEY: "abc" };

describe("the credentials", () => {
  it.each<[string, NodeJS.ProcessEnv, string]>([
    ["no secret", key, "BINANCE_API_SECRET is not set, nor BINANCE_PRIVATE_KEY_FILE."],
    [
      "two secrets",
      { ...key, BINANCE_API_SECRET: "s", BINANCE_PRIVATE_KEY_FILE: "f" },
      "are both set",
    ],
    [
      "a key file that is not there",
      { ...key, BINANCE_PRIVATE_KEY_FILE: join(folder, "none.pem") },
      "none.pem: it does not exist.",
    ],
    [
      "a key file that is no key",
      { ...key, BINANCE_PRIVATE_KEY_FILE: file("no.pem", "hello") },
      "BINANCE_PRIVATE_KEY_FILE cannot be used.",
    ],
    [
      "white space within the key",
      { ...key, BINANCE_API_KEY: "a b", BINANCE_API_SECRET: "s" },
      "apiKey",
    ],
  ])("%s: one line", async (_, env, message) => {
    const { code, out, err } = await runCommand(["list"], { env });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });

  it.skipIf(process.getuid?.() === 0)("a key file that may not be read: one line", async () => {
    const path = file("locked.pem", "");
    chmodSync(path, 0o000);
    const { code, err } = await runCommand(["list"], {
      env: { ...key, BINANCE_PRIVATE_KEY_FILE: path },
    });
    expect(code).toBe(2);
    expect(err).toContain("locked.pem: this user may not read it.");
  });

  it("come from --env-file before the environment", async () => {
    const { env, hosts, close } = await serve([]);
    const lines = Object.entries(env).map(([name, value]) => `${name}="${value}"\n`);
    const args = ["list", "--env-file", file("good.env", lines.join("")), ...hosts];
    const { code, err } = await runCommand(args, { env: { BINANCE_API_KEY: "other" } });
    await close();
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });

  it.each(["utf8", "utf16le"] as const)(
    "may have a byte order mark in --env-file, as %s",
    async (encoding) => {
      const { env, hosts, close } = await serve([]);
      const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`);
      const path = join(folder, `${encoding}.env`);
      writeFileSync(path, `\ufeff${lines.join("")}`, encoding);
      const { code, err } = await runCommand(["list", "--env-file", path, ...hosts]);
      await close();
      expect({ code, err }).toEqual({ code: 0, err: "" });
    },
  );

  it("of one kind in --env-file replace those of the other kind in the environment", async () => {
    const path = file("kind.env", `BINANCE_PRIVATE_KEY_FILE=${join(folder, "none.pem")}\n`);
    const { code, err } = await runCommand(["list", "--env-file", path], {
      env: { ...key, BINANCE_API_SECRET: "s" },
    });
    expect(code).toBe(2);
    expect(err).toContain("none.pem: it does not exist.");
  });

  it("cannot come through a pipe that Node has read", async () => {
    const { code, err } = await runCommand(["list", "--env-file", "/dev/null"]);
    expect(code).toBe(2);
    expect(err).toBe(
      "open-orders: Cannot read the file of --env-file, /dev/null: it is empty; of a pipe, Node has read the content already, so give a regular file.\n",
    );
  });

  const { privateKey: rsaKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const rsaPem = rsaKey.export({ format: "pem", type: "pkcs8" }).toString();
  const { privateKey: ecKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const encrypted = { cipher: "aes-256-cbc", passphrase: "x" };
  const opensshRsa = Buffer.from("openssh-key-v1\0\0\0\0\u0004none\0\0\0\u0007ssh-rsa").toString(
    "base64",
  );
  it.each<[string, string, string]>([
    ["cut RSA", rsaPem.slice(0, 400), "The RSASSA-PKCS1-v1_5 private key is damaged"],
    ["RSA of PKCS#1", rsaKey.export({ format: "pem", type: "pkcs1" }).toString(), "rsa() needs"],
    [
      "OpenSSH RSA",
      `-----BEGIN OPENSSH PRIVATE KEY-----\n${opensshRsa}\n-----END OPENSSH PRIVATE KEY-----\n`,
      "ssh-keygen -p -m PKCS8",
    ],
    [
      "encrypted RSA",
      rsaKey.export({ format: "pem", type: "pkcs8", ...encrypted }).toString(),
      "The private key is encrypted.",
    ],
    [
      "encrypted RSA of PKCS#1",
      rsaKey.export({ format: "pem", type: "pkcs1", ...encrypted }).toString(),
      "The private key is encrypted.",
    ],
    [
      "EC",
      ecKey.export({ format: "pem", type: "pkcs8" }).toString(),
      "The file holds no Ed25519 or RSA private key in PEM",
    ],
    [
      "EC of SEC1",
      ecKey.export({ format: "pem", type: "sec1" }).toString(),
      "The file holds no Ed25519 or RSA private key in PEM",
    ],
  ])("say what is wrong with a key: %s", async (name, pem, message) => {
    const { code, err } = await runCommand(["list"], {
      env: { ...key, BINANCE_PRIVATE_KEY_FILE: file(`${name}.pem`, pem) },
    });
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toMatch(/Use an Ed25519|damaged: .*Ed25519/);
  });

  it.each([
    ["in quotes, with \\n", `"${rsaPem.trim().replaceAll("\n", String.raw`\n`)}"`],
    ["indented", rsaPem.replaceAll(/^/gm, "    ")],
  ])("may be an RSA key %s", async (name, pem) => {
    const { url, close, exchange } = await serve([]);
    await runCommand(["list", "--account", "coin-m-futures", ...hostsAt(url, ["coin-m-futures"])], {
      env: { ...key, BINANCE_PRIVATE_KEY_FILE: file(`${name.slice(0, 5)}.pem`, pem) },
    });
    await close();
    expect(exchange.requests.map(({ status }) => status)).toEqual([401]);
  });

  it.each(["ed25519", "rsa"] as const)("may be an %s key in a file", async (type) => {
    const { privateKey } =
      type === "rsa"
        ? generateKeyPairSync("rsa", { modulusLength: 2048 })
        : generateKeyPairSync("ed25519");
    const pem = privateKey.export({ format: "pem", type: "pkcs8" }).toString();
    const { url, close, exchange } = await serve([]);
    const hosts = hostsAt(url, ["coin-m-futures"]);
    await runCommand(["list", "--account", "coin-m-futures", ...hosts], {
      env: { ...key, BINANCE_PRIVATE_KEY_FILE: file(`${type}.pem`, pem) },
    });
    await close();
    // The mock exchange does not know the key. It was asked, so the request was signed.
    expect(exchange.requests.map(({ status }) => status)).toEqual([401]);
  });
});
