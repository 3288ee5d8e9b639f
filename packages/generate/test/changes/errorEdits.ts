// Edits of errors, and of what only people read.
import { adds, breaks, edit, order, words, type Edit } from "./edit.ts";

const codes = "common/error-codes.yaml";

const responses = "common/responses.yaml";

const chinese = "coin-m-futures/zh-CN.overlay.yaml";

const badSymbol = "        BAD_SYMBOL: { $ref: error-codes.yaml#/BAD_SYMBOL }\n";

export const errorEdits: Edit[] = [
  edit(
    "an error code is added",
    responses,
    adds,
    "UNKNOWN_ORDER:",
    [badSymbol, `${badSymbol}        UNKNOWN_ORDER: { $ref: error-codes.yaml#/UNKNOWN_ORDER }\n`],
    [
      "BAD_SYMBOL:\n",
      `UNKNOWN_ORDER:
  summary: UNKNOWN_ORDER
  description: There is no such order.
  x-remedy: Look it up.
  x-retry: never
  value: { code: -2013, msg: Order does not exist. }
BAD_SYMBOL:\n`,
      codes,
    ],
  ),
  edit("an error code is removed", responses, adds, "examples:", [badSymbol, ""]),
  edit("an error code comes with another status", responses, "minor - minor minor", "BAD_SYMBOL:", [
    "        REJECTED_MBX_KEY:",
    `${badSymbol}        REJECTED_MBX_KEY:`,
  ]),
  edit("an error code has another number", codes, breaks, "value:", ["code: -1121", "code: -1122"]),
  edit("an error is tried again", codes, "minor minor - minor", "x-retry: retry", [
    "BNBBTC on margin or BTCUSD_PERP on COIN-M.\n  x-retry: never",
    "BNBBTC on margin or BTCUSD_PERP on COIN-M.\n  x-retry: retry",
  ]),
  edit("what to do about an error is explained better", codes, words, "x-remedy:", [
    "x-remedy: Send one of them.",
    "x-remedy: Send one of the two.",
  ]),
  edit("what an error means is explained better", codes, words, "description:", [
    "description: These optional parameters",
    "description: These two optional parameters",
  ]),
];

export const textEdits: Edit[] = [
  edit("a call is described better", order, words, "description: >-", [
    "so use it with care.",
    "so take care.",
  ]),
  edit("a field is described better", order, words, "description:", [
    "Callback rate, how far",
    "Callback rate, by how much",
  ]),
  edit("a weight is explained better", order, "patch - - -", "description:", [
    "Naming a pair does not lower the weight; only a symbol does.",
    "Only a symbol lowers the weight.",
  ]),
  edit("an example changes", order, "patch - patch -", "price:", [
    'price: "94120.5"',
    'price: "94120.4"',
  ]),
  edit("a translation changes", chinese, "patch - - -", "reduceOnly:", [
    "是否仅减仓。",
    "是否只减仓。",
  ]),
  edit("a page was read again", order, "patch - - -", "snapshot:", ["2026-01-15", "2026-02-15"]),
  edit("an open question is settled", order, "patch - - -", "pair:", [
    "        x-discrepancy: cm-pair-missing\n",
    "",
  ]),
  edit("mandatory fields stand in another order", order, words, "required:", [
    "      - avgPrice\n      - clientOrderId\n",
    "      - clientOrderId\n      - avgPrice\n",
  ]),
  edit("an example has another title", order, "patch - - -", "summary:", [
    "summary: A limit order, without the trailing fields",
    "summary: A limit order",
  ]),
  edit("an example of a parameter changes", order, words, "example:", [
    "example: BTCUSD\n",
    "example: ETHUSD\n",
  ]),
  edit("a host is described better", "coin-m-futures/openapi.yaml", "patch - - -", "description:", [
    "description: Production.",
    "description: The live exchange.",
  ]),
  edit("a comment changes", order, "- - - -", "", [
    "everything that is known about it",
    "all about it",
  ]),
];
