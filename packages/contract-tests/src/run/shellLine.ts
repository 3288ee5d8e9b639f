// A line for a shell that sends a check's request again. Key and secret come out of the environment, time and
// signature are made when the line runs, so that it can be shown to anybody.
import { strangersKey } from "../spec/rejections.ts";
import type { SentRequest } from "./SentRequest.ts";
import type { Capability } from "./Target.ts";

/**
 * The line, for `sh` with curl and openssl. It reads `BINANCE_API_KEY`, and `BINANCE_API_SECRET` or, for an RSA or
 * Ed25519 key, `BINANCE_PRIVATE_KEY_FILE`; of a target that is reached inside a process also `BASE_URL`. What it
 * cannot repeat is said in a comment at its end.
 *
 * @param needs What the check needed of its target.
 */
export function shellLine(request: SentRequest, needs: readonly Capability[] = []): string {
  const { method, base, path, key, signature } = request;
  const inProcess = new URL(base).hostname.endsWith(".invalid");
  const address = inProcess
    ? `"$BASE_URL"${quoted(path)}`
    : quoted(`${base.replace(/\/\/[^/@]*@/u, "//")}${path}`);
  const query = queryOf(request);
  const separator = query === "" ? "?" : "&";
  const parts = [
    query || signature ? `q=${query}; ` : "",
    signature ? signing(signature.kind, signature.right ? '"$q"' : '"$q&"') : "",
    "curl -sS -i -g ",
    method === "GET" ? "" : `-X ${method} `,
    key ? `-H ${keyHeader(key)} ` : "",
    address,
    query && '"?$q"',
    signature ? `${quoted(`${separator}${signature.name}=`)}"$s"` : "",
  ];
  const notes = notesOf(request, needs, inProcess);
  return `${parts.join("")}${notes.length > 0 ? ` # ${notes.join("; ")}` : ""}`;
}

/** A text as one word of a shell, whatever is in it but NUL. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function queryOf({ parameters, timestamp }: SentRequest): string {
  const pairs = parameters.map(([name, value]) => `${name}=${value}`);
  if (!timestamp) return pairs.length > 0 ? quoted(pairs.join("&")) : "";
  const { name, offsetMs } = timestamp;
  const now = offsetMs === 0 ? "$(date +%s)000" : `$(($(date +%s)000 ${signed(offsetMs)}))`;
  return `${quoted(pairs.concat(`${name}=`).join("&"))}"${now}"`;
}

function signed(offset: number): string {
  return `${offset < 0 ? "-" : "+"} ${Math.abs(Math.round(offset))}`;
}

/** Commands that leave the signature of a word in `s`, percent-encoded. */
function signing(kind: NonNullable<SentRequest["signature"]>["kind"], text: string): string {
  const encoded = "openssl base64 -A | sed 's/+/%2B/g; s,/,%2F,g; s/=/%3D/g'";
  const file = '"$BINANCE_PRIVATE_KEY_FILE"';
  switch (kind) {
    case "hmac":
      return `s=$(printf %s ${text} | openssl dgst -sha256 -hmac "$BINANCE_API_SECRET" -r | cut -d ' ' -f 1); `;
    case "rsa":
      return `s=$(printf %s ${text} | openssl dgst -sha256 -sign ${file} | ${encoded}); `;
    case "ed25519":
      // It signs only what it can read twice, so no pipe.
      return `f=$(mktemp); printf %s ${text} > "$f"; s=$(openssl pkeyutl -sign -rawin -inkey ${file} -in "$f" | ${encoded}); rm "$f"; `;
    default:
      throw new TypeError("no such kind of key");
  }
}

function keyHeader({ name, whose }: NonNullable<SentRequest["key"]>): string {
  const start = `${name}: `;
  return whose === "own" ? `${quoted(start)}"$BINANCE_API_KEY"` : quoted(`${start}${strangersKey}`);
}

function notesOf(
  { key, signature, timestamp }: SentRequest,
  needs: readonly Capability[],
  inProcess: boolean,
): readonly string[] {
  const notes = [
    inProcess && "BASE_URL is where such a target listens",
    key?.whose === "other" && "this key is nobody's; the check may have sent another wrong one",
    signature?.right === false &&
      "this signature is over other bytes; the check may have sent another wrong one",
    timestamp && timestamp.offsetMs !== 0 && "the time is right to a second",
    needs.includes("faults") && "without the fault that the check had the target play",
  ];
  return notes.filter((note) => note !== false && note !== undefined);
}
