// Keeps keys, secrets and signatures out of what is shown.
import type { Target } from "./Target.ts";

const longest = 300;

/** The text without the keys and secrets of these credentials. */
export function withoutCredentials(text: string, credentials: Target["credentials"]): string {
  const secrets = Object.values(credentials).flatMap(({ apiKey, secret }) => [apiKey, secret]);
  return secrets.reduce((left, secret) => left.replaceAll(secret, "[secret]"), text);
}

/** The text on one line and of a readable length, with nothing in it that opens an account. */
export function withoutSecrets(text: string, { credentials }: Target): string {
  const line = withoutCredentials(text, credentials)
    .replaceAll(/-----BEGIN[\s\S]*?(?:-----END [A-Z ]+-----|$)/gu, "[secret]")
    .replaceAll(/(signature=)[^\s&"']+/giu, "$1[secret]")
    .replaceAll(/\b[\da-f]{64}\b/giu, "[secret]")
    .replaceAll(/\s+/gu, " ");
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
