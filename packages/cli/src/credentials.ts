// Key and secret, from the environment or a file. Never from arguments: other users of the machine can read those.
import { readFile, stat } from "node:fs/promises";
import { parseEnv } from "node:util";
import { ConfigError, ed25519, hmac, rsa } from "@open-orders/client";
import type { Signer } from "@open-orders/client";
import type { Context } from "./context.ts";
import type { TextKey } from "./texts.ts";
import { UsageError } from "./UsageError.ts";

export interface Credentials {
  readonly apiKey: string;
  readonly signer: Signer;
}

/** Where one of the two kinds of secret is. */
const secretNames = ["BINANCE_API_SECRET", "BINANCE_PRIVATE_KEY_FILE"] as const;

/** Reads key and secret. What a file given with --env-file says comes before the environment. Throws UsageError. */
export async function readCredentials(
  context: Context,
  envFile: string | undefined,
): Promise<Credentials> {
  const { say } = context;
  const own = envFile === undefined ? {} : parseEnv(await readEnvFile(context, envFile));
  const both = { ...context.env, ...own };
  const apiKey = both["BINANCE_API_KEY"]?.trim();
  // A file that has one kind of secret has it in place of the other kind, too.
  const hasSecret = secretNames.some((name) => own[name]?.trim());
  const [secret, file] = secretNames.map((name) => (hasSecret ? own : both)[name]?.trim());
  if (!apiKey) throw new UsageError(say("usage.noKey"));
  if (secret && file) throw new UsageError(say("usage.twoSecrets"));
  if (secret) return { apiKey, signer: make(context, secretNames[0], () => hmac(secret)) };
  if (!file) throw new UsageError(say("usage.noSecret"));
  const pem = await read(context, "usage.keyFile", file);
  const [, variable] = secretNames;
  const kind = kindOf(pem);
  if (kind === "encrypted") throw new UsageError(say("reason.keyEncrypted", { variable }));
  if (kind === undefined) throw new UsageError(say("reason.keyKind", { variable }));
  const sign = kind === "rsa" ? rsa : ed25519;
  return { apiKey, signer: make(context, variable, () => sign(pem)) };
}

/** The message of the client says what is wrong with a key, and what to do. */
function make({ say }: Context, variable: string, create: () => Signer): Signer {
  try {
    return create();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new UsageError(say("reason.secret", { variable, message: error.message }));
  }
}

/** What marks a private key as one of a kind: PKCS#8 has an object identifier, OpenSSH a name. */
const marks = [
  ["rsa", Buffer.from("06092a864886f70d010101", "hex")],
  ["rsa", Buffer.from("ssh-rsa")],
  ["ed25519", Buffer.from("06032b6570", "hex")],
  ["ed25519", Buffer.from("ssh-ed25519")],
] as const;

/** Which signer a key file is for, even where the signer will not take it; undefined for any other file. */
function kindOf(file: string): "rsa" | "ed25519" | "encrypted" | undefined {
  const pem = file.replaceAll(/\\[rn]/g, "\n");
  const [, label = "", body = ""] =
    /-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([^-]*)/.exec(pem) ??
    /-----BEGIN ([A-Z0-9 ]*PUBLIC KEY)-----([^-]*)/.exec(pem) ??
    [];
  if (label.startsWith("ENCRYPTED")) return "encrypted";
  if (label.startsWith("RSA")) return pem.includes("Proc-Type: 4,ENCRYPTED") ? "encrypted" : "rsa";
  const start = Buffer.from(body, "base64").subarray(0, 256);
  return marks.find(([, mark]) => start.includes(mark))?.[0];
}

/** Node looks for --env-file as well, and reads the file first (nodejs/node issue 54232). Nothing is left of a pipe. */
async function readEnvFile(context: Context, file: string): Promise<string> {
  const text = await read(context, "usage.envFile", file);
  if (text.trim() !== "" || (await stat(file)).isFile()) return text;
  const reason = context.say("reason.pipe");
  throw new UsageError(context.say("usage.envFile", { file, reason }));
}

async function read(
  { say }: Context,
  key: "usage.envFile" | "usage.keyFile",
  file: string,
): Promise<string> {
  try {
    const bytes = await readFile(file);
    // Editors and shells of Windows begin a file with a byte order mark. A decoder leaves it out.
    const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
    return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const known: Record<string, TextKey> = {
      ENOENT: "reason.ENOENT",
      EACCES: "reason.EACCES",
      EISDIR: "reason.EISDIR",
    };
    const why = "code" in error ? known[String(error.code)] : undefined;
    const reason = why ? say(why) : error.message;
    throw new UsageError(say(key, { file, reason }));
  }
}
