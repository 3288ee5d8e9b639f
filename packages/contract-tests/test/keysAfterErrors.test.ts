// A key is read although an earlier error is left in OpenSSL's queue: msw leaves one when it cuts a connection.
import { generateKeyPairSync } from "node:crypto";
import { rsa } from "@open-orders/client";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { expect, onTestFinished, test } from "vitest";

test("a private key is not called damaged after a connection that msw cut", async () => {
  const pkcs8 = { type: "pkcs8", format: "pem" } as const;
  const pem = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export(pkcs8);
  const msw = setupServer(
    http.get("https://exchange.invalid/time", () => HttpResponse.json({})),
    http.get("https://exchange.invalid/cut", () => HttpResponse.error()),
  );
  msw.listen();
  onTestFinished(() => msw.close());
  await fetch("https://exchange.invalid/time");
  await expect(fetch("https://exchange.invalid/cut")).rejects.toThrow(TypeError);
  expect(rsa(String(pem))("timestamp=1")).toHaveLength(344);
});
