// Breakages of operations.
import { get, operationFile, remove, set } from "./case.ts";
import type { Case } from "./case.ts";

export const operationCases: Case[] = [
  {
    rule: "open-orders/operation-id",
    finds: "no noun",
    file: operationFile,
    change: set([...get, "operationId"], "list"),
    at: "#/path/get/operationId",
    message:
      "operationId `list` is not a verb and a noun. Begin with one of list, get, query and go on in camelCase, as in listOpenOrders.",
  },
  {
    rule: "open-orders/operation-id",
    finds: "a verb that is none",
    file: operationFile,
    change: set([...get, "operationId"], "currentAllOpenOrders"),
    at: "#/path/get/operationId",
    message:
      "operationId `currentAllOpenOrders` is not a verb and a noun. Begin with one of list, get, query and go on in camelCase, as in listOpenOrders.",
  },
  {
    rule: "open-orders/operation-id",
    finds: "the name of a method that every client has",
    file: operationFile,
    change: set([...get, "operationId"], "listAllOpenOrders"),
    at: "#/path/get/operationId",
    message:
      "Every client has a method `listAllOpenOrders` already. Give the operation another name.",
  },
  {
    rule: "open-orders/operation-weight",
    finds: "no weight",
    file: operationFile,
    change: remove(...get, "x-weight"),
    at: "#/path/get",
    message: "Say what a call weighs: `x-weight: [{ weight: 1 }]`.",
  },
  {
    rule: "open-orders/operation-weight",
    finds: "no rule that fits every call",
    file: operationFile,
    change: remove(...get, "x-weight", 1),
    at: "#/path/get/x-weight/0",
    message:
      "The last rule of x-weight must fit every call. Add one without `whenSent`, such as `- weight: 40`.",
  },
  {
    rule: "open-orders/operation-weight",
    finds: "a rule that hides the next",
    file: operationFile,
    change: remove(...get, "x-weight", 0, "whenSent"),
    at: "#/path/get/x-weight/0",
    message:
      "This rule fits every call, so those after it are never read. Name parameters in `whenSent`, or make it the last.",
  },
  {
    rule: "open-orders/operation-weight",
    finds: "a weight by an unknown parameter",
    file: operationFile,
    change: set([...get, "x-weight", 0, "whenSent"], ["symbols"]),
    at: "#/path/get/x-weight/0/whenSent",
    message:
      "`whenSent` names `symbols`, which is no parameter that a caller of this operation sends. Name one of symbol, pair, recvWindow.",
  },
  {
    rule: "open-orders/operation-weight",
    finds: "a weight by what the client fills in",
    file: operationFile,
    change: set([...get, "x-weight", 0, "whenSent"], ["timestamp"]),
    at: "#/path/get/x-weight/0/whenSent",
    message:
      "`whenSent` names `timestamp`, which is no parameter that a caller of this operation sends. Name one of symbol, pair, recvWindow.",
  },
  {
    rule: "open-orders/operation-weight",
    finds: "a rule that one with fewer parameters hides",
    file: operationFile,
    change: set(
      [...get, "x-weight"],
      [
        { whenSent: ["symbol"], weight: 1 },
        { whenSent: ["symbol", "pair"], weight: 2 },
        { weight: 40 },
      ],
    ),
    at: "#/path/get/x-weight/1/whenSent",
    message:
      "A rule before this one fits every call that this one fits, so it is never read. Put the rule with more parameters first, or remove it.",
  },
  {
    rule: "open-orders/operation-weight",
    finds: "a weight above the limit",
    file: operationFile,
    change: set([...get, "x-weight", 1, "weight"], 4000),
    at: "#/path/get/x-weight/1/weight",
    message: "No call can weigh 4000: the limit of this API is 2400. Correct one of them.",
  },
  {
    rule: "open-orders/operation-security",
    finds: "no security type",
    file: operationFile,
    change: remove(...get, "x-security-type"),
    at: "#/path/get",
    message:
      "Say who may call it, in the exchange's term: `x-security-type` with one of NONE, MARKET_DATA, USER_STREAM, USER_DATA, TRADE, MARGIN.",
  },
  {
    rule: "open-orders/operation-security",
    finds: "USER_DATA without a signature",
    file: operationFile,
    change: set([...get, "security"], [{ ApiKey: [] }]),
    at: "#/path/get/x-security-type",
    message:
      "x-security-type USER_DATA goes with `security: [{ ApiKey: [], Signature: [] }]`, but it is `[{ ApiKey: [] }]` here. Change one of them.",
  },
  {
    rule: "open-orders/operation-security",
    finds: "a signed operation without timestamp",
    file: operationFile,
    change: remove(...get, "parameters", 3),
    at: "#/path/get/parameters",
    message:
      "A signed operation sends a timestamp. Add `- $ref: ../../common/parameters.yaml#/timestamp` to its parameters.",
  },
  {
    rule: "open-orders/operation-security",
    finds: "a signature that is asked for twice",
    file: operationFile,
    change: set([...get, "parameters", 4], {
      name: "signature",
      in: "query",
      description: "Signature of the query string.",
      schema: { type: "string" },
      example: "c8db5682",
    }),
    at: "#/path/get/parameters",
    message:
      "The security scheme Signature asks for the signature. Remove it from the parameters, so that tools ask for it once.",
  },
  {
    rule: "open-orders/operation-security",
    finds: "a public operation with a timestamp",
    file: operationFile,
    change: (document) => {
      set([...get, "x-security-type"], "NONE")(document);
      set([...get, "security"], [])(document);
    },
    at: "#/path/get/parameters",
    message: "An operation of type NONE sends no timestamp. Remove it from its parameters.",
  },
  {
    rule: "open-orders/operation-sources",
    finds: "no Chinese source",
    file: operationFile,
    change: remove(...get, "x-sources", 1),
    at: "#/path/get",
    message:
      'Name the zh-CN page this was written from: `x-sources: [{ url: …, language: zh-CN, snapshot: "2026-01-15" }]`.',
  },
  {
    rule: "open-orders/operation-sources",
    finds: "a snapshot on no day",
    file: operationFile,
    change: set([...get, "x-sources", 0, "snapshot"], "2026-02-30"),
    at: "#/path/get/x-sources/0/snapshot",
    message: 'Write the day the page was saved as a date in quotes, such as "2026-01-15".',
  },
  {
    rule: "open-orders/operation-sources",
    finds: "a link to another page",
    file: operationFile,
    change: set([...get, "externalDocs", "url"], "https://example.com"),
    at: "#/path/get",
    message:
      "Point `externalDocs.url` to one of the pages in x-sources, so that readers see what this was written from.",
  },
  {
    rule: "open-orders/operation-default-response",
    finds: "no default",
    file: operationFile,
    change: remove(...get, "responses", "default"),
    at: "#/path/get/responses",
    message:
      "Describe every other response, with the ErrorResponse schema: `default: { $ref: ../../common/responses.yaml#/Unexpected }`.",
  },
  {
    rule: "operation-description",
    finds: "an operation without words",
    file: operationFile,
    change: remove(...get, "description"),
    at: "#/path/get/description",
    message: "Operation object should contain `description` field.",
  },
];
