// Key and secret, from the environment or a file. Never from arguments: other users of the machine can read those.
import { createPrivateKey } from "node:crypto";
import { readFile } from "node:fs/promises";
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

/** Reads key and secret. What a file given with --env-file says comes before the environment. Throws UsageError. */
export async function readCredentials(
  context: Context,
  envFile: string | undefined,
): Promise<Credentials> {
  const { say } = context;
  const own = envFile === undefined ? {} : parseEnv(await read(context, "usage.envFile", envFile));
  const value = (name: string): string | undefined => (own[name] ?? context.env[name])?.trim();
  const apiKey = value("BINANCE_API_KEY");
  const secret = value("BINANCE_API_SECRET");
  const file = value("BINANCE_PRIVATE_KEY_FILE");
  if (!apiKey) throw new UsageError(say("usage.noKey"));
  if (secret && file) throw new UsageError(say("usage.twoSecrets"));
  if (secret) return { apiKey, signer: make(context, "BINANCE_API_SECRET", () => hmac(secret)) };
  if (!file) throw new UsageError(say("usage.noSecret"));
  const pem = await read(context, "usage.keyFile", file);
  const sign = isRsa(pem) ? rsa : ed25519;
  return { apiKey, signer: make(context, "BINANCE_PRIVATE_KEY_FILE", () => sign(pem)) };
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

function isRsa(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === "rsa";
  } catch {
    return pem.includes("BEGIN RSA");
  }
}

async function read(
  { say }: Context,
  key: "usage.envFile" | "usage.keyFile",
  file: string,
): Promise<string> {
  try {
    return await readFile(file, "utf8");
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
