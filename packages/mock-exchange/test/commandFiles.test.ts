// Files of accounts and faults that the command cannot use: its error names file, line, column and reason, no secret.
import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { operationIds } from "./calls.ts";
import { exampleAccount, rejection, write } from "./command.ts";

describe("the error names line, column and reason:", () => {
  test.each([
    ["nothing", "", "1:1: is empty; write a list of accounts"],
    ["a comment alone", "# later\n", "1:1: is empty; write a list of accounts"],
    ["no list", "apiKey: a", "1:1: must be a list of accounts"],
    ["an empty list", "[]", "1:1: has no accounts"],
    ["an unclosed text", '- apiKey: "sesame', '1:18: Missing closing "quote'],
    ["a stray bracket", "- apiKey: a\n  secret: sesame]\n}", "3:1: Unexpected flow-map-end token"],
    ["a field twice", "- apiKey: a\n  apiKey: sesame", "2:3: Map keys must be unique"],
    ["an unknown tag", "- !!js/function sesame", "1:3: Unresolved tag"],
    ["no account", "- sesame", "1:3: accounts[0]: must be an object"],
    [
      "an unknown field",
      "- apiKey: a\n  key: sesame",
      "2:3: accounts[0].key: unknown name; expected one of apiKey, secret",
    ],
    ["no key", "- secret: sesame", "1:3: accounts[0].apiKey: is missing"],
    ["a number as key", "- {apiKey: 1, secret: b}", "1:4: accounts[0].apiKey: must be a string"],
    ["an empty secret", '- apiKey: a\n  secret: ""', "2:3: accounts[0].secret: must be a string"],
    ["neither secret nor key", "- apiKey: a", "1:3: accounts[0]: needs either a secret (HMAC) or"],
    [
      "the same key twice",
      "- {apiKey: a, secret: b}\n- {apiKey: a, secret: c}",
      "2:4: accounts[1].apiKey: another account has the same key",
    ],
    [
      "a key file that is not there",
      "- apiKey: a\n  publicKey: sesame",
      "2:3: accounts[0].publicKey: is no PEM, and as the path of a PEM file does not exist",
    ],
    [
      "an unknown operation",
      "- {apiKey: a, secret: b, orders: {listOrders: []}}",
      `1:35: accounts[0].orders.listOrders: unknown name; expected one of ${operationIds}`,
    ],
    [
      "no list of orders",
      "- {apiKey: a, secret: b, orders: {listOpenOrders: 7}}",
      "1:35: accounts[0].orders.listOpenOrders: must be an array",
    ],
    [
      "no orders",
      "- {apiKey: a, secret: b, orders: }",
      "1:26: accounts[0].orders: must be an object",
    ],
    [
      "a field missing",
      exampleAccount.replace(/ +symbol: .*\n/u, ""),
      "7:9: accounts[0].orders.listOpenOrders[0].symbol: is missing",
    ],
    [
      "a price that is a number",
      exampleAccount.replace('"94120.5"', "94120.5"),
      '16:9: accounts[0].orders.listOpenOrders[0].price: must be a decimal string such as "0.1", is the number 94120.5',
    ],
    [
      "an id that 64 bits do not hold",
      exampleAccount.replace("8389765489680951453", "98389765489680951453"),
      "7:9: accounts[0].orders.listOpenOrders[0].orderId: must be an integer of 64 bits",
    ],
    [
      "a time too large for a number",
      exampleAccount.replace("updateTime: 1768412800123", "updateTime: 17684128001231768412"),
      "28:9: accounts[0].orders.listOpenOrders[0].updateTime: must be an integer, is a bigint",
    ],
    [
      "a merge of no map",
      "- {<<: 5}",
      "1:1: a merge key (<<) must name one map, or a list of maps",
    ],
    [
      "a wrong field that was merged",
      `${exampleAccount.replace("- orderId:", "- &first\n        orderId:")}
      - <<: *first
        orderId: 2
        price: 5`,
      "33:9: accounts[0].orders.listOpenOrders[1].price: must be a decimal string",
    ],
    [
      "an alias of nothing",
      "- {apiKey: mine, secret: *sesame}",
      "1:1: an alias (*) names no anchor before it; quote a text that begins with *",
    ],
    ["aliases without end", "- &a {apiKey: *a}", "1:1: its aliases repeat too much"],
  ])("%s", async (_, text, expected) => {
    const file = write(text);
    const message = await rejection("--accounts", file);
    expect(message.slice(0, file.length + 1)).toBe(`${file}:`);
    expect(message.slice(file.length + 1)).toContain(expected);
    expect(message).not.toContain("sesame");
  });

  test("a file of 5 MB is read", async () => {
    const file = write("- {apiKey: a, secret: ''}\n#".padEnd(5_000_000, "-"));
    expect(await rejection("--accounts", file)).toContain("must be a string that is not empty");
  });

  test("a file that is too long", async () => {
    const file = write(`# ${"long ".repeat(1_000_001)}`);
    expect(await rejection("--accounts", file)).toBe(
      `${file}: has 6 MB, at most 5 are read; give more accounts to createMockExchange`,
    );
  });

  test("a file that is not UTF-8, which would have another secret", async () => {
    const file = write("");
    writeFileSync(file, Buffer.from('- { apiKey: mine, secret: "p\u00e9ss" }', "latin1"));
    expect(await rejection("--accounts", file)).toBe(`${file}: is not UTF-8; save it as UTF-8`);
    writeFileSync(file, Buffer.from("\ufeff- { apiKey: mine, secret: sesame }", "utf16le"));
    expect(await rejection("--accounts", file)).toBe(`${file}: is not UTF-8; save it as UTF-8`);
  });

  test("of faults too", async () => {
    const file = write("- status: 503\n- code: -1021\n  staus: 400\n");
    expect(await rejection("--faults", file)).toContain(
      `${file}:3:3: faults[1].staus: unknown name; expected one of operationId,`,
    );
  });
});
