// Each described call as it goes over the wire, with a frozen clock and the published key: a snapshot to
// review when a description changes. That the signature in it is right is held against Node's own HMAC.
import { createHmac } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { apis } from "@open-orders/specs";
import { describe, expect, it } from "vitest";
import * as clients from "../src/index.ts";
import type { ClientOptions } from "../src/index.ts";

// binance-spot-api-docs, "SIGNED request example (HMAC)".
const apiKey = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
const secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
const now = 1_499_827_319_559;

interface Described {
  operationId: string;
  parameters?: { name?: string; required?: boolean; example?: string | number; $ref?: string }[];
}
type Calls = Record<string, (parameters: object) => Promise<unknown>>;

const described = Object.entries(apis).flatMap(([api, { en }]) =>
  Object.values(en["paths"] as Record<string, Record<string, Described>>).flatMap((item) =>
    Object.values(item).map((operation) => ({ api, operation })),
  ),
);

describe.each(described)("$api, $operation.operationId", ({ api, operation }) => {
  const name = api.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  const create = (clients as unknown as Record<string, (options: ClientOptions) => Calls>)[
    `create${name}Client`
  ];
  const own = (operation.parameters ?? []).filter(({ $ref }) => $ref === undefined);
  const examples = Object.fromEntries(own.map((one) => [one.name, one.example]));

  it.each([
    [
      "least",
      Object.fromEntries(
        own.filter(({ required }) => required).map((one) => [one.name, one.example]),
      ),
    ],
    ["with-examples", examples],
  ])("is sent as reviewed, %s", async (kind, parameters) => {
    const sent: string[] = [];
    const client = create?.({
      apiKey,
      signer: clients.hmac(secret),
      now: () => now,
      maxRetries: 0,
      async fetch(input, init) {
        const url = input instanceof Request ? input.url : input.toString();
        const headers = Object.entries(init?.headers ?? {}).map(
          ([key, value]) => `${key}: ${value}`,
        );
        sent.push([`${init?.method} ${url}`, ...headers, ""].join("\n"));
        return new Response("[]");
      },
    });
    await client?.[operation.operationId]?.(parameters).catch(() => {});
    const [, signed = "", signature] = /\?(.*)&signature=(\w+)$/m.exec(sent[0] ?? "") ?? [];
    expect(signature).toBe(createHmac("sha256", secret).update(signed).digest("hex"));
    const file = `wire/${api}.${operation.operationId}.${kind}.http`;
    const reviewed = sent
      .join("\n")
      .replaceAll(signature ?? "", "<hex>")
      .replaceAll(apiKey, "<key>");
    if (process.env["CI"] && !existsSync(join(import.meta.dirname, file)))
      throw new Error(
        `packages/client/test/${file} is missing: run the client's tests without CI in the environment, review what they write there, and commit it`,
      );
    await expect(reviewed).toMatchFileSnapshot(file);
  });
});
