// The signatures that the exchange publishes ("SIGNED request example" of its spot documentation), one
// query in ASCII and one percent-encoded first, against the client's signer, the checks' own, and the
// mock's verifier. Literals, so that no two of them can be wrong together.
import { hmac } from "@open-orders/client";
import { createMockExchange } from "@open-orders/mock-exchange";
import { describe, expect, test } from "vitest";
import { englishDescriptions } from "../src/run/descriptions.ts";
import { readApi } from "@open-orders/specs/model";
import { ownParameters } from "../src/run/values.ts";
import { rejectionFor } from "../src/run/publishedErrors.ts";
import { encodeQuery, signQuery } from "../src/run/sign.ts";

const apiKey = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
const secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
const timestamp = 1_499_827_319_559;

const vectors = [
  {
    name: "ASCII",
    symbol: "LTCBTC",
    query:
      "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559",
    signature: "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71",
  },
  {
    name: "beyond ASCII",
    symbol: "１２３４５６",
    query:
      "symbol=%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559",
    signature: "e1353ec6b14d888f1164ae9af8228a3dbd508bc82eb867db8ab6046442f33ef3",
  },
];

const signedOperations = Object.entries(englishDescriptions)
  .flatMap(([name, document]) => readApi(name, document).operations)
  .filter((operation) => operation.signature)
  // What else is mandatory would be missed before the signature is looked at.
  .filter((operation) => ownParameters(operation).every(({ required }) => !required));

describe.each(vectors)("the published query, $name", ({ symbol, query, signature }) => {
  test("is encoded as published", () => {
    const [first = ""] = query.split("&");
    expect(encodeQuery({ symbol })).toBe(first);
  });

  test("is signed as published by the client", async () => {
    expect(await hmac(secret)(query)).toBe(signature);
  });

  test("is signed as published by the checks", () => {
    expect(signQuery("hmac", secret, query)).toBe(signature);
  });

  test.each(signedOperations)("is verified by the mock at $id", async (operation) => {
    const exchange = createMockExchange({ accounts: [{ apiKey, secret }], now: () => timestamp });
    const codeOf = async (text: string): Promise<unknown> => {
      const headers = { [operation.key?.name ?? ""]: apiKey };
      const url = `https://mock.invalid${operation.path}?${text}`;
      const response = await exchange.fetch(url, { headers });
      return ((await response.json()) as { readonly code?: unknown }).code;
    };
    const wrong = rejectionFor(operation, "signature")?.code;
    // The published query asks for an order: its signature is right, its parameters are not these.
    const unknown = rejectionFor(operation, "unknown")?.code;
    const name = operation.signature?.name;
    expect(await codeOf(`${query}&${name}=${signature}`)).toBe(unknown);
    expect(await codeOf(`${query}&${name}=${signature.toUpperCase()}`)).toBe(unknown);
    expect(await codeOf(`${query}&${name}=${signature.replace(/.$/u, "0")}`)).toBe(wrong);
    expect(await codeOf(`${query.replace("BUY", "SELL")}&${name}=${signature}`)).toBe(wrong);
  });
});
