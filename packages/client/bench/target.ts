// What all contenders are asked for: the open orders of one symbol, signed with the same HMAC key.

/** The two endpoints, by the first part of their paths. */
export type ApiName = "papi" | "dapi";
export interface Target {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly api: ApiName;
}
export type ListOrders = () => Promise<unknown>;
export interface Contender {
  readonly id: string;
  readonly label: string;
  /** Whether it is somebody else's package. */
  readonly isPeer?: boolean;
  /** The contender before it whose process it shares, so that nothing but the calls differs. */
  readonly with?: string;
  readonly prepare: (target: Target) => ListOrders | Promise<ListOrders>;
}
export const apiKey = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
export const apiSecret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
export const paths = { papi: "/papi/v1/margin/openOrders", dapi: "/dapi/v1/openOrders" } as const;
export const symbols = { papi: "BTCUSDT", dapi: "BTCUSD_PERP" } as const;
/** Long enough for 50 responses of 5,000 orders at once on a slow machine. */
export const patienceMs = 120_000;
