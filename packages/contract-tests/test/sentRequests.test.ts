// What a session tells of the requests it sent: enough to send them again, and nothing that opens an account.
import * as client from "@open-orders/client";
import { describe, expect, test } from "vitest";
import { createMockTarget } from "../src/index.ts";
import type { SentRequest } from "../src/run/SentRequest.ts";
import { openSession } from "../src/run/Session.ts";
import type { Session } from "../src/run/Session.ts";
import { operations } from "./playRemote.ts";

const [operation] = operations;
const target = await createMockTarget();

function session(): Session {
  if (!operation) throw new TypeError("no operation is described");
  return openSession(target, "https://mock.invalid/base", operation, client);
}

/** What one request is told as. */
async function sent(ask: (session: Session) => Promise<unknown>): Promise<SentRequest | undefined> {
  const opened = session();
  await ask(opened);
  expect(opened.sent).toHaveLength(1);
  return opened.sent[0];
}

test("a right request is told whole", async () => {
  expect(await sent(async (opened) => opened.ask({ symbol: "币安", recvWindow: "5000" }))).toEqual({
    method: "GET",
    base: "https://mock.invalid/base",
    path: operation?.path,
    parameters: [
      ["symbol", "%E5%B8%81%E5%AE%89"],
      ["recvWindow", "5000"],
    ],
    timestamp: { name: "timestamp", offsetMs: 0 },
    key: { name: "X-MBX-APIKEY", whose: "own" },
    signature: { name: "signature", kind: "hmac", right: true },
  });
});

describe("told is", () => {
  test.each<[string, (opened: Session) => Promise<unknown>, Partial<SentRequest>]>([
    [
      "how far the clock was off",
      async ({ ask, now }) => ask({}, now() - 7000),
      { timestamp: { name: "timestamp", offsetMs: -7000 } },
    ],
    ["a missing timestamp", async ({ ask }) => ask({}, null), { timestamp: undefined }],
    ["one that is none", async ({ ask }) => ask({}, "now"), { timestamp: undefined }],
    [
      "a missing key",
      async ({ send, signed, query }) => send(signed(query()), null),
      { key: undefined, signature: { name: "signature", kind: "hmac", right: true } },
    ],
    [
      "somebody else's key",
      async ({ send, signed, query }) => send(signed(query()), "x".repeat(64)),
      { key: { name: "X-MBX-APIKEY", whose: "other" } },
    ],
    ["a missing signature", async ({ send, query }) => send(query()), { signature: undefined }],
    [
      "a wrong signature",
      async ({ send, query }) => send(`${query()}&signature=${"0".repeat(64)}`),
      { signature: { name: "signature", kind: "hmac", right: false } },
    ],
    [
      "a signature that is not last",
      async ({ send, query, signatureOf }) => send(`signature=${signatureOf(query())}&${query()}`),
      { signature: { name: "signature", kind: "hmac", right: false } },
    ],
    [
      "a parameter sent twice",
      async ({ send, signed, query }) => send(signed(`${query()}&symbol=A&symbol=A`)),
      {
        parameters: [
          ["symbol", "A"],
          ["symbol", "A"],
        ],
      },
    ],
    [
      "what cannot be decoded",
      async ({ send, signed, query }) => send(signed(`${query()}&symbol=%FF`)),
      { parameters: [["symbol", "%FF"]] },
    ],
    [
      "what the client sends, with another kind of key",
      async ({ call }) => call("method", {}, { kind: "ed25519" }),
      { signature: { name: "signature", kind: "ed25519", right: true } },
    ],
  ])("%s", async (_what, ask, expected) => {
    expect(await sent(ask)).toMatchObject(expected);
  });
});

test("no key, secret or signature is in it", async () => {
  const opened = session();
  for (const kind of ["hmac", "rsa", "ed25519"] as const) await opened.call("http", {}, { kind });
  const text = JSON.stringify(opened.sent);
  expect(opened.sent).toHaveLength(3);
  for (const { apiKey, secret } of Object.values(target.credentials)) {
    expect(text).not.toContain(apiKey);
    expect(text).not.toContain(secret);
  }
  expect(text).not.toMatch(/[\da-f]{64}|%2B|%3D/iu);
});
