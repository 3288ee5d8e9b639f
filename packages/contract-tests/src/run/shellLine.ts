// A line for a shell that sends a check's request again. Key and secret come from the environment, time and signature
// are made when the line runs, so that it can be shown to anybody.
import { signatureMark, timeMark } from "./SentRequest.ts";
import type { SentRequest, Signature } from "./SentRequest.ts";
import { signatureEdits } from "./sign.ts";
import type { Capability, KeyKind } from "./Target.ts";

/**
 * The line, for `sh` with curl and openssl. It reads `BINANCE_API_KEY`, and `BINANCE_API_SECRET` or, for an RSA or
 * Ed25519 key, `BINANCE_PRIVATE_KEY_FILE`; for a target that is reached inside a process also `BASE_URL`. What it
 * cannot repeat is said in a comment at its end.
 *
 * @param needs What the check needed of its target.
 */
export function shellLine(request: SentRequest, needs: readonly Capability[] = []): string {
  const { method, base, path, query, key, signature, offsetMs, note } = request;
  const inProcess = new URL(base).hostname.endsWith(".invalid");
  const address = inProcess
    ? `"$BASE_URL"${quoted(path)}`
    : quoted(`${base.replace(/\/\/[^/@]*@/u, "//")}${path}`);
  const timed = `${query}${signature?.text ?? ""}`.includes(timeMark);
  const time = offsetMs === 0 ? "$(date +%s)000" : `$(($(date +%s)000 ${signed(offsetMs)}))`;
  // What is signed stands at the beginning of the query as a rule, and is then written once.
  const shared = signature && query.startsWith(signature.text) ? signature.text : "";
  const parts = [
    timed ? `t=${time}; ` : "",
    shared ? `q=${words(shared)}; ` : "",
    signature ? signing(request.kind, signature, shared ? '"$q"' : words(signature.text)) : "",
    "curl -sS -i -g ",
    method === "GET" ? "" : `-X ${method} `,
    key ? `-H ${header(key)} ` : "",
    address,
    query && `'?'${shared && '"$q"'}${words(query.slice(shared.length))}`,
  ];
  const notes = [
    inProcess && "BASE_URL is where such a target listens",
    note,
    timed && offsetMs !== 0 && "the time is exact to a second",
    needs.includes("faults") && "without the fault that the check injected",
  ].filter((text) => typeof text === "string");
  return `${parts.join("")}${notes.length > 0 ? ` # ${notes.join("; ")}` : ""}`;
}

/** A text as one word of a shell, whatever is in it but NUL. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A text with marks as one word of a shell. */
function words(text: string): string {
  return text
    .split(new RegExp(`([${timeMark}${signatureMark}])`, "u"))
    .filter((part) => part !== "")
    .map((part) => (part === timeMark ? '"$t"' : part === signatureMark ? '"$s"' : quoted(part)))
    .join("");
}

function signed(offset: number): string {
  return `${offset < 0 ? "-" : "+"} ${Math.abs(offset)}`;
}

/** Commands that leave the signature of a word in `s`, percent-encoded. */
function signing(kind: KeyKind, { secret, edit }: Signature, word: string): string {
  const encoded = "openssl base64 -A | sed 's/+/%2B/g; s,/,%2F,g; s/=/%3D/g'";
  const file = '"$BINANCE_PRIVATE_KEY_FILE"';
  const edited = edit ? ` | ${signatureEdits[edit].sh}` : "";
  // openssl signs with Ed25519 only what it can read twice, so no pipe.
  if (kind === "ed25519")
    return `f=$(mktemp); printf %s ${word} > "$f"; s=$(openssl pkeyutl -sign -rawin -inkey ${file} -in "$f" | ${encoded}${edited}); rm "$f"; `;
  const hmac = secret === undefined ? '"$BINANCE_API_SECRET"' : quoted(secret);
  const command =
    kind === "hmac"
      ? `openssl dgst -sha256 -hmac ${hmac} -r | cut -d ' ' -f 1`
      : `openssl dgst -sha256 -sign ${file} | ${encoded}`;
  return `s=$(printf %s ${word} | ${command}${edited}); `;
}

function header({ name, value }: NonNullable<SentRequest["key"]>): string {
  return value === undefined
    ? `${quoted(`${name}: `)}"$BINANCE_API_KEY"`
    : quoted(`${name}: ${value}`);
}
