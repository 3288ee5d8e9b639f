// The call as commands for a shell, for an address that this site may not reach. No key is in them: they
// read it from the reader's environment, and sign anew each time they run.
import type { KeyKind } from "./keyKinds.ts";
import type { TryItPlan } from "./plan.ts";

/** Base64 as it may stand in a query. */
const encoded = "openssl base64 -A | sed 's/+/%2B/g; s,/,%2F,g; s/=/%3D/g'";

/** Signs what is in `$query`, and leaves the signature, percent-encoded, in `$signature`. */
const signing: Record<KeyKind, string[]> = {
  hmac: [
    `signature=$(printf %s "$query" | openssl dgst -sha256 -hmac "$API_SECRET" | sed 's/^.*= //')`,
  ],
  // The command reads no text from a pipe for this kind.
  ed25519: [
    'printf %s "$query" > query.txt',
    `signature=$(openssl pkeyutl -sign -rawin -inkey key.pem -in query.txt | ${encoded})`,
  ],
  rsa: [`signature=$(printf %s "$query" | openssl dgst -sha256 -sign key.pem | ${encoded})`],
};

interface ShellCall {
  kind: KeyKind;
  base: string;
  query: string;
  /** With the values of its parameters. @defaultValue the plan's, which has none */
  path?: string;
}

/** Lines for a POSIX shell with openssl and curl. Path and query are percent-encoded; no time is in the query yet. */
export function shellCommand(
  plan: TryItPlan,
  { kind, base, query, path = plan.path }: ShellCall,
): string {
  const { timestamp, signature, keyHeader, method } = plan;
  const address = `${base.replace(/\/$/, "").replaceAll("'", "%27")}${path}`;
  const verb = method === "GET" ? "" : `--request ${method} `;
  const key = keyHeader ? ` \\\n  --header "${keyHeader}: $API_KEY"` : "";
  if (!timestamp || !signature) return `curl ${verb}'${address}${query && `?${query}`}'${key}`;
  return [
    `query='${query}${query && "&"}${timestamp}='"$(date +%s)000"`,
    ...signing[kind],
    // In the URL as it is: curl's own options for queries rewrite what was signed.
    `curl ${verb}'${address}'"?$query&${signature}=$signature"${key}`,
  ].join("\n");
}
