// The `x-` words of the descriptions. ../EXTENSIONS.md says what each means; ../lint/extensions.js enforces it.
import type { Json } from "./openapi.ts";

/** What a client may do after an error response. `abort` is final, whatever code comes with it. */
export const retryRules = ["never", "retry", "wait", "resync", "abort"] as const;
export type Retry = (typeof retryRules)[number];

/** `x-filled-by-client`: parameters that the client sends by itself. */
export const filledByClient = ["timestamp", "signature"] as const;
export type FilledByClient = (typeof filledByClient)[number];

/** `x-security-type`: the exchange's own terms. */
export const securityTypes = [
  "NONE",
  "MARKET_DATA",
  "USER_STREAM",
  "USER_DATA",
  "TRADE",
  "MARGIN",
] as const;
export type SecurityType = (typeof securityTypes)[number];

/** How `x-filter` selects: `field` =, >= or <= the value sent, or the first so many items. */
export const filterKinds = ["equal", "from", "until", "first"] as const;
export type FilterKind = (typeof filterKinds)[number];

/** `x-filter`: which items of a list a parameter keeps. */
export interface Filter {
  readonly keep: FilterKind;
  /** The item's field that is compared; none with `keep: first`. */
  readonly field?: string;
}

/** `x-discrepancy`: ids of entries in discrepancies.yaml. It can stand at any object. */
export interface Disputed {
  readonly "x-discrepancy"?: string | readonly string[];
}

/** An entry of `x-weight`. The first whose `whenSent` parameters are all sent applies. */
export interface WeightRuleObject extends Disputed {
  readonly weight: number;
  readonly whenSent?: readonly string[];
  /** `weight` is the least possible cost; the response header has the true one. */
  readonly estimate?: boolean;
  readonly description?: string;
}

/** An entry of `x-rate-limits`. */
export interface RateLimitObject extends Disputed {
  readonly limit: number;
  readonly intervalMinutes: number;
  readonly per: "ip" | "account";
  /** The response header that counts the weight used. */
  readonly header: string;
}

/** `x-clock`: the API's unsigned time endpoint, and the field with milliseconds since the Unix epoch. */
export interface ClockObject extends Disputed {
  readonly path: string;
  readonly field: string;
}

/** An entry of `x-sources`: a page that an operation was written from. */
export interface SourcePage {
  readonly url: string;
  readonly language: string;
  /** The day the page was saved, such as "2026-01-15". */
  readonly snapshot: string;
}

/** Fields of an item and the values they have. */
export type FieldValues = Readonly<Record<string, Json>>;

/** `x-order`: which field of an item plays which role of an open order. */
export interface OrderRoles {
  readonly id: string;
  /** The field within whose value ids are unique. */
  readonly uniqueWithin?: string;
  readonly clientId?: string;
  readonly symbol: string;
  readonly side: string;
  readonly type: string;
  readonly status: string;
  readonly price: string;
  readonly triggerPrice?: string;
  readonly quantity: string;
  readonly filledQuantity?: string;
  readonly placedAt: string;
  readonly updatedAt: string;
  /** The id of the order that a triggered conditional order turned into. */
  readonly becomes?: string;
}

/** An item whose fields are as in `from` gets those in `to`. */
export interface Transition {
  readonly from: FieldValues;
  readonly to: FieldValues;
}

/** `x-simulation`: how an item changes while it is listed, by the names of its fields. */
export interface Simulation {
  readonly id: string;
  readonly clientId?: string;
  readonly placed: string;
  readonly changed: string;
  readonly quantity: string;
  readonly filled: string;
  /** The price of a fill: the first of these fields that is there and not zero. */
  readonly price: readonly string[];
  readonly averagePrice?: string;
  readonly traded?: {
    readonly field: string;
    readonly contractValues?: readonly { readonly when?: FieldValues; readonly value: number }[];
  };
  readonly onFill: Transition;
  readonly onTrigger?: readonly Transition[];
}
