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
  /** A query string, with or without its signature, a whole URL, or a command for curl. */
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
  /** The query without its signature: what must be signed. */
  payload: string;
  /** Every parameter as it stands on the wire, the signature left out. */
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
  // Of a command for curl, its URL.
  const text = /^curl\s/.test(pasted)
    ? (/https?:\/\/[^\s'"]+/.exec(pasted)?.[0] ?? pasted)
    : pasted;
  const mark = text.indexOf("?");
  const isUrl = mark > 0 || /^https?:/i.test(text);
  const address = isUrl && mark > 0 ? text.slice(0, mark) : "";
  const query = (mark === 0 || isUrl ? text.slice(mark + 1) : text).replace(/#.*$/, "");
  const all = query.split("&");
  const at = all.findIndex((pair) => pair.startsWith(`${names.signature}=`));
  const pairs = all.filter((pair) => pair !== "" && !pair.startsWith(`${names.signature}=`));
  const carried = at === -1 ? "" : (all[at] ?? "").slice(names.signature.length + 1);
  return {
    address,
    payload: pairs.join("&"),
    pairs,
    signature: input.signature.trim() || carried,
    place: at === -1 ? "absent" : at === all.length - 1 ? "last" : "earlier",
    parameterNames: pairs.map((pair) => decoded(pair.split("=")[0] ?? "")),
  };
}

/** Percent-decoded; as it is where that is impossible. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
