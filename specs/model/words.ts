// The `x-` words of the descriptions. ../EXTENSIONS.md says what each means; ../lint/extensions.js enforces it.
import type { Json } from "./json.ts";

/** What a client may do after an error response. `abort` is final, whatever code comes with it. */
export const retryRules = ["never", "retry", "wait", "resync", "abort"] as const;
export type Retry = (typeof retryRules)[number];

/** `x-filled-by-client`: parameters that the client sends by itself. */
export const filledByClient = ["timestamp"] as const;
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
  keep: FilterKind;
  /** The item's field that is compared; none with `keep: first`. */
  field?: string;
}

/** `x-discrepancy`: ids of entries in discrepancies.yaml. It can stand at any object. */
export interface Disputed {
  "x-discrepancy"?: string | string[];
}

/** An entry of `x-weight`. The first whose `whenSent` parameters are all sent applies. */
export interface WeightRuleObject extends Disputed {
  weight: number;
  whenSent?: string[];
  /** `weight` is the least possible cost; the response header has the true one. */
  estimate?: boolean;
  description?: string;
}

/** An entry of `x-rate-limits`. */
export interface RateLimitObject extends Disputed {
  limit: number;
  intervalMinutes: number;
  per: "ip" | "account";
  /** The response header that counts the weight used. */
  header: string;
}

/** `x-clock`: the API's unsigned time endpoint, and the field with milliseconds since the Unix epoch. */
export interface ClockObject extends Disputed {
  path: string;
  field: string;
}

/** An entry of `x-sources`: a page that an operation was written from. */
export interface SourcePage {
  url: string;
  language: string;
  /** The day the page was saved, such as "2026-01-15". */
  snapshot: string;
}

/** Fields of an item and the values they have. */
export type FieldValues = Record<string, Json>;

/** `x-order`: which field of an item plays which role of an open order. */
export interface OrderRoles {
  id: string;
  /** The field within whose value ids are unique. */
  uniqueWithin: string;
  clientId?: string;
  symbol: string;
  side: string;
  type: string;
  status: string;
  price: string;
  triggerPrice?: string;
  quantity: string;
  filledQuantity?: string;
  placedAt: string;
  updatedAt: string;
  /** The id of the order that a triggered conditional order turned into. */
  becomes?: string;
}

/** An item whose fields are as in `from` gets those in `to`. */
export interface Transition {
  from: FieldValues;
  to: FieldValues;
}

/** What a trigger changes. */
export interface TriggerTransition extends Transition {
  /** Fields of the order that it becomes in the list `becomesIn`. */
  as?: FieldValues;
}

/** `x-simulation`: how an order changes while it is listed. It stands beside `x-order`. */
export interface Simulation {
  /** The price of a fill: the first of these fields that is there and not zero. */
  price: string[];
  averagePrice?: string;
  traded?: {
    field: string;
    contractValues?: { when?: FieldValues; value: number }[];
  };
  /** Without it, orders of this list are never filled. */
  onFill?: Transition;
  onTrigger?: TriggerTransition[];
  /** operationId of the list in which a triggered order goes on as another order. */
  becomesIn?: string;
}
