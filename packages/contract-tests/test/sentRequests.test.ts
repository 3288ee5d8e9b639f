// What a session writes down of the requests it sent: enough to send them again, and nothing that opens an account.
import * as client from "@open-orders/client";
import { describe, expect, test } from "vitest";
import { createMockTarget } from "../src/index.ts";
import { createSchemaValidator } from "../src/run/schemaValidator.ts";
import { readRequest, signatureMark, unknownKey, timeMark } from "../src/run/SentRequest.ts";
import type { SentRequest } from "../src/run/SentRequest.ts";
import { openSession } from "../src/run/Session.ts";
import type { Session } from "../src/run/Session.ts";
import { orderList as operation, textFilterOf } from "./operations.ts";

const { name: filter } = textFilterOf(operation);
const target = await createMockTarget();
const schemas = createSchemaValidator();
const base = "https://mock.invalid/base";
const session = (): Session =>
  openSession({ target, base, operation, client, schemas, intervalMs: 60_000 });

/** What one request is written down as. */
async function sent(ask: (session: Session) => Promise<unknown>): Promise<SentRequest | undefined> {
  const opened = session();
  await ask(opened);
  expect(opened.sent).toHaveLength(1);
  return opened.sent[0];
}

const valid = (parameters: string) =>
  `${parameters}timestamp=${timeMark}&signature=${signatureMark}`;

test("a valid request is written down completely", async () => {
  const parameters = { [filter]: "币安", recvWindow: "5000" };
  const query = `${filter}=%E5%B8%81%E5%AE%89&recvWindow=5000&`;
  expect(await sent(async ({ send }) => send({ parameters }))).toEqual({
    method: "GET",
    base,
    path: operation.path,
    query: valid(query),
    offsetMs: 0,
    kind: "hmac",
    key: { name: "X-MBX-APIKEY" },
    signature: { text: `${query}timestamp=${timeMark}` },
  });
});

describe("of a raw request, written down is", () => {
  test.each<[string, Parameters<Session["send"]>[0], Partial<SentRequest>]>([
    ["how far the time was off", { timestamp: -7000 }, { offsetMs: -7000, query: valid("") }],
    ["a missing timestamp", { timestamp: null }, { query: `signature=${signatureMark}` }],
    [
      "one that is none",
      { timestamp: "now" },
      { query: `timestamp=now&signature=${signatureMark}` },
    ],
    [
      "somebody else's key",
      { apiKey: unknownKey },
      { key: { name: "X-MBX-APIKEY", value: unknownKey } },
    ],
    ["a missing signature", { signature: null }, { query: `timestamp=${timeMark}` }],
    [
      "what was done to a signature",
      { signature: { edit: "shortened", secret: "another" } },
      { signature: { text: `timestamp=${timeMark}`, edit: "shortened", secret: "another" } },
    ],
    [
      "what cannot be decoded",
      { query: (query: string) => `${query}&symbol=%FF` },
      { query: `timestamp=${timeMark}&symbol=%FF&signature=${signatureMark}` },
    ],
  ])("%s", async (_what, request, expected) => {
    expect(await sent(async ({ send }) => send(request))).toMatchObject(expected);
  });
});

describe("of a client's request, written down is", () => {
  test("what it sent, whichever key signed it", async () => {
    for (const kind of ["hmac", "rsa", "ed25519"] as const) {
      const found = await sent(async (opened) =>
        opened.client.call("method", { [filter]: "A&?B" }, { kind }),
      );
      expect(found).toMatchObject({ query: valid(`${filter}=A%26%3FB&`), kind, offsetMs: 0 });
      expect(found).not.toHaveProperty("note");
    }
  });

  test("nothing of a signature that is wrong, wherever it stands", () => {
    const { hmac } = target.credentials;
    const headers = { "X-MBX-APIKEY": hmac?.apiKey ?? "" };
    const read = (query: string) =>
      readRequest(`${base}${operation.path}?${query}`, { headers }, 5000, operation, target);
    const wrong = "f".repeat(64);
    expect(read(`timestamp=4000&signature=${wrong}`)).toMatchObject({
      query: `timestamp=${timeMark}`,
      offsetMs: -1000,
      note: "the client's signature was wrong and is left out",
    });
    expect(read(`signature=${wrong}&timestamp=4000`)?.query).toBe(`timestamp=${timeMark}`);
    expect(read(`timestamp=4000&signature=${wrong}&symbol=A`)?.query).not.toContain("signature");
    expect(read("symbol=?&timestamp=4000")?.query).toBe(`symbol=?&timestamp=${timeMark}`);
  });

  test("that it sent another key, and not which", () => {
    const headers = { "X-MBX-APIKEY": "somebody" };
    const found = readRequest(`${base}${operation.path}`, { headers }, 0, operation, target);
    expect(found).toMatchObject({
      key: { name: "X-MBX-APIKEY", value: unknownKey },
      note: "the client sent another key",
    });
  });
});

test("no key, secret or signature is in it", async () => {
  const opened = session();
  await opened.send();
  for (const kind of ["hmac", "rsa", "ed25519"] as const)
    await opened.client.call("http", {}, { kind });
  const text = JSON.stringify(opened.sent);
  expect(opened.sent).toHaveLength(4);
  for (const { apiKey, secret } of Object.values(target.credentials)) {
    expect(text).not.toContain(apiKey);
    expect(text).not.toContain(secret);
  }
  expect(text).not.toMatch(/[\da-f]{64}|%2B|%3D/iu);
});
