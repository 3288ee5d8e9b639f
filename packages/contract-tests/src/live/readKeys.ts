// Reads the keys of a target from the environment: an HMAC secret, or the file of a private key.
import { createPrivateKey } from "node:crypto";
import { readFile } from "node:fs/promises";
import { errorCode } from "../run/guards.ts";
import type { Credentials, KeyKind } from "../run/Target.ts";
import { UsageError } from "../run/UsageError.ts";

/** The variables, by what they hold. The key file is in PEM (PKCS#8), of an RSA or Ed25519 key. */
export const keyNames = {
  apiKey: "BINANCE_API_KEY",
  secret: "BINANCE_API_SECRET",
  keyFile: "BINANCE_PRIVATE_KEY_FILE",
} as const;

/** @throws UsageError naming the variable that is missing, or what is wrong with the file */
export async function readKeys(
  env: Readonly<Record<string, string | undefined>>,
): Promise<Readonly<Partial<Record<KeyKind, Credentials>>>> {
  const { [keyNames.apiKey]: apiKey, [keyNames.secret]: secret, [keyNames.keyFile]: file } = env;
  if (!apiKey || (!secret && !file)) {
    const missing = [
      ...(apiKey ? [] : [keyNames.apiKey]),
      ...(secret || file ? [] : [`${keyNames.secret} (or ${keyNames.keyFile})`]),
    ];
    throw new UsageError(
      `--target needs ${missing.join(" and ")} in the environment: set ${missing.length === 1 ? "it" : "them"}, or leave --target out to use the mock exchange.`,
    );
  }
  // The client signs with nothing else, and a header carries nothing else.
  const odd = [
    ...(/[^!-~]/u.test(apiKey) ? [keyNames.apiKey] : []),
    ...(secret && /\s/u.test(secret) ? [keyNames.secret] : []),
  ];
  if (odd.length > 0)
    throw new UsageError(
      `White space, or characters that no key has, in ${odd.join(" and ")}; copy again what the exchange showed.`,
    );
  if (secret && file)
    throw new UsageError(
      `${keyNames.secret} and ${keyNames.keyFile} are both set: a key is of one kind, so unset one of them.`,
    );
  if (secret) return { hmac: { apiKey, secret } };
  const pem = await readPem(String(file));
  return { [kindOf(pem)]: { apiKey, secret: pem } };
}

async function readPem(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new UsageError(`${keyNames.keyFile}: ${file} cannot be read (${errorCode(error)}).`, {
      cause: error,
    });
  }
}

function kindOf(pem: string): KeyKind {
  let type: string | undefined;
  try {
    type = createPrivateKey(pem).asymmetricKeyType;
  } catch {
    // Nothing of the key may be shown, so neither what the parser said.
  }
  if (type === "rsa" || type === "ed25519") return type;
  throw new UsageError(
    `${keyNames.keyFile} must be the file of an RSA or Ed25519 private key, in PEM and without a passphrase.`,
  );
}
