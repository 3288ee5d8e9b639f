// Exact ids out of raw text, where a number would lose digits.
import { describe, expect, test } from "vitest";
import type { Schema } from "@open-orders/specs/model";
import { readJson } from "../src/run/readJson.ts";

const id = { type: ["integer", "null"], format: "int64" };
const schema: Schema = {
  type: "array",
  items: {
    type: "object",
    properties: { id, price: { type: "string" }, time: { type: "integer" } },
  },
};

describe("readJson", () => {
  test("keeps every digit of an id", () => {
    const { exact, inexact } = readJson('[{"id":8389765489680951453,"time":5}]', schema);
    expect(exact).toEqual([{ id: "8389765489680951453", time: 5 }]);
    expect(inexact).toEqual([]);
  });

  test("takes no text for a number", () => {
    const text = String.raw`[{"price":"\",\"id\":9007199254740993,","id":null}]`;
    expect(readJson(text, schema).exact).toEqual([{ price: '","id":9007199254740993,', id: null }]);
  });

  test.each(["1e3", "1.0", "9223372036854775808", "-9223372036854775809"])(
    "says that %s is no id",
    (digits) => {
      expect(readJson(`[{"id":1},{"id":${digits}}]`, schema).inexact).toEqual([
        { path: "/1/id", text: `/1/id is ${digits}` },
      ]);
    },
  );

  test.each(["9223372036854775807", "-9223372036854775808", "0"])(
    "says that %s is one",
    (digits) => {
      expect(readJson(`[{"id":${digits}}]`, schema)).toMatchObject({
        exact: [{ id: digits }],
        inexact: [],
      });
    },
  );

  test("rejects what is not JSON", () => {
    expect(() => readJson("[{]", schema)).toThrow(SyntaxError);
  });
});
