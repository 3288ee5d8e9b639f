// That the finder of leaks finds them, however they are hidden.
import { expect, it } from "vitest";
import { findLeaks } from "./leaks.ts";

const secrets = {
  apiKey: "KeyOfTheAccountInSixtyFourLettersAndDigits",
  secret: "SecretOfTheAccountInSixtyFourLettersAndDigits",
  urls: ["http://127.0.0.1:1/orders?timestamp=1700000000000&signature=0123456789abcdef"],
};

it.each([
  [
    "a message",
    new Error("KeyOfTheAccountInSixtyFourLettersAndDigits"),
    "the key shows by message",
  ],
  ["a part of one", new Error("…AccountInSixtyFo…"), "the secret shows by stack"],
  [
    "a field",
    Object.assign(new Error("x"), { a: { b: { c: { d: ["456789abcdef"] } } } }),
    "inspect",
  ],
  ["a cause", new Error("x", { cause: new Error("?timestamp=1700000000000&") }), "structuredClone"],
  ["an event", [{ url: secrets.urls[0] }], "a signature shows by stringify"],
])("finds a secret in %s", (_where, value, leak) => {
  expect(findLeaks(value, secrets).join("\n")).toContain(leak);
});

it("finds none where there is none", () => {
  expect(findLeaks(new Error("?[redacted]&signature=[redacted]"), secrets)).toEqual([]);
  expect(findLeaks(undefined, secrets)).toEqual([]);
});
