// The public types of the package: what can be asked of a mock exchange, and what it hands back.
import type { OpenApiDocument } from "@open-orders/specs";
import type { Account } from "./account.ts";
import type { Sleep } from "./response.ts";
import type { Fault } from "./fault.ts";

/** Options of `createMockExchange`. All may be left out. */
export interface MockExchangeOptions {
  /** Who may call, and what they have. @default [demoAccount], which has the described examples */
  readonly accounts?: readonly Account[] | undefined;
  /** The exchange's clock: milliseconds since the Unix epoch. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** Faults in force from the start. @default none */
  readonly faults?: readonly Fault[] | undefined;
  /**
   * Decides all that is left to chance, `chance` in faults and simulated orders: the same seed, clock and requests
   * give the same responses, byte for byte. An integer from 0 to 4294967295.
   *
   * @default 1
   */
  readonly seed?: number | undefined;
  /**
   * Orders are placed, triggered, filled in part and closed as the clock goes on, so that a watcher can be tested.
   * Those of the accounts change too; new ones are like them, or like the described examples where there are none.
   *
   * @default false, only the test changes orders
   */
  readonly simulate?: boolean | SimulationOptions | undefined;
  /**
   * Symbols that are traded although no account has an order in them. Given, any other symbol is
   * rejected (BAD_SYMBOL); left out, any symbol is accepted and has no orders.
   */
  readonly symbols?: readonly string[] | undefined;
  /**
   * Weight a client may use per window, by API name, in place of the described limit.
   *
   * @example { "coin-m-futures": 100 }
   */
  readonly weightLimits?: Readonly<Record<string, number>> | undefined;
  /** Answers 429 within one window that are forgiven; one more call is a ban (418). @default 5 */
  readonly rejectionsBeforeBan?: number | undefined;
  /** First ban in milliseconds; each further one is twice as long, up to three days. @default 120000 */
  readonly banMs?: number | undefined;
  /** How many requests `requests` remembers. @default 1000 */
  readonly requestLogSize?: number | undefined;
  /** Waits for the delays of faults; tests hand in one that does not. @default a timer */
  readonly sleep?: Sleep | undefined;
  /** The APIs to serve, by name, as bundled OpenAPI documents. @default all of @open-orders/specs */
  readonly descriptions?: Readonly<Record<string, OpenApiDocument>> | undefined;
}

/** How many orders a simulation places, and how long they stay open. */
export interface SimulationOptions {
  /** New orders per minute, in each list of each account. @default 6 */
  readonly ordersPerMinute?: number | undefined;
  /** How long the longest-lived order stays open, in milliseconds; the shortest a quarter of it. @default 120000 */
  readonly orderLifeMs?: number | undefined;
}

/** Which order is meant: its id, its id and its symbol, or the order itself as `list` has it. */
export type OrderReference =
  | string
  | number
  | bigint
  | { readonly symbol: string; readonly id: string | number | bigint };

/** Some fields of an order; what is undefined counts as left out. */
type Some<Order> = { readonly [Name in keyof Order]?: Order[Name] | undefined };

/**
 * The orders of one list. Orders have the fields of the description; 64-bit ids may be given as safe numbers, bigints
 * or strings of digits, and are returned as strings of digits.
 */
export interface Orders<Order extends object = Readonly<Record<string, unknown>>> {
  /**
   * Adds an order. What is left out comes from a described example; it was placed now, nothing of it is filled, and its
   * id is made up, has 19 digits and is used once.
   *
   * @returns the whole order
   * @throws TypeError that names the field that is wrong
   */
  readonly add: (order?: Some<Order>) => Order;
  /**
   * Changes fields of an order, and its time of the last change. A field that is undefined is removed.
   *
   * @returns the whole order
   * @throws TypeError that names the order that is not there, or the field that is wrong
   */
  readonly update: (order: OrderReference | Order, changes: Some<Order>) => Order;
  /** Takes an order out of the list. @throws TypeError when it is not there */
  readonly remove: (order: OrderReference | Order) => void;
  /** The orders that are open now. */
  readonly list: () => readonly Order[];
}

/** A request as the exchange remembers it. Keys, signatures and signed queries are never kept. */
export interface RecordedRequest {
  /** When it came, by the exchange's clock, in milliseconds. */
  readonly time: number;
  readonly method: string;
  readonly path: string;
  /** The described operation, or `clock`; undefined when the path is not served. */
  readonly operationId: string | undefined;
  /** Decoded values of the described parameters, the signature left out. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Status of the answer; 0 when a fault cut it off or kept it back. */
  readonly status: number;
  /** The exchange's error code, when the answer had one. */
  readonly code: number | undefined;
  /** What this request weighed. */
  readonly weight: number;
  /** Weight used in the current window, as the answer's header said. */
  readonly usedWeight: number;
  /** Whether a fault befell it. */
  readonly fault: boolean;
}

/** Options of `listen`. */
export interface ListenOptions {
  /** TCP port; 0 takes a free one. @default 0 */
  readonly port?: number | undefined;
  /** Address to listen on. @default "127.0.0.1" */
  readonly hostname?: string | undefined;
}

/** A mock exchange that listens. */
export interface MockServer {
  /** Base address without a slash at its end, for all APIs alike. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and drops every connection. */
  readonly close: () => Promise<void>;
}

/** The exchange. Its functions need no `this`. */
export interface MockExchange {
  /**
   * Answers like `fetch`, without a network: hand it to a client as its `fetch`. Any host is served;
   * the path alone decides.
   *
   * @throws TypeError where fetch would fail, and the signal's reason when it is aborted.
   */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>;
  /** Serves the same exchange over HTTP. Needs Node, Bun or Deno. @throws Error when the port is taken */
  readonly listen: (options?: ListenOptions) => Promise<MockServer>;
  /** Adds a fault; the returned function takes it back. @throws TypeError when it cannot be played */
  readonly inject: (fault: Fault) => () => void;
  /**
   * The orders of a list, by operationId. Those that are added, updated or removed leave the simulation.
   *
   * @param apiKey Whose orders. @default the first account
   * @throws TypeError when the operation lists no orders, or no account has the key
   */
  readonly orders: <Order extends object = Readonly<Record<string, unknown>>>(
    operationId: string,
    apiKey?: string,
  ) => Orders<Order>;
  /** What came, in the order in which it was answered. */
  readonly requests: readonly RecordedRequest[];
}
