// Says where a signature and the query it goes with part: tries what code with each known mistake would
// have made, and believes only what a real HMAC confirms. Nothing leaves the page.
import {
  type Candidate,
  type FormMistake,
  orders,
  secretCandidates,
  type SecretMistake,
  textCandidates,
  type TextMistake,
} from "./candidates.ts";
import {
  decoded,
  readSignatureInput,
  type SignatureInput,
  type SignatureNames,
  type SignatureParts,
} from "./signatureInput.ts";

/** What can be wrong with the request itself, whatever was signed. */
export type RequestMistake =
  | "signature-not-last"
  | "timestamp-missing"
  | "key-in-query"
  | "encoded-twice"
  | "secret-is-pem"
  | "other-key-kind"
  | "not-a-signature";

export type Mistake = RequestMistake | TextMistake | SecretMistake | FormMistake;

export interface Diagnosis {
  /**
   * `match`: made over this query with this secret. `found`: by the mistakes listed, confirmed.
   * `unknown`: by none that is known, so most likely with another secret. `incomplete`: a part is missing.
   */
  verdict: "match" | "found" | "unknown" | "incomplete";
  /** What is wrong; also beside a match, where the exchange would reject the request all the same. */
  mistakes: Mistake[];
  /** What must be signed. */
  payload: string;
  /** What was signed, where that was found. */
  signed?: string;
  /** The signature that belongs to the query; empty when incomplete. */
  expected: string;
}

/** Names the mistakes behind a signature. Never rejects for what was pasted. */
export async function diagnoseSignature(
  input: SignatureInput,
  names: SignatureNames,
): Promise<Diagnosis> {
  const parts = readSignatureInput(input, names);
  const { payload } = parts;
  const [secret] = secretCandidates(input.secret);
  const request = requestMistakes(parts, names);
  if (payload === "" || parts.signature === "" || !secret || secret.value.length === 0)
    return { verdict: "incomplete", mistakes: [], payload, expected: "" };
  if (input.secret.includes("-----BEGIN"))
    return { verdict: "unknown", mistakes: [...request, "secret-is-pem"], payload, expected: "" };
  const expected = toHex(await mac("SHA-256", secret.value, payload));
  const signature = fullyDecoded(parts.signature);
  const found = await search(signature, input, parts, names);
  if (!found) {
    const mistakes = [...request, ...formMistakes(signature)];
    return { verdict: "unknown", mistakes, payload, expected };
  }
  const { signed } = found;
  const mistakes = [...request, ...found.mistakes];
  const verdict = found.mistakes.length === 0 ? "match" : "found";
  return { verdict, mistakes, payload, expected, ...(signed !== payload && { signed }) };
}

interface Found {
  mistakes: (TextMistake | SecretMistake | FormMistake)[];
  signed: string;
}

async function search(
  signature: string,
  input: SignatureInput,
  parts: SignatureParts,
  names: SignatureNames,
): Promise<Found | undefined> {
  const texts = textCandidates(parts, names);
  const secrets = secretCandidates(input.secret);
  const [right] = secrets;
  // One mistake is likelier than two, so pairs of them come last.
  const rounds: [Candidate<TextMistake, string>[], typeof secrets][] = [
    [texts.slice(0, 1), [right]],
    [texts, [right]],
    [texts.slice(0, 1), secrets],
    [texts, secrets],
  ];
  for (const [someTexts, someSecrets] of rounds)
    for (const text of someTexts)
      for (const secret of someSecrets) {
        const form = await formOf(signature, secret.value, text.value);
        if (!form) continue;
        const all = [text.mistake, secret.mistake, form.mistake];
        return { mistakes: all.filter((one) => one !== undefined), signed: text.value };
      }
  // A line end after the secret is the likeliest companion of another order.
  const likely = [right, ...secrets.filter(({ mistake }) => mistake === "secret-newline")];
  for (const secret of likely)
    for (const text of orders(parts.pairs)) {
      if (toHex(await mac("SHA-256", secret.value, text)) !== signature.toLowerCase()) continue;
      return { mistakes: ["order", ...(secret.mistake ? [secret.mistake] : [])], signed: text };
    }
  return undefined;
}

/** In which form the signature was written, when it belongs to that text and that key. */
async function formOf(
  signature: string,
  secret: Uint8Array<ArrayBuffer>,
  text: string,
): Promise<{ mistake: FormMistake | undefined } | undefined> {
  const digest = await mac("SHA-256", secret, text);
  // The exchange takes hex of either case.
  if (toHex(digest) === signature.toLowerCase()) return { mistake: undefined };
  if (toBase64(digest) === standard(signature)) return { mistake: "base64" };
  if (btoa(toHex(digest)) === standard(signature)) return { mistake: "base64-of-hex" };
  const message = new TextEncoder().encode(text);
  const others: [FormMistake, () => Promise<Uint8Array<ArrayBuffer>>][] = [
    ["sha512", () => mac("SHA-512", secret, text)],
    ["sha1", () => mac("SHA-1", secret, text)],
    ["swapped", () => mac("SHA-256", message, secret)],
    ["plain-hash", () => hash(message)],
    ["plain-hash", () => hash(new Uint8Array([...secret, ...message]))],
    ["plain-hash", () => hash(new Uint8Array([...message, ...secret]))],
  ];
  for (const [mistake, make] of others) {
    const bytes = await make();
    if (toHex(bytes) === signature.toLowerCase() || toBase64(bytes) === standard(signature))
      return { mistake };
  }
  return undefined;
}

function requestMistakes(parts: SignatureParts, names: SignatureNames): RequestMistake[] {
  const mistakes: RequestMistake[] = [];
  if (parts.place === "earlier") mistakes.push("signature-not-last");
  if (!parts.parameterNames.includes(names.timestamp)) mistakes.push("timestamp-missing");
  const keyNames = new Set([names.keyHeader.toLowerCase(), "apikey", "api_key", "secret"]);
  if (parts.parameterNames.some((name) => keyNames.has(name.toLowerCase())))
    mistakes.push("key-in-query");
  if (decoded(parts.signature) !== fullyDecoded(parts.signature)) mistakes.push("encoded-twice");
  return mistakes;
}

/** What a signature that nothing explains looks like. */
function formMistakes(signature: string): RequestMistake[] {
  if (/^[\da-f]{64}$/i.test(signature)) return [];
  // 64 bytes of Ed25519, or 256 and more of RSA; HMAC-SHA256 has 32.
  const isBase64 = /^[\w+/-]+=*$/.test(signature) && !isHexInBase64(signature);
  const base64 = isBase64 ? signature.replace(/=+$/, "").length : 0;
  return [base64 === 86 || base64 > 300 ? "other-key-kind" : "not-a-signature"];
}

/** An HMAC in hex that was written in base64 is as long as an Ed25519 signature. */
function isHexInBase64(signature: string): boolean {
  try {
    return /^[\da-f]{64}$/i.test(atob(standard(signature)));
  } catch {
    return false;
  }
}

/** However often it was percent-encoded. */
function fullyDecoded(text: string): string {
  const once = decoded(text);
  return once === text ? text : fullyDecoded(once);
}

async function mac(
  algorithm: "SHA-256" | "SHA-512" | "SHA-1",
  secret: Uint8Array<ArrayBuffer>,
  message: string | Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  // No HMAC has an empty key here, and WebCrypto does not accept it.
  if (secret.length === 0) return secret;
  const key = await crypto.subtle.importKey(
    "raw",
    secret,
    { name: "HMAC", hash: algorithm },
    false,
    ["sign"],
  );
  const bytes = typeof message === "string" ? new TextEncoder().encode(message) : message;
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes));
}

async function hash(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

function toHex(bytes: Uint8Array<ArrayBuffer>): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function toBase64(bytes: Uint8Array<ArrayBuffer>): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Base64 with or without its URL letters and its padding, as the standard writes it. */
function standard(signature: string): string {
  const text = signature.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}
