// What the checks run against: an exchange, reached by `fetch`, and what can be done to it.
import type { Fault } from "@open-orders/mock-exchange";

/** Kinds of keys the exchange knows, by the name of the client's signer. */
export type KeyKind = "hmac" | "rsa" | "ed25519";

/** A key and its secret. Neither ever stands in a result. */
export interface Credentials {
  readonly apiKey: string;
  /** The HMAC secret, or the private key in PEM (PKCS#8). */
  readonly secret: string;
}

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** An exchange. Checks that need what it lacks are skipped, and say so. */
export interface Target {
  /** For people, for instance `in process`. */
  readonly name: string;
  /** Where the APIs are served, without a slash at the end: one place for all, or one by API name. */
  readonly baseUrl: string | Readonly<Record<string, string>>;
  readonly fetch: Fetch;
  /** Keys that may read the account, by kind. */
  readonly credentials: Readonly<Partial<Record<KeyKind, Credentials>>>;
  /** The exchange's time where it runs by itself, in milliseconds since the Unix epoch. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** Sets the exchange's clock, in milliseconds since the Unix epoch; it then stands still. */
  readonly setClock?: ((now: number) => void) | undefined;
  /** Makes something go wrong; the returned function takes it back. */
  readonly inject?: ((fault: Fault) => () => void) | undefined;
  /** What the account has, by operationId, as the client hands it out: ids as strings of digits. */
  readonly data?: Readonly<Record<string, readonly object[]>> | undefined;
  /**
   * Whether it serves others than these checks: then only what reads is called, no limit is put to the
   * test, and no more refusals are provoked than `maxBadRequests` for each API.
   *
   * @default false
   */
  readonly shared?: boolean | undefined;
}

/**
 * Checks that are refused on purpose at a target in use, for each API. The exchange's firewall bans who
 * sends wrong requests in great number, and nowhere is it said how many are too many.
 */
export const maxBadRequests = 50;

/**
 * What a check may need of a target. `limits`: that its limits may be exceeded. `refusals`: that wrong
 * requests may be sent to it, which `planRun` counts.
 */
export type Capability = "clock" | "faults" | "data" | "limits" | "badRequests" | KeyKind;

/** Why a check cannot run here; undefined when the target has what is needed. */
export function missingCapability(target: Target, need: Capability): string | undefined {
  switch (need) {
    case "clock":
      return target.setClock ? undefined : "the target's clock cannot be set";
    case "faults":
      return target.inject ? undefined : "faults cannot be played at the target";
    case "data":
      return target.data ? undefined : "what the target's account holds is not known";
    case "badRequests":
      return undefined;
    case "limits":
      return target.shared ? "the limits of a target in use are not put to the test" : undefined;
    case "hmac":
    case "rsa":
    case "ed25519":
      return target.credentials[need] ? undefined : `there is no ${need} key for the target`;
    default:
      return undefined;
  }
}

/** The address of an API; undefined when the target does not serve it. */
export function baseUrlOf({ baseUrl }: Target, api: string): string | undefined {
  return typeof baseUrl === "string" ? baseUrl : baseUrl[api];
}
