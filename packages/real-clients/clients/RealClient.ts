// What the tests need of every client, whoever wrote it.

/** The APIs, by the names of their descriptions. */
export type Api = "portfolio-margin" | "coin-m-futures";

/** Where a client connects, and with which credentials. */
export interface Connection {
  /** Base address of the exchange. */
  url: string;
  apiKey: string;
  /** For HMAC. Either this or `privateKey`. */
  secret?: string;
  /** PKCS#8 in PEM, for RSA and Ed25519. */
  privateKey?: string;
}

/** Parameters of a call. */
export interface Parameters {
  symbol?: string;
  pair?: string;
  /** In milliseconds. */
  recvWindow?: number;
}

/** An order as on the wire, its id as a string of the same digits. */
export interface Order extends Readonly<Record<string, unknown>> {
  readonly orderId: string;
  readonly symbol: string;
}

/** Open orders of one API through one client. */
export interface RealClient {
  /** The package, and the API. */
  name: string;
  api: Api;
  /** Creates a client. @returns its method that lists open orders */
  connect: (connection: Connection) => (parameters?: Parameters) => Promise<unknown>;
  /** How it returns an order. */
  delivers: (order: Order) => object;
  /** What it throws for an error response. */
  throws: (status: number, code: number, msg: string) => object;
  /** Characters that it encodes one way for the signature and another way for the request. */
  missigned: string;
}
