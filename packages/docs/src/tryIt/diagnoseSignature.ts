// Says where a signature and the query it goes with part: tries what code with each known mistake would
// have made, and believes only what a real HMAC confirms. Nothing leaves the page.
import {
  type Candidate,
  type FormMistake,
  fromBase64,
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
  | "two-signatures"
  | "timestamp-missing"
  | "time-in-seconds"
  | "json-sent"
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
   * `unreadable`: what is sent cannot be read from what was pasted. `too-long`: nothing was tried.
   */
  verdict: "match" | "found" | "unknown" | "incomplete" | "unreadable" | "too-long";
  /** What is wrong; also beside a match, where the exchange would reject the request all the same. */
  mistakes: Mistake[];
  /** What must be signed. */
  payload: string;
  /** What was signed, where that was found. */
  signed?: string;
  /** The signature that belongs to the query; empty when incomplete. */
  expected: string;
}

/** No request is longer; with more, the page would stand still. In characters, of each field. */
const longest = 8192;

/** Names the mistakes behind a signature. Never rejects for what was pasted. */
export async function diagnoseSignature(
  input: SignatureInput,
  names: SignatureNames,
): Promise<Diagnosis> {
  const nothing = { mistakes: [], payload: "", expected: "" };
  if (Object.values(input).some(({ length }: string) => length > longest))
    return { verdict: "too-long", ...nothing };
  if (input.query.trim() === "") return { verdict: "incomplete", ...nothing };
  const parts = readSignatureInput(input, names);
  if (!parts) return { verdict: "unreadable", ...nothing };
  const { payload } = parts;
  const [secret] = secretCandidates(input.secret);
  if (payload === "" || parts.signature === "" || secret.value.length === 0)
    return { verdict: "incomplete", ...nothing, payload };
  const request = requestMistakes(parts, names);
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
  const digest = readDigest(signature);
  if (!digest) return undefined;
  const texts = textCandidates(parts, names);
  const secrets = secretCandidates(input.secret);
  const [right] = secrets;
  // One mistake is likelier than two, so pairs of them come last.
  const rounds: [Candidate<TextMistake, string>[], typeof secrets, typeof formOf][] = [
    [texts.slice(0, 1), [right], formOf],
    [texts, [right], formOf],
    [texts.slice(0, 1), secrets, formOf],
    [texts, secrets, macFormOf],
  ];
  for (const [someTexts, someSecrets, inForm] of rounds)
    for (const text of someTexts)
      for (const secret of someSecrets) {
        const form = await inForm(digest, secret.value, text.value);
        if (!form) continue;
        const all = [text.mistake, secret.mistake, form.mistake];
        return { mistakes: all.filter((one) => one !== undefined), signed: text.value };
      }
  // A line end after the secret is the likeliest companion of another order.
  const likely = [right, ...secrets.filter(({ mistake }) => mistake === "secret-newline")];
  for (const secret of likely)
    for (const text of orders(parts.pairs)) {
      const form = await macFormOf(digest, secret.value, text);
      if (!form) continue;
      const all = ["order" as const, secret.mistake, form.mistake];
      return { mistakes: all.filter((one) => one !== undefined), signed: text };
    }
  return undefined;
}

/** Bytes that a signature stands for, in hex, and the algorithm that makes as many. */
interface Digest {
  hex: string;
  algorithm: Algorithm;
  /** In which form they were written, where it is not the right one. */
  mistake: FormMistake | undefined;
}

/** Undefined for what no hash or HMAC makes. */
function readDigest(signature: string): Digest | undefined {
  const bytes = /^[\da-f]+$/i.test(signature) ? undefined : fromBase64(signature);
  const inBase64 = bytes && String.fromCharCode(...bytes);
  const isHexInBase64 = inBase64 !== undefined && /^[\da-f]{64}$/i.test(inBase64);
  // The exchange takes hex of either case.
  const hex = isHexInBase64 ? inBase64 : bytes ? toHex(bytes) : signature.toLowerCase();
  const algorithm = algorithms[hex.length];
  const mistake = isHexInBase64 ? "base64-of-hex" : bytes && "base64";
  return algorithm && { hex, algorithm, mistake };
}

type Algorithm = "SHA-256" | "SHA-512" | "SHA-1";
type FormFound = { mistake: FormMistake | undefined } | undefined;

/** By the number of hex digits. */
const algorithms: Record<number, Algorithm> = { 40: "SHA-1", 64: "SHA-256", 128: "SHA-512" };
const otherAlgorithms = { "SHA-1": "sha1", "SHA-256": undefined, "SHA-512": "sha512" } as const;

/** In which form the signature was written, when it is an HMAC of that text with that key. */
async function macFormOf(
  { hex, algorithm, mistake }: Digest,
  secret: Uint8Array<ArrayBuffer>,
  text: string,
): Promise<FormFound> {
  const isMade = toHex(await mac(algorithm, secret, text)) === hex;
  return isMade ? { mistake: otherAlgorithms[algorithm] ?? mistake } : undefined;
}

/** The same, when it was made of that text and that key in any way. */
async function formOf(
  digest: Digest,
  secret: Uint8Array<ArrayBuffer>,
  text: string,
): Promise<FormFound> {
  const form = await macFormOf(digest, secret, text);
  if (form || digest.algorithm !== "SHA-256") return form;
  const message = new TextEncoder().encode(text);
  const others: [FormMistake, () => Promise<Uint8Array<ArrayBuffer>>][] = [
    ["swapped", () => mac("SHA-256", message, secret)],
    ["plain-hash", () => hash(message)],
    ["plain-hash", () => hash(new Uint8Array([...secret, ...message]))],
    ["plain-hash", () => hash(new Uint8Array([...message, ...secret]))],
  ];
  for (const [mistake, make] of others) if (toHex(await make()) === digest.hex) return { mistake };
  return undefined;
}

function requestMistakes(parts: SignatureParts, names: SignatureNames): RequestMistake[] {
  const mistakes: RequestMistake[] = [];
  if (parts.place === "earlier") mistakes.push("signature-not-last");
  if (parts.signatures > 1) mistakes.push("two-signatures");
  if (parts.body.startsWith("{")) mistakes.push("json-sent");
  else if (!parts.parameterNames.includes(names.timestamp)) mistakes.push("timestamp-missing");
  // Seconds have 10 digits from 2001 to 2286.
  const inSeconds = new RegExp(`^${names.timestamp}=\\d{10}$`);
  if (parts.pairs.some((pair) => inSeconds.test(pair))) mistakes.push("time-in-seconds");
  const keyNames = new Set([names.keyHeader.toLowerCase(), "apikey", "api_key", "secret"]);
  if (parts.parameterNames.some((name) => keyNames.has(name.toLowerCase())))
    mistakes.push("key-in-query");
  if (decoded(parts.signature) !== fullyDecoded(parts.signature)) mistakes.push("encoded-twice");
  return mistakes;
}

/** What a signature that nothing explains looks like. */
function formMistakes(signature: string): RequestMistake[] {
  if (/^[\da-f]{64}$/i.test(signature)) return [];
  // 64 bytes of Ed25519, or 256 and more of RSA; HMAC-SHA256 has 32. An HMAC in hex that was written in base64 has 64 too.
  const bytes =
    readDigest(signature)?.mistake === "base64-of-hex" ? 0 : fromBase64(signature)?.length;
  return [bytes === 64 || (bytes ?? 0) >= 225 ? "other-key-kind" : "not-a-signature"];
}

/** However often it was percent-encoded: nobody encodes it four times. */
function fullyDecoded(text: string): string {
  return decoded(decoded(decoded(text)));
}

async function mac(
  algorithm: Algorithm,
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
