// Breakages of examples of bodies.
import { examples, operationFile, remove, set } from "./case.ts";
import type { Case } from "./case.ts";

const order = [...examples, "severalOrders", "value", 0];
const field = (name: string) => ["schemas", "CoinMOpenOrder", "properties", name];
const place = "#/path/get/responses/200/content/application~1json/examples";

/** The schema of a field in another file, and a value of it in an example. */
const inAnotherFile = (schema: object, value: unknown): Pick<Case, "change" | "and"> => ({
  change(document) {
    set(field("fee"), { $ref: "../../common/schemas.yaml#/Fee", description: "Its fee." })(
      document,
    );
    set([...order, "fee"], value)(document);
  },
  and: [
    {
      file: "common/schemas.yaml",
      change(document) {
        set(["Fee"], schema)(document);
        set(["Amount"], { type: "string", format: "decimal", description: "How much." })(document);
      },
    },
  ],
});
const fee = {
  type: "object",
  description: "A fee.",
  required: ["kind"],
  properties: {
    kind: { type: "string", description: "Its kind.", "x-extensible-enum": ["NONE", "TAKER"] },
    amount: { $ref: "#/Amount", "x-present-when": { kind: "TAKER" } },
  },
};

export const exampleCases: Case[] = [
  ...["1e3", "", "94,120.5"].map((price): Case => ({
    rule: "open-orders/example-of-schema",
    finds: `the decimal "${price}"`,
    file: operationFile,
    change: set([...order, "price"], price),
    at: `${place}/severalOrders/value/0/price`,
    message: `"${price}" is no decimal. Write one, such as "0.10".`,
  })),
  {
    rule: "open-orders/example-of-schema",
    finds: "no field where its condition holds",
    file: operationFile,
    change: remove(...examples, "trailingStopMarket", "value", 0, "priceRate"),
    at: `${place}/trailingStopMarket/value/0`,
    message:
      "`priceRate` is missing, and it is present when origType is TRAILING_STOP_MARKET (its x-present-when). Add it to this example, or correct the condition.",
  },
  {
    rule: "open-orders/example-of-schema",
    finds: "a field where its condition does not hold",
    file: operationFile,
    change: set([...order, "priceRate"], "0.3"),
    at: `${place}/severalOrders/value/0/priceRate`,
    message:
      "`priceRate` is present only when origType is TRAILING_STOP_MARKET (its x-present-when). Remove it from this example, or correct the condition.",
  },
  {
    rule: "open-orders/example-of-schema",
    finds: "a decimal that is none, of a schema that another file refers to",
    file: operationFile,
    ...inAnotherFile(fee, { kind: "TAKER", amount: "much" }),
    at: `${place}/severalOrders/value/0/fee/amount`,
    message: '"much" is no decimal. Write one, such as "0.10".',
  },
  {
    rule: "open-orders/example-of-schema",
    finds: "no field of an object in a list where its condition holds",
    file: operationFile,
    ...inAnotherFile({ type: "array", description: "Fees.", items: fee }, [
      { kind: "NONE" },
      { kind: "TAKER" },
    ]),
    at: `${place}/severalOrders/value/0/fee/1`,
    message:
      "`amount` is missing, and it is present when kind is TAKER (its x-present-when). Add it to this example, or correct the condition.",
  },
];
