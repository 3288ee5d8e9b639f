// The commands that the form writes for a shell: they run as they stand, and the exchange accepts them.
import { execFile } from "node:child_process";
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Account, createMockExchange } from "@open-orders/mock-exchange";
import { expect, test } from "vitest";
import { describeApi } from "../src/reference.ts";
import { reference } from "../src/site.ts";
import { shellCommand } from "../src/tryIt/command.ts";
import type { KeyKind } from "../src/tryIt/keyKinds.ts";
import { fieldsOf, planOf } from "../src/tryIt/plan.ts";
import type { TryItPlan } from "../src/tryIt/plan.ts";
import { discrepancies, fixture } from "./fixture.ts";

const operations = reference.en.flatMap((api) => api.operations);
const apiKey = "k".repeat(64);
const secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
const pem = (key: KeyObject): string =>
  key.export({ type: key.type === "private" ? "pkcs8" : "spki", format: "pem" }).toString();
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ed25519 = generateKeyPairSync("ed25519");

const kinds: { kind: KeyKind; privateKey: string; account: Account }[] = [
  { kind: "hmac", privateKey: "", account: { apiKey, secret } },
  {
    kind: "rsa",
    privateKey: pem(rsa.privateKey),
    account: { apiKey, publicKey: pem(rsa.publicKey) },
  },
  {
    kind: "ed25519",
    privateKey: pem(ed25519.privateKey),
    account: { apiKey, publicKey: pem(ed25519.publicKey) },
  },
];
const cases = operations.flatMap((operation, at) =>
  // The kind of key changes one line of the command, the operation others.
  (at === 0 ? kinds : kinds.slice(0, 1)).map((key) => ({
    key,
    kind: key.kind,
    operation,
    name: operation.operationId,
  })),
);

test.each(cases)("$name is accepted, signed with $kind", async ({ operation, key }) => {
  const exchange = createMockExchange({ accounts: [key.account] });
  const server = await exchange.listen();
  const folder = await mkdtemp(join(tmpdir(), "open-orders-command-"));
  try {
    await writeFile(join(folder, "key.pem"), key.privateKey);
    const command = shellCommand(planOf(operation, ""), {
      kind: key.kind,
      base: server.url,
      query: "symbol=O%27Neil%20%E6%AF%94",
    });
    const env = { PATH: process.env["PATH"], API_KEY: apiKey, API_SECRET: secret };
    const { stdout } = await promisify(execFile)("sh", ["-c", command], { cwd: folder, env });
    expect(JSON.parse(stdout)).toEqual([]);
    const [{ parameters, status } = {}] = exchange.requests;
    expect({ symbol: parameters?.["symbol"], status }).toEqual({
      symbol: "O'Neil 比",
      status: 200,
    });
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
});

test("a form that has to send an id is filled with that of the order in the page", () => {
  const id = 7;
  const order = { id, fees: [{ amount: "1" }] };
  const described = (required: boolean): TryItPlan => {
    const document = fixture();
    const trades = document.paths["/v1/trades"]?.get;
    trades?.parameters?.splice(0, 1, {
      name: "id",
      in: required ? "path" : "query",
      required,
      "x-filter": { field: "id", keep: "equal" },
      schema: { type: "integer", format: "int64" },
      example: id,
    });
    Object.assign(trades?.responses["200"] ?? {}, {
      content: {
        "application/json": {
          schema: { type: "array", items: { $ref: "#/components/schemas/Trade" } },
          examples: { one: { summary: "One trade", value: [order] } },
        },
      },
    });
    const [operation] = describeApi({ api: "fixture", language: "en", document }, []).operations;
    if (!operation) throw new Error("the fixture describes no operation");
    expect(fieldsOf(operation)[0]).toMatchObject({ value: String(id) });
    return planOf(operation, "");
  };
  expect(described(true)).toMatchObject({ orders: [order] });
  expect(described(false)).toMatchObject({ orders: [{ ...order, id: "8389765489000000007" }] });
  expect(described(true)).not.toHaveProperty("picks");
});

test("values of the path stand in the address", () => {
  const [operation] = operations;
  if (!operation) throw new Error("no operation is described");
  const call = {
    kind: "hmac",
    base: "https://api.example",
    query: "",
    path: "/of/O%27Neil",
  } as const;
  expect(shellCommand(planOf(operation, ""), call)).toContain(
    "curl 'https://api.example/of/O%27Neil'",
  );
});

test("what an API does not describe is left out: no signature, no time", () => {
  const [api] = describeApi(
    { api: "fixture", language: "en", document: fixture() },
    discrepancies,
  ).operations;
  if (!api) throw new Error("the fixture describes no operation");
  const choice = { kind: "hmac", base: "https://api.example/", query: "symbol=A" } as const;
  expect(shellCommand(planOf(api, ""), choice)).toBe(
    `curl 'https://api.example/v1/trades?symbol=A' \\\n  --header "X-KEY: $API_KEY"`,
  );
});

test("the form has a field for each parameter that the client does not fill in", () => {
  const names = operations.map((operation) => fieldsOf(operation).map((one) => one.parameter.name));
  expect(names).toContainEqual(["symbol", "recvWindow"]);
  expect(names).toContainEqual(["symbol", "pair", "recvWindow"]);
  expect(names.flat()).not.toContain("timestamp");
  expect(names.flat()).not.toContain("signature");
});

test("ids of the demo account are longer than a number can be exact", () => {
  for (const operation of operations) {
    const { orders = [] } = planOf(operation, "");
    expect(orders).not.toEqual([]);
    const ids = orders.flatMap((order) =>
      Object.entries(order).flatMap(([name, id]) =>
        /^(?:order|algo|strategy)Id$/.test(name) ? [id] : [],
      ),
    );
    expect(ids).toHaveLength(orders.length);
    for (const id of ids) {
      expect(id).toMatch(/^\d{19}$/);
      expect(String(Number(id))).not.toBe(id);
    }
  }
});
