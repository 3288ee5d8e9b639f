// Breakages of x- extensions: unknown ones, and known ones of the wrong shape.
import { get, operationFile, remove, set } from "./case.ts";
import type { Case } from "./case.ts";

const rootFile = "coin-m-futures/openapi.yaml";

export const extensionCases: Case[] = [
  {
    rule: "open-orders/known-extensions",
    finds: "an extension nobody knows",
    file: operationFile,
    change: set([...get, "x-wait"], 40),
    at: "#/path/get/x-wait",
    message:
      "`x-wait` is unknown here. Write one of x-discrepancy, x-security-type, x-sources, x-weight, or declare it in specs/lint/extensions.js.",
  },
  {
    rule: "open-orders/known-extensions",
    finds: "an extension in the wrong place",
    file: rootFile,
    change: set(["info", "x-clock"], { path: "/dapi/v1/time", field: "serverTime" }),
    at: "#/info/x-clock",
    message:
      "`x-clock` is unknown here. Write one of x-discrepancy, or declare it in specs/lint/extensions.js.",
  },
  {
    rule: "open-orders/known-extensions",
    finds: "an extension of Redocly",
    file: rootFile,
    change: set(["x-tagGroups"], []),
    at: "#/x-tagGroups",
    message:
      "`x-tagGroups` is unknown here. Write one of x-clock, x-discrepancy, x-rate-limits, or declare it in specs/lint/extensions.js.",
  },
  {
    rule: "open-orders/known-extensions",
    finds: "an unknown extension inside one of ours",
    file: operationFile,
    change: set([...get, "x-weight", 0, "x-unit"], "requests"),
    at: "#/path/get/x-weight/0/x-unit",
    message:
      "`x-unit` is unknown here. Write one of x-discrepancy, or declare it in specs/lint/extensions.js.",
  },
  {
    rule: "struct",
    finds: "no rate limits",
    file: rootFile,
    change: remove("x-rate-limits"),
    at: "#/",
    message: "The field `x-rate-limits` must be present on this level.",
  },
  {
    rule: "struct",
    finds: "a rate limit without its header",
    file: rootFile,
    change: remove("x-rate-limits", 0, "header"),
    at: "#/x-rate-limits/0",
    message: "The field `header` must be present on this level.",
  },
  {
    rule: "struct",
    finds: "a clock without its field",
    file: rootFile,
    change: remove("x-clock", "field"),
    at: "#/x-clock",
    message: "The field `field` must be present on this level.",
  },
  {
    rule: "struct",
    finds: "an unknown environment",
    file: rootFile,
    change: set(["servers", 1, "x-environment"], "sandbox"),
    at: "#/servers/1/x-environment",
    message: '`x-environment` can be one of the following only: "production", "testnet".',
  },
  {
    rule: "struct",
    finds: "an unknown security type",
    file: operationFile,
    change: set([...get, "x-security-type"], "SIGNED"),
    at: "#/path/get/x-security-type",
    message:
      '`x-security-type` can be one of the following only: "NONE", "MARKET_DATA", "USER_STREAM", "USER_DATA", "TRADE", "MARGIN".',
  },
  {
    rule: "struct",
    finds: "a weight that is no number",
    file: operationFile,
    change: set([...get, "x-weight", 1, "weight"], "forty"),
    at: "#/path/get/x-weight/1/weight",
    message: "Expected type `integer` but got `string`.",
  },
  {
    rule: "struct",
    finds: "a weight rule with an unknown word",
    file: operationFile,
    change: set([...get, "x-weight", 1, "wieght"], 40),
    at: "#/path/get/x-weight/1/wieght",
    message: "Property `wieght` is not expected here.",
  },
  {
    rule: "struct",
    finds: "a source in a language we do not write",
    file: operationFile,
    change: set([...get, "x-sources", 2], {
      url: "https://example.com",
      language: "fr",
      snapshot: "2026-01-15",
    }),
    at: "#/path/get/x-sources/2/language",
    message: '`language` can be one of the following only: "en", "zh-CN".',
  },
  {
    rule: "struct",
    finds: "a filter that keeps nothing known",
    file: operationFile,
    change: set([...get, "parameters", 1, "x-filter", "keep"], "some"),
    at: "#/path/get/parameters/1/x-filter/keep",
    message: '`keep` can be one of the following only: "equal", "from", "until", "first".',
  },
  {
    rule: "struct",
    finds: "a filter without its field",
    file: operationFile,
    change: remove(...get, "parameters", 1, "x-filter", "field"),
    at: "#/path/get/parameters/1/x-filter",
    message: "The field `field` must be present on this level.",
  },
  {
    rule: "struct",
    finds: "a parameter that the client cannot fill",
    file: operationFile,
    change: set([...get, "parameters", 1, "x-filled-by-client"], "pair"),
    at: "#/path/get/parameters/1/x-filled-by-client",
    message: '`x-filled-by-client` can be one of the following only: "timestamp", "signature".',
  },
  {
    rule: "struct",
    finds: "a known value that is no text",
    file: operationFile,
    change: set(["schemas", "CoinMOpenOrder", "properties", "side", "x-extensible-enum", 0], 1),
    at: "#/schemas/CoinMOpenOrder/properties/side/x-extensible-enum/0",
    message: "Expected type `string` but got `integer`.",
  },
  {
    rule: "struct",
    finds: "a unit that is no text",
    file: operationFile,
    change: set(["schemas", "CoinMOpenOrder", "properties", "price", "x-unit"], true),
    at: "#/schemas/CoinMOpenOrder/properties/price/x-unit",
    message: "Expected type `string` but got `boolean`.",
  },
  {
    rule: "struct",
    finds: "a sensitivity that is neither yes nor no",
    file: operationFile,
    change: set(
      ["schemas", "CoinMOpenOrder", "properties", "clientOrderId", "x-sensitive"],
      "very",
    ),
    at: "#/schemas/CoinMOpenOrder/properties/clientOrderId/x-sensitive",
    message: "Expected type `boolean` but got `string`.",
  },
  {
    rule: "struct",
    finds: "an unknown way to try again",
    file: "common/responses.yaml",
    change: set(["Banned", "x-retry"], "later"),
    at: "#/Banned/x-retry",
    message:
      '`x-retry` can be one of the following only: "never", "again", "wait", "resync", "stop".',
  },
  {
    rule: "struct",
    finds: "a remedy that is no text",
    file: "common/error-codes.yaml",
    change: set(["UNKNOWN", "x-remedy"], ["Try again."]),
    at: "#/UNKNOWN/x-remedy",
    message: "Expected type `string` but got `array`.",
  },
  {
    rule: "struct",
    finds: "a discrepancy that is no id",
    file: rootFile,
    change: set(["x-discrepancy"], { id: "cm-weight-limit" }),
    at: "#/x-discrepancy",
    message: "Expected type `string` but got `object`.",
  },
];
