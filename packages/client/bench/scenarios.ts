// The rows of the benchmark: how many orders, which ids, which endpoint, how many calls at once.
import type { ApiName } from "./contenders/contender.ts";

export interface Scenario {
  readonly orders: number;
  /** Whether one id in ten has 19 digits; else all of them fit a double. */
  readonly long: boolean;
  readonly api: ApiName;
  readonly inFlight: number;
}

const bodies = [
  { orders: 1, long: false },
  { orders: 200, long: false },
  { orders: 200, long: true },
  { orders: 5000, long: false },
  { orders: 5000, long: true },
];

export const scenarios: readonly Scenario[] = bodies.flatMap((body) =>
  (["papi", "dapi"] as const).flatMap((api) =>
    [1, 50].map((inFlight) => Object.assign({ api, inFlight }, body)),
  ),
);

/** `200 orders, 19-digit ids, papi, 50 in flight`: what a row is called, and what `--only` looks at. */
export function nameOf({ orders, long, api, inFlight }: Scenario): string {
  return `${bodyName({ orders, long })}, ${api}, ${inFlight} in flight`;
}

/** `200 orders, 19-digit ids` */
export function bodyName({ orders, long }: Pick<Scenario, "orders" | "long">): string {
  const count = orders === 1 ? "1 order" : `${orders.toLocaleString("en")} orders`;
  return long ? `${count}, 19-digit ids` : count;
}

/** Calls before anything is measured: enough for the compiler, not so many that slow peers eat the time. */
export function warmUpCalls({ orders }: Scenario): number {
  return orders === 1 ? 1500 : orders < 1000 ? 150 : 10;
}

/** Whether a row belongs to a quick run: one endpoint unless rows were named, and no masses of data. */
export function isQuick({ api, orders, inFlight }: Scenario, { only }: { only: string }): boolean {
  return (api === "dapi" || only !== "") && orders * inFlight <= 10_000;
}
