// Edits of what a program sends, and of the terms it is sent on.
import { adds, breaks, edit, order, type Edit } from "./edit.ts";

const coinM = "coin-m-futures/openapi.yaml";

const parameters = "common/parameters.yaml";

const pairParameter = `      - name: pair
        in: query
        required: false
        description: Only orders of contracts on this underlying pair, whatever their delivery date. Whether it may be sent together with \`symbol\` is not documented.
        x-filter: { field: pair, keep: equal }
        schema: { type: string, minLength: 1 }
        example: BTCUSD
`;

const limitParameter = (required: boolean): string => `      - name: limit
        in: query
        required: ${required}
        description: How many.
        schema: { type: integer, format: int32, minimum: 1 }
        example: 5
`;

export const callEdits: Edit[] = [
  edit("an optional parameter is added", order, adds, "- name: limit", [
    pairParameter,
    pairParameter + limitParameter(false),
  ]),
  edit("a mandatory parameter is added", order, breaks, "- name: limit", [
    pairParameter,
    pairParameter + limitParameter(true),
  ]),
  edit("a parameter is removed", order, breaks, "parameters:", [pairParameter, ""]),
  edit("a parameter becomes mandatory", order, breaks, "required: true", [
    "        required: false\n        description: Only orders of contracts",
    "        required: true\n        description: Only orders of contracts",
  ]),
  edit("a parameter becomes a list, sent as JSON", order, breaks, "- name: pair", [
    pairParameter,
    pairParameter.replace(
      / schema: .*/,
      " content: { application/json: { schema: { type: array, items: { type: string } } } }",
    ),
  ]),
  edit("a parameter filters by another field", order, "major - major minor", "x-filter:", [
    "x-filter: { field: pair, keep: equal }",
    "x-filter: { field: symbol, keep: equal }",
  ]),
  edit("a parameter is known to filter no longer", order, "major - major minor", "- name: pair", [
    "        x-filter: { field: pair, keep: equal }\n",
    "",
  ]),
  edit("a parameter takes less", parameters, breaks, "maximum: 50000", [
    "maximum: 60000",
    "maximum: 50000",
  ]),
  edit("a parameter takes more", parameters, adds, "maximum: 70000", [
    "maximum: 60000",
    "maximum: 70000",
  ]),
  edit("a default changes", parameters, "major - major minor", "default: 1000", [
    "default: 5000",
    "default: 1000",
  ]),
  edit("the caller must send what the client sent", parameters, breaks, "timestamp:", [
    "  x-filled-by-client: timestamp\n",
    "",
  ]),
  edit("a method is renamed", order, breaks, "operationId:", [
    "operationId: listOpenOrders",
    "operationId: listAllOpenOrders",
  ]),
  edit("a call moves to another path", coinM, breaks, "paths:", [
    "  /dapi/v1/openOrders:",
    "  /dapi/v2/openOrders:",
  ]),
  edit("a call is removed", coinM, breaks, "paths:", [
    "paths:\n  /dapi/v1/openOrders: { $ref: paths/listOpenOrders.yaml#/path }\n",
    "paths: {}\n",
  ]),
  edit("a call needs another permission", order, breaks, "x-security-type:", [
    "x-security-type: USER_DATA",
    "x-security-type: TRADE",
  ]),
  edit("a call needs no key", order, adds, "security:", [
    "    x-security-type: USER_DATA\n",
    "    x-security-type: USER_DATA\n    security: []\n",
  ]),
  edit("the key goes into another header", "common/security.yaml", breaks, "name: X-KEY", [
    "name: X-MBX-APIKEY",
    "name: X-KEY",
  ]),
  edit("a weight rises", order, adds, "- weight: 50", ["- weight: 40", "- weight: 50"]),
  edit("a weight falls", order, adds, "- weight: 30", ["- weight: 40", "- weight: 30"]),
  edit("a limit falls", coinM, adds, "- { limit: 1200", ["limit: 2400", "limit: 1200"]),
  edit("the clock is read elsewhere", coinM, adds, "x-clock:", ["/dapi/v1/time", "/dapi/v2/time"]),
  edit("the default host changes", coinM, "major major - major", "servers:", [
    "https://dapi.binance.com",
    "https://dapi2.binance.com",
  ]),
  edit(
    "the testnet comes first",
    coinM,
    "major major - minor",
    "servers:",
    [
      "  - url: https://dapi.binance.com\n    description: Production.\n    x-environment: production\n",
      "",
    ],
    [
      "    x-discrepancy: cm-testnet-host\n",
      "    x-discrepancy: cm-testnet-host\n  - url: https://dapi.binance.com\n    description: Production.\n    x-environment: production\n",
    ],
  ),
  edit("a host is for something else", coinM, "minor minor - minor", "x-environment:", [
    "x-environment: testnet",
    "x-environment: production",
  ]),
  edit("a call is deprecated", order, "minor minor - -", "deprecated:", [
    "    tags: [Trade]\n",
    "    tags: [Trade]\n    deprecated: true\n",
  ]),
  edit("a default is no longer known", parameters, "major - major minor", "schema:", [
    "    default: 5000\n",
    "",
  ]),
];
