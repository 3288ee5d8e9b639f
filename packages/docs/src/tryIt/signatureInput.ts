// What was pasted into the signature debugger, taken apart: a request, a secret, a signature.
import { readPastedRequest } from "./pastedRequest.ts";

/** Words of the protocol, as the descriptions give them. */
export interface SignatureNames {
  /** The parameter that carries the time. */
  timestamp: string;
  /** The parameter that carries the signature. */
  signature: string;
  /** The header that carries the key. */
  keyHeader: string;
}

/** What a reader pasted. */
export interface SignatureInput {
  /** A query string, with or without its signature, a whole URL, or a command, also one with a body. */
  query: string;
  /** The secret of a test key, HMAC-SHA256. */
  secret: string;
  /** What the reader's code made; empty where the query carries it. */
  signature: string;
}

/** The parts that the search works with. */
export interface SignatureParts {
  /** What stands before the query in a URL, without the question mark; empty where none was pasted. */
  address: string;
  /** Without its signature. */
  query: string;
  /** Without its signature; empty where a request has none. */
  body: string;
  /** The query, and the body right after it: what must be signed. */
  payload: string;
  /** Every parameter of query and body as it stands on the wire, the signature and what is empty left out. */
  pairs: string[];
  /** As given, without white space around it, still percent-encoded where it was. */
  signature: string;
  /** How many are in the request and in the field of their own; one that is in both counts once. */
  signatures: number;
  /** Whether the query carries a signature, and where. */
  place: "absent" | "last" | "earlier";
  /** Names of the parameters, decoded where that is possible. */
  parameterNames: string[];
}

/**
 * Takes apart what was pasted. Line ends and spaces around it come from copying and count for nothing.
 *
 * @returns undefined where it cannot be read
 */
export function readSignatureInput(
  input: SignatureInput,
  names: SignatureNames,
): SignatureParts | undefined {
  const request = readPastedRequest(input.query);
  if (!request) return undefined;
  const query = withoutSignature(request.query, names);
  const body = withoutSignature(request.body, names);
  const carried = [...query.carried, ...body.carried];
  // Text of something else runs into it.
  if (carried.some((one) => /[\s"'<>]/.test(one))) return undefined;
  const entered = enteredSignature(input.signature, names);
  const all = [entered, ...carried].filter(Boolean).map((one) => decoded(one).toLowerCase());
  const pairs = [query, body].flatMap(({ unsigned }) => unsigned.split("&").filter(Boolean));
  return {
    address: request.address,
    query: query.unsigned,
    body: body.unsigned,
    payload: query.unsigned + body.unsigned,
    pairs,
    signature: entered || (carried[0] ?? ""),
    signatures: carried.length > 1 ? carried.length : new Set(all).size,
    place: carried.length === 0 ? "absent" : query.isLast || body.isLast ? "last" : "earlier",
    parameterNames: pairs.map((pair) => decoded(pair.split("=", 1)[0] ?? "")),
  };
}

/** The text before its signature exactly as it stands, as the exchange checks it. */
function withoutSignature(
  text: string,
  names: SignatureNames,
): { unsigned: string; carried: string[]; isLast: boolean } {
  const mark = `${names.signature}=`;
  const parts = text.split("&");
  const first = parts.findIndex((part) => part.startsWith(mark));
  if (first === -1) return { unsigned: text, carried: [], isLast: false };
  const after = parts.slice(first).filter((part) => part !== "" && !part.startsWith(mark));
  return {
    unsigned: [...parts.slice(0, first), ...after].join("&"),
    carried: parts.filter((part) => part.startsWith(mark)).map((part) => part.slice(mark.length)),
    isLast: first === parts.length - 1,
  };
}

/** Without what OpenSSL and code print around it. */
function enteredSignature(text: string, names: SignatureNames): string {
  const unquoted = (quoted: string): string => quoted.trim().replace(/^(["'])(.*)\1$/s, "$2");
  const bare = unquoted(text).replace(/^[\w-]*\([^()]*\)= */, "");
  const mark = `${names.signature}=`;
  return unquoted(bare.startsWith(mark) ? bare.slice(mark.length) : bare);
}

/** Percent-decoded; as it is where that is impossible. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
