// Describes a request that was sent, without its secrets: whose key, and whether the signature was right,
// are found out here, so that neither has to be kept.
import type { Operation } from "../spec/description.ts";
import type { SentRequest } from "./SentRequest.ts";
import { signQuery } from "./sign.ts";
import type { KeyKind, Target } from "./Target.ts";

interface Request {
  readonly url: string;
  readonly init: RequestInit | undefined;
  /** The target's time when it was sent, in milliseconds. */
  readonly time: number;
}

/** The request as it may be shown; undefined where it was not to this operation. */
export function describeRequest(
  { url, init, time }: Request,
  operation: Operation,
  credentials: Target["credentials"],
): SentRequest | undefined {
  const [address = "", search = ""] = url.split("?", 2);
  if (!address.endsWith(operation.path)) return undefined;
  const pairs = search === "" ? [] : search.split("&").map(pairOf);
  const valueOf = (name: string | undefined): string | undefined =>
    pairs.find(([other]) => other === name)?.[1];
  const left = new Set([operation.timestamp?.name, operation.signature?.name]);
  const headers = new Headers(init?.headers);
  const apiKey = operation.key && headers.get(operation.key.name);
  const owner = Object.entries(credentials).find(([, own]) => own.apiKey === apiKey)?.[0];
  const offsetMs = Number(valueOf(operation.timestamp?.name) || Number.NaN) - time;
  const kind = (owner ?? Object.keys(credentials)[0] ?? "hmac") as KeyKind;
  return {
    method: init?.method ?? "GET",
    base: address.slice(0, -operation.path.length),
    path: operation.path,
    parameters: pairs.filter(([name]) => !left.has(name)),
    timestamp:
      operation.timestamp && !Number.isNaN(offsetMs)
        ? { name: operation.timestamp.name, offsetMs }
        : undefined,
    key:
      operation.key && typeof apiKey === "string"
        ? { name: operation.key.name, whose: owner === undefined ? "other" : "own" }
        : undefined,
    signature:
      operation.signature && valueOf(operation.signature.name) !== undefined
        ? {
            name: operation.signature.name,
            kind,
            right: isRight(search, operation.signature.name, kind, credentials),
          }
        : undefined,
  };
}

/** Whether the query ends in the signature of all that stands before it. */
function isRight(
  search: string,
  name: string,
  kind: KeyKind,
  credentials: Target["credentials"],
): boolean {
  const at = search.lastIndexOf(`&${name}=`);
  const own = credentials[kind];
  if (at === -1 || !own) return false;
  const came = search.slice(at + name.length + 2);
  const right = signQuery(kind, own.secret, search.slice(0, at));
  return kind === "hmac" ? came.toLowerCase() === right : came === right;
}

function pairOf(part: string): readonly [name: string, value: string] {
  const at = part.indexOf("=");
  return at === -1 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
}
