// What the checks run against: an exchange, reached by `fetch`, and what can be done to it.
import type { Fault } from "@open-orders/mock-exchange";

/** Kinds of keys, by the name of the client's signer. */
export const keyKinds = ["hmac", "rsa", "ed25519"] as const;
export type KeyKind = (typeof keyKinds)[number];

/** A key and its secret. Neither ever stands in a result. */
export interface Credentials {
  readonly apiKey: string;
  /** The HMAC secret, or the private key in PEM (PKCS#8). */
  readonly secret: string;
}

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** The clock of an exchange, in milliseconds since the Unix epoch. */
export interface TargetClock {
  /** The time by which the exchange judges the timestamps of an API. */
  readonly now: (api: string) => number;
  /** Sets it; it then stands still. */
  readonly set?: ((now: number) => void) | undefined;
}

/** An exchange. Checks that need what it lacks are skipped, with the reason. */
export interface Target {
  /** For people, for instance `in process`. */
  readonly name: string;
  /** Where the APIs are served, without a slash at the end: one address for all, or one by API name. */
  readonly baseUrl: string | Readonly<Record<string, string>>;
  readonly fetch: Fetch;
  /** Keys that may read the account, by kind. */
  readonly credentials: Readonly<Partial<Record<KeyKind, Credentials>>>;
  /** @defaultValue this machine's clock, which cannot be set */
  readonly clock?: TargetClock | undefined;
  /** Makes something go wrong; the returned function takes it back. */
  readonly inject?: ((fault: Fault) => () => void) | undefined;
  /** What the account has, by operationId, as the client returns it: ids as strings of digits. */
  readonly data?: Readonly<Record<string, readonly object[]>> | undefined;
  /**
   * Whether others use it too. Then only operations that read are called, no limit is exceeded, and no more than
   * `maxBadRequests` checks for each API send bad requests.
   *
   * @defaultValue false
   */
  readonly shared?: boolean | undefined;
  /**
   * Whether checks that rest on an assumption fail too, and are not only reported. The mock exchange is made from the
   * same assumptions, so it is strict.
   *
   * @defaultValue false
   */
  readonly strict?: boolean | undefined;
}

/**
 * Checks that send bad requests to a shared target, for each API. The exchange's firewall bans clients that send
 * many of them; how many is documented nowhere.
 */
export const maxBadRequests = 50;

/**
 * What a check may need of a target. `limits`: its limits may be exceeded. `badRequests`: bad requests may be sent,
 * which `planRun` counts.
 */
export type Capability = "clock" | "faults" | "data" | "limits" | "badRequests" | KeyKind;

/** Why a check cannot run here; undefined when the target has what is needed. */
export function missingCapability(target: Target, capability: Capability): string | undefined {
  switch (capability) {
    case "clock":
      return target.clock?.set ? undefined : "the target's clock cannot be set";
    case "faults":
      return target.inject ? undefined : "faults cannot be injected into the target";
    case "data":
      return target.data ? undefined : "the orders of the target's account are not known (--data)";
    case "limits":
      return target.shared ? "the limits of a shared target are not exceeded" : undefined;
    case "badRequests":
      return undefined;
    case "hmac":
    case "rsa":
    case "ed25519":
    default:
      return target.credentials[capability] ? undefined : `the target has no ${capability} key`;
  }
}

/** The kinds of keys that a target has. */
export function kindsOf(credentials: Target["credentials"]): readonly KeyKind[] {
  return keyKinds.filter((kind) => credentials[kind]);
}

/** The address of an API; undefined when the target does not serve it. */
export function baseUrlOf({ baseUrl }: Target, api: string): string | undefined {
  const base = typeof baseUrl === "string" ? baseUrl : baseUrl[api];
  // As the URLs of requests will have it: the host in small letters, no port that goes without saying.
  return base === undefined || !URL.canParse(base) ? base : new URL(base).href.replace(/\/+$/u, "");
}
