// What was pasted into the signature debugger, taken apart: a query or a whole URL, a secret, a signature.

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
  /** A query string, with or without its signature, a whole URL, or a command for curl, also one with a body. */
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
  /** The query without its signature, and the body right after it: what must be signed. */
  payload: string;
  /** Every parameter of query and body as it stands on the wire, the signature left out. */
  pairs: string[];
  /** As given, without white space around it, still percent-encoded where it was. */
  signature: string;
  /** Whether the query carries a signature, and where. */
  place: "absent" | "last" | "earlier";
  /** Names of the parameters, decoded where that is possible. */
  parameterNames: string[];
}

/** Takes apart what was pasted. Line ends and spaces around it come from copying and count for nothing. */
export function readSignatureInput(input: SignatureInput, names: SignatureNames): SignatureParts {
  const pasted = input.query.trim();
  const isCurl = /^curl\s/.test(pasted);
  const text = (isCurl && /https?:\/\/[^\s'"]+/.exec(pasted)?.[0]) || pasted;
  const body = isCurl ? bodyOf(pasted) : "";
  const mark = text.indexOf("?");
  const isUrl = mark > 0 || /^https?:/i.test(text);
  const address = isUrl && mark > 0 ? text.slice(0, mark) : "";
  const query = (mark === 0 || isUrl ? text.slice(mark + 1) : text).replace(/#.*$/, "");
  const parts = [query, body].map((part) => part.split("&").filter(Boolean));
  const isSignature = (pair: string): boolean => pair.startsWith(`${names.signature}=`);
  const unsigned = parts.map((part) => part.filter((pair) => !isSignature(pair)));
  const pairs = unsigned.flat();
  const carried = parts.flat().find(isSignature);
  const isLast = parts.some((part) => isSignature(part.at(-1) ?? ""));
  return {
    address,
    payload: unsigned.map((part) => part.join("&")).join(""),
    pairs,
    signature: input.signature.trim() || (carried ?? "").slice(names.signature.length + 1),
    place: carried === undefined ? "absent" : isLast ? "last" : "earlier",
    parameterNames: pairs.map((pair) => decoded(pair.split("=")[0] ?? "")),
  };
}

/** The body that a command for curl sends. */
function bodyOf(command: string): string {
  const data = /\s(?:-d|--data(?:-raw|-binary|-ascii)?)[\s=]+(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(
    command,
  );
  return data?.[1] ?? data?.[2] ?? data?.[3] ?? "";
}

/** Percent-decoded; as it is where that is impossible. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
