// What the tests ask of every client, whoever wrote it.

/** The APIs, by the names of their descriptions. */
export type Api = "portfolio-margin" | "coin-m-futures";

/** Who calls whom. */
export interface Connection {
  /** Base address of the exchange. */
  url: string;
  apiKey: string;
  /** For HMAC. Either this or `privateKey`. */
  secret?: string;
  /** PKCS#8 in PEM, for RSA and Ed25519. */
  privateKey?: string;
}

/** What may be asked for. */
export interface Parameters {
  symbol?: string;
  pair?: string;
  /** In milliseconds. */
  recvWindow?: number;
}

/** An order as it stands on the wire, its id as the digits that stand there. */
export interface Order extends Readonly<Record<string, unknown>> {
  readonly orderId: string;
  readonly symbol: string;
}

/** Open orders of one API through one client. */
export interface RealClient {
  /** The package, and the API. */
  name: string;
  api: Api;
  /** Makes a client and hands out its method that lists open orders. */
  connect: (connection: Connection) => (parameters?: Parameters) => Promise<unknown>;
  /** What its caller gets of an order. */
  delivers: (order: Order) => object;
  /** What its caller catches when the exchange refuses. */
  throws: (status: number, code: number, msg: string) => object;
  /** Characters in values that it encodes in one way to sign them and in another to send them. */
  missigned: string;
}
