// A source file that is not well-formed, or contradicts itself, is rejected before anything is compared with it.
import { describe, expect, test } from "vitest";
import { checkSource, sourceForm } from "../src/checks/sources.ts";
import type { OperationSource } from "../src/checks/sources.ts";
import { readAs } from "../src/form.ts";
import { copy, sources } from "./described.ts";

const source = (operationId: string) => {
  const found = sources.find((each) => each.operationId === operationId);
  if (!found) throw new Error(`no source file for ${operationId}`);
  return copy(found);
};

describe("a source file", () => {
  const half = (changed: OperationSource) => {
    const english = changed.halves["en"];
    if (!english) throw new Error("no English half");
    return english;
  };

  test("may hold only words that a check knows", () => {
    const changed = source("listOpenOrders");
    Object.assign(half(changed).fields[0] ?? {}, { nullable: true });
    expect(() => readAs(sourceForm, "listOpenOrders.yaml", changed, "; see README.md")).toThrow(
      "listOpenOrders.yaml: /halves/en/fields/0: must NOT have additional properties (nullable); see README.md",
    );
  });

  test("may hold only values that a check knows", () => {
    const changed = source("listOpenOrders");
    Object.assign(half(changed), { securityType: "USER" });
    expect(() => readAs(sourceForm, "listOpenOrders.yaml", changed)).toThrow(
      "listOpenOrders.yaml: /halves/en/securityType: must be equal to one of the allowed values (NONE, MARKET_DATA, USER_STREAM, USER_DATA, TRADE, MARGIN)",
    );
  });

  test("must account for each field that another half's sample has", () => {
    const changed = source("listOpenOrders");
    delete half(changed).sample.withoutFields;
    expect(checkSource(changed)).toEqual([
      {
        file: "specs/sources/listOpenOrders.yaml",
        place: "halves.en.fields.pair",
        message: "list it either under fields or under sample.withoutFields, as the page has it",
      },
    ]);
  });

  test("may not give a type that its sample does not have", () => {
    const changed = source("listMarginOpenOrders");
    const row = half(changed).fields.find(({ name }) => name === "orderId");
    if (row) row.type = "string";
    expect(checkSource(changed)).toEqual([
      {
        file: "specs/sources/listMarginOpenOrders.yaml",
        place: "halves.en.fields.orderId.type",
        message: "is string, but the sample is integer; write that",
      },
    ]);
  });

  test("gives a parameter a type that is known", () => {
    const changed = source("listMarginOpenOrders");
    const [row] = half(changed).parameters;
    if (row) row.type = "STRINGS";
    expect(checkSource(changed)).toEqual([
      {
        file: "specs/sources/listMarginOpenOrders.yaml",
        place: "halves.en.parameters.symbol.type",
        message:
          "is STRINGS, which is unknown; write one of STRING, ENUM, DECIMAL, INT, INTEGER, LONG, FLOAT, DOUBLE, BOOLEAN, ARRAY, LIST, whichever means the same",
      },
    ]);
  });

  test("may not speak of a parameter that its table does not have", () => {
    const changed = source("listMarginOpenOrders");
    half(changed).parameters.shift();
    expect(checkSource(changed)).toContainEqual({
      file: "specs/sources/listMarginOpenOrders.yaml",
      place: "halves.en.parameters",
      message: "symbol is named in a note or weight, but has no row; add it or correct the name",
    });
  });
});
