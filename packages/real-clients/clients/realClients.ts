// Every client, for every API.
import { ccxt } from "./ccxt.ts";
import { official } from "./official.ts";
import type { Api, RealClient } from "./RealClient.ts";
import { tiagosiebler } from "./tiagosiebler.ts";

const apis: readonly Api[] = ["portfolio-margin", "coin-m-futures"];

export const realClients: readonly RealClient[] = apis.flatMap((api) =>
  [official, tiagosiebler, ccxt].map((client) => client(api)),
);
