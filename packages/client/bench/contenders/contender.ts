// What takes part in the benchmark: the shape of a contender, and what all of them are asked for.

/** The two endpoints, by the first part of their paths. */
export type ApiName = "papi" | "dapi";

/** Where a contender sends its calls. */
export interface Target {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly api: ApiName;
}

/** One signed call for the open orders of one symbol. */
export type ListOrders = () => Promise<unknown>;

/** Makes a contender ready; called once for each endpoint. */
export type Prepare = (target: Target) => ListOrders | Promise<ListOrders>;

/** The same key for everybody. HMAC keys of the exchange have 64 characters. */
export const apiKey = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
export const apiSecret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";

export const paths: Readonly<Record<ApiName, string>> = {
  papi: "/papi/v1/margin/openOrders",
  dapi: "/dapi/v1/openOrders",
};
export const symbols: Readonly<Record<ApiName, string>> = {
  papi: "BTCUSDT",
  dapi: "BTCUSD_PERP",
};

/** Long enough for 50 answers of 5,000 orders at once on a slow machine. */
export const patienceMs = 120_000;
