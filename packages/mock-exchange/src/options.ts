// The public types of the package: the options of a mock exchange, and what it returns.
import type { ParsedDocument } from "@open-orders/specs/model";
import type { Account } from "./account.ts";
import type { Sleep } from "./response.ts";
import type { Fault } from "./fault.ts";

/** Options of `createMockExchange`; all are optional. */
export interface MockExchangeOptions {
  /** The accounts. @defaultValue [demoAccount], which has the described examples */
  readonly accounts?: readonly Account[] | undefined;
  /** The exchange's clock: milliseconds since the Unix epoch. @defaultValue Date.now */
  readonly now?: (() => number) | undefined;
  /** Faults that are active from the start. @defaultValue none */
  readonly faults?: readonly Fault[] | undefined;
  /**
   * Decides all that is left to chance, `chance` in faults and simulated orders: the same seed, clock and requests
   * give the same responses, byte for byte. An integer from 0 to 4294967295.
   *
   * @defaultValue 1
   */
  readonly seed?: number | undefined;
  /**
   * Orders are placed, triggered, filled in part and closed as the clock goes on, so that a watcher can be tested.
   * Those of the accounts change too; new ones are like them, or like the described examples where there are none.
   *
   * @defaultValue false, only the test changes orders
   */
  readonly simulate?: boolean | SimulationOptions | undefined;
  /**
   * Symbols that are traded, besides those of the accounts' orders: any other is an error (BAD_SYMBOL).
   *
   * @defaultValue any symbol is accepted
   */
  readonly symbols?: readonly string[] | undefined;
  /**
   * Weight a client may use per window, by API name, in place of the described limit.
   *
   * @example { "coin-m-futures": 100 }
   */
  readonly weightLimits?: Readonly<Record<string, number>> | undefined;
  /** Responses with 429 within one window before the next call is a ban (418). @defaultValue 5 */
  readonly rejectionsBeforeBan?: number | undefined;
  /** First ban in milliseconds; each further one is twice as long, up to three days. @defaultValue 120000 */
  readonly banMs?: number | undefined;
  /** How many requests `requests` holds, the last ones. @defaultValue 1000 */
  readonly requestLogSize?: number | undefined;
  /** Waits for the delays of faults; a test can pass one that does not wait. @defaultValue a timer */
  readonly sleep?: Sleep | undefined;
  /** The APIs to serve, by name, as bundled OpenAPI documents. @defaultValue all of @open-orders/specs */
  readonly descriptions?: Readonly<Record<string, ParsedDocument>> | undefined;
}

/** How many orders a simulation places, and how long they stay open. */
export interface SimulationOptions {
  /** New orders per minute, in each list of each account. @defaultValue 6 */
  readonly ordersPerMinute?: number | undefined;
  /**
   * How long the longest-lived order stays open, in milliseconds; the shortest a quarter of it.
   * @defaultValue 120000
   */
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
   * id has 19 digits and is used once.
   *
   * @returns the complete order
   * @throws TypeError that names the field that is wrong
   */
  readonly add: (order?: Some<Order>) => Order;
  /**
   * Changes fields of an order, and its time of the last change. A field that is undefined is removed.
   *
   * @returns the complete order
   * @throws TypeError that names the order that is not there, or the field that is wrong
   */
  readonly update: (order: OrderReference | Order, changes: Some<Order>) => Order;
  /** Takes an order out of the list. @throws TypeError when it is not there */
  readonly remove: (order: OrderReference | Order) => void;
  /** The orders that are open now. */
  readonly list: () => readonly Order[];
}

/** An entry of the request log. It never holds a key, a signature or a signed query. */
export interface RecordedRequest {
  /** When it was received, by the exchange's clock, in milliseconds. */
  readonly time: number;
  readonly method: string;
  readonly path: string;
  /** The described operation, or `clock`; undefined where the path is not served. */
  readonly operationId: string | undefined;
  /** Decoded values of the described parameters, without the signature. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Status of the response; 0 where a fault prevented one. */
  readonly status: number;
  /** The exchange's error code, if the response had one. */
  readonly code: number | undefined;
  /** Weight of this request. */
  readonly weight: number;
  /** Weight used in the current window, as in the response header. */
  readonly usedWeight: number;
  /** Whether a fault happened to it. */
  readonly fault: boolean;
}

/** Options of `listen`. */
export interface ListenOptions {
  /** TCP port; 0 for a free one. @defaultValue 0 */
  readonly port?: number | undefined;
  /** Address to listen on. @defaultValue "127.0.0.1" */
  readonly hostname?: string | undefined;
}

/** A mock exchange that is listening. */
export interface MockServer {
  /** Base URL of all APIs, without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and closes every connection. */
  readonly close: () => Promise<void>;
}

/** The exchange. Its functions need no `this`. */
export interface MockExchange {
  /**
   * Like `fetch`, without a network: pass it to a client as its `fetch`. Any host is served; only the path counts.
   *
   * @throws TypeError where fetch would fail, and the signal's reason when it is aborted
   */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>;
  /** Serves the same exchange over HTTP. Needs Node, Bun or Deno. @throws Error when the port is taken */
  readonly listen: (options?: ListenOptions) => Promise<MockServer>;
  /** Adds a fault. @returns a function that removes it. @throws TypeError that names what is wrong with it */
  readonly inject: (fault: Fault) => () => void;
  /**
   * The orders of a list, by operationId. Those that are added, updated or removed leave the simulation.
   *
   * @param apiKey Whose orders. @defaultValue the first account
   * @throws TypeError when the operation lists no orders, or no account has the key
   */
  readonly orders: <Order extends object = Readonly<Record<string, unknown>>>(
    operationId: string,
    apiKey?: string,
  ) => Orders<Order>;
  /** The request log, in the order of the responses. */
  readonly requests: readonly RecordedRequest[];
}
