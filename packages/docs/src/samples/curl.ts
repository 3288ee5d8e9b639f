// The call in a shell, with curl and openssl.
import { encode } from "./call.ts";
import type { Call } from "./call.ts";

/** Has no comments: a zsh into which it is pasted would take them for commands. */
export function curlSample(call: Call): string {
  const { method, address, baseUrl, baseUrlName, needed, keyHeader, timestamp, signature } = call;
  const query = call.parameters.map(({ name, value }) => `${name}=${encode(value)}`);
  if (timestamp) query.push(`${timestamp}=$timestamp`);
  return [
    ...needed.map((name) => `: "\${${name}:?}"`),
    `base_url=\${${baseUrlName}:-${baseUrl}}`,
    // As every date has it; milliseconds are for GNU's alone.
    ...(timestamp ? ["timestamp=$(date +%s)000"] : []),
    `query="${query.join("&")}"`,
    ...(signature
      ? [
          `signature=$(printf %s "$query" |`,
          `  openssl sha256 -hmac "$BINANCE_API_SECRET" |`,
          `  sed 's/.* //')`,
        ]
      : []),
    `curl --silent --show-error --fail-with-body \\`,
    `  --max-time 10 \\`,
    ...(method === "GET" ? [] : [`  --request ${method} \\`]),
    ...(keyHeader ? [`  --header "${keyHeader}: $BINANCE_API_KEY" \\`] : []),
    `  "$base_url${address}?$query${signature ? `&${signature}=$signature` : ""}"`,
    "",
  ].join("\n");
}
