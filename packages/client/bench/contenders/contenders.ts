// Everybody who takes part, in the order of the tables. The first is what all others are compared with.
import type { Prepare } from "./contender.ts";

export type ContenderId =
  | "fetch"
  | "fetchWithLimit"
  | "client"
  | "clientByPath"
  | "undici"
  | "clientUndici"
  | "official"
  | "binance"
  | "ccxt"
  | "ccxtUnified"
  | "nodeBinanceApi";

export interface Contender {
  readonly id: ContenderId;
  readonly label: string;
  /** Who it is: this client, code written by hand, or a package of somebody else. */
  readonly kind: "this" | "hand" | "peer";
  readonly load: () => Promise<Prepare>;
}

export const baseline: ContenderId = "fetch";

export const contenders: readonly Contender[] = [
  {
    id: "fetch",
    label: "hand-written `fetch`",
    kind: "hand",
    load: async () => (await import("./handWritten.ts")).handWrittenFetch,
  },
  {
    id: "fetchWithLimit",
    label: "hand-written `fetch` with a time limit",
    kind: "hand",
    load: async () => (await import("./handWritten.ts")).handWrittenFetchWithLimit,
  },
  {
    id: "client",
    label: "this client, global `fetch`",
    kind: "this",
    load: async () => (await import("./thisClient.ts")).thisClient,
  },
  {
    id: "clientByPath",
    label: "this client by path, global `fetch`",
    kind: "this",
    load: async () => (await import("./thisClient.ts")).thisClientByPath,
  },
  {
    id: "undici",
    label: "hand-written `undici.request`",
    kind: "hand",
    load: async () => (await import("./handWritten.ts")).handWrittenUndici,
  },
  {
    id: "clientUndici",
    label: "this client, `createUndiciFetch()`",
    kind: "this",
    load: async () => (await import("./thisClient.ts")).thisClientUndici,
  },
  {
    id: "official",
    label: "official packages",
    kind: "peer",
    load: async () => (await import("../peers/official.ts")).official,
  },
  {
    id: "binance",
    label: "binance",
    kind: "peer",
    load: async () => (await import("../peers/tiagosiebler.ts")).tiagosiebler,
  },
  {
    id: "ccxt",
    label: "ccxt, implicit method",
    kind: "peer",
    load: async () => (await import("../peers/ccxt.ts")).ccxt,
  },
  {
    id: "ccxtUnified",
    label: "ccxt, unified method",
    kind: "peer",
    load: async () => (await import("../peers/ccxt.ts")).ccxtUnified,
  },
  {
    id: "nodeBinanceApi",
    label: "node-binance-api",
    kind: "peer",
    load: async () => (await import("../peers/nodeBinanceApi.ts")).nodeBinanceApi,
  },
];
