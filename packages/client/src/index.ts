/**
 * Typed, signed calls to Binance's open-order endpoints. This module is the whole public surface;
 * the subpaths `redis` and `validate` add what not everybody needs.
 *
 * @packageDocumentation
 */
export * from "./generated/index.ts";
export { ed25519, hmac, rsa } from "./sign.ts";
export type { PrivateKey, Signer } from "./sign.ts";
export {
  ApiError,
  BinanceError,
  ConfigError,
  ConnectionError,
  RateLimitError,
  ResponseError,
  SigningError,
  TimeoutError,
} from "./errors.ts";
export type { AnyBinanceError, ErrorKind, InstanceOf, ResponseErrorReason } from "./errors.ts";
export type { ErrorCodeName } from "./generated/error-codes.ts";
export type { Middleware } from "openapi-fetch";
export type { HttpAgent } from "./httpTransport.ts";
export { createWeightBudget } from "./weight.ts";
export type {
  WeightUsage,
  WeightDenial,
  WeightGrant,
  WeightBudget,
  WeightBudgetOptions,
} from "./weight.ts";
export type { ApiClient, OpenOrderMethods, PlainStrings } from "./client.ts";
export type { OpenOrder, OpenOrderOf, OpenOrdersParameters } from "./openOrders.ts";
export type { OpenOrderEvent, OpenOrderWatch, WatchOptions } from "./watch.ts";
export type { AttemptEvent, CallOptions, ClientOptions, ResponseValidator } from "./options.ts";
