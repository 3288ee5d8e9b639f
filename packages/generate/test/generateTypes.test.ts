// What the generated types say, checked by the compiler: each statement either compiles or does not.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientFiles } from "../src/client.ts";
import type { ParameterObject, Schema } from "../src/model.ts";
import { listTickets, orderPaths, parameters, smallDocument } from "./smallDocument.ts";

const run = promisify(execFile);
const tsc = resolve(import.meta.dirname, "../../../node_modules/typescript/bin/tsc");

const compiles: [promise: string, statement: string][] = [
  ["an int64 is a string of digits", `same<Ticket["id"], string>(true)`],
  ["a nullable int64 is that or null", `same<Ticket["parentId"], string | null>(true)`],
  ["a time is a number", `same<Ticket["time"], number>(true)`],
  ["a small integer is a number", `same<Ticket["count"], number>(true)`],
  ["a decimal is a string", `same<Ticket["price"], string>(true)`],
  ["a known value of an open enum fits", `ticket.kind = "BUS"`],
  ["an unknown value of an open enum fits", `ticket.kind = "FERRY"`],
  ["an open enum offers its known values", `same<Extract<Ticket["kind"], Kind>, Kind>(true)`],
  ["a nullable open enum takes null", `ticket.lastKind = null`],
  ["a nullable open enum takes an unknown value", `ticket.lastKind = "FERRY"`],
  ["a field that is not required is optional", `same<Optional<Ticket>, "class" | "gate">(true)`],
  ["a method returns what is described", `same<Awaited<typeof tickets>, Ticket[]>(true)`],
  ["a required parameter is enough", `void client.listTickets({ shop: "a" })`],
  ["an int64 parameter is a string of digits", `void client.listTickets({ shop: "a", ticketId })`],
  [
    "an optional parameter may be undefined, on both levels",
    `same<[Asked["limit"], ByPath["limit"]], [number | undefined, number | undefined]>(true)`,
  ],
  [
    "a field with known values has a type of its own",
    `same<Extract<TicketLastKind, Kind | null>, Kind>(true)`,
  ],
  ["the paths have a name", `same<TicketShopPaths, paths>(true)`],
  ["a list is a list of its items", `same<NonNullable<Asked["classes"]>, string[]>(true)`],
  [
    "a parameter with a default is optional",
    `same<Optional<Asked>, "ticketId" | "limit" | "classes">(true)`,
  ],
  [
    "what the client fills is not asked for",
    `same<keyof Asked, "shop" | "ticketId" | "limit" | "classes">(true)`,
  ],
  ["a call may have options of its own", `void client.listTickets({ shop: "a" }, { signal })`],
  ["the path level has the same types", `same<ByPath["shop"], string>(true)`],
  [
    "a response described in place has its type",
    `same<Awaited<typeof time>, { at: number }>(true)`,
  ],
  ["a call without parameters needs none", `void client.getTime()`],
  [
    "a parameter of the path is asked for like one of the query",
    `void client.getTicket({ ticketId, limit: 1 })`,
  ],
  ["a call can have parameters in the path alone", `same<Gate, { gate: number }>(true)`],
  [
    "the path level asks for it apart",
    `same<paths["/v1/tickets/{ticketId}"]["get"]["parameters"]["path"], { ticketId: string }>(true)`,
  ],
  [
    "the factory makes a client",
    `same<ReturnType<typeof createTicketShopClient>, TicketShopClient>(true)`,
  ],
  ["a client reads the open orders of its lists", `same<Order, TicketShopOpenOrder>(true)`],
  [
    "an account names its lists, in the order of the description",
    `same<typeof accounts["ticket-shop"]["lists"], readonly ["listOpenOrders", "listOpenLaterOrders"]>(true)`,
  ],
  [
    "an account names its hosts",
    `same<typeof accounts["ticket-shop"]["hosts"]["production"], "https://tickets.test">(true)`,
  ],
  ["an order is narrowed by its list", `same<Later["raw"]["no"], string>(true)`],
];

const fails: [promise: string, statement: string][] = [
  ["a number is no int64", `ticket.id = 1`],
  ["null fits only where it is described", `ticket.kind = null`],
  ["a number fits no open enum", `ticket.kind = 1`],
  ["a required parameter cannot be left out", `void client.listTickets({})`],
  ["nor can all of them", `void client.listTickets()`],
  ["a required parameter may not be undefined", `void client.listTickets({ shop: undefined })`],
  ["a misspelt parameter is rejected", `void client.listTickets({ shop: "a", tiketId: "1" })`],
  ["a number is no int64 parameter", `void client.listTickets({ shop: "a", ticketId: 1 })`],
  ["the timestamp is not the caller's", `void client.listTickets({ shop: "a", timestamp: 1 })`],
  ["the signature is not the caller's", `void client.listTickets({ shop: "a", signature: "" })`],
  ["a parameter of the path cannot be left out", `void client.getTicket({ limit: 1 })`],
  ["a number is no int64 in the path", `void client.getTicket({ ticketId: 1 })`],
  ["a misspelt field is rejected", `void ticket.ids`],
  ["an optional field may be missing", `same<Ticket["gate"], string>(true)`],
  [
    "a list that is not there",
    `same<Extract<Order, { list: "listTickets" }>["raw"], Ticket>(true)`,
  ],
  ["a method that is not described is not there", `void client.listTicket({ shop: "a" })`],
];

const preamble = `
import { accounts, createTicketShopClient } from "./generated/index.ts";
import type {
  GetGateParameters as Gate, ListTicketsParameters as Asked, Ticket, TicketLastKind, TicketShopClient, TicketShopOpenOrder, TicketShopPaths
} from "./generated/index.ts";
import type { paths } from "./generated/ticket-shop.types.ts";
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
declare function same<A, B>(result: Same<A, B>): void;
type Kind = "BUS" | "TRAIN";
type Optional<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];
type ByPath = NonNullable<paths["/v1/tickets"]["get"]["parameters"]["query"]>;
type Order = Awaited<ReturnType<TicketShopClient["listAllOpenOrders"]>>[number];
type Later = Extract<Order, { list: "listOpenLaterOrders" }>;
declare const client: TicketShopClient;
declare const ticket: Ticket;
declare const ticketId: string;
declare const signal: AbortSignal;
const tickets = client.listTickets({ shop: "a" });
const time = client.getTime();
`.trim();

/** The part of the client's own modules that generated ones lean on. */
const leantOn = {
  "responseSchema.ts": "export type ResponseSchema = object;",
  "api.ts":
    "export type Api = object; export type Retry = string; export type ErrorTexts = Record<string, string[]>; export type OrderRoles = object;",
  "client.ts": `export interface ApiClient<Paths> { http: Paths }
export interface CallOptions { signal?: AbortSignal }
export interface ClientOptions { apiKey: string }
export interface OpenOrderMethods<L> { listAllOpenOrders(): Promise<OpenOrderOf<L>[]> }
export declare function createClient(api: object, options: ClientOptions): object;
import type { OpenOrderOf } from "./openOrders.ts";`,
  "openOrders.ts": `export type OpenOrderOf<Lists> =
  { [List in keyof Lists]: { list: List; raw: Lists[List] } }[keyof Lists];`,
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      target: "es2023",
      module: "nodenext",
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      allowImportingTsExtensions: true,
      noEmit: true,
    },
  }),
};

/** Complaints of the compiler, by the number of the statement they are about; 0 for all other places. */
const complaints = new Map<number, string>();
let folder: string;

const statements = [...compiles, ...fails].map(([, statement]) => statement);
const numberOf = (statement: string) => statements.indexOf(statement) + 1;

beforeAll(async () => {
  const time = listTickets({
    operationId: "getTime",
    parameters: [],
    responses: {
      "200": {
        description: "The time.",
        content: {
          "application/json": {
            schema: {
              type: "object",
              required: ["at"],
              properties: { at: { type: "integer", format: "double-int" } },
            },
          },
        },
      },
    },
  });
  const inPath = (name: string, schema: Schema): ParameterObject => ({
    name,
    in: "path",
    required: true,
    schema,
  });
  const ticketId = inPath("ticketId", { type: "integer", format: "int64" });
  const gate = inPath("gate", { type: "integer", format: "int32" });
  const byId = { operationId: "getTicket", parameters: [ticketId, ...parameters.slice(2)] };
  const byGate = { operationId: "getGate", parameters: [gate, ...parameters.slice(-1)] };
  const paths = {
    "/v1/tickets/{ticketId}": { get: listTickets(byId) },
    "/v1/gates/{gate}": { get: listTickets(byGate) },
    "/v1/tickets": { get: listTickets() },
    "/v1/time": { get: time },
    ...orderPaths(),
  };
  const files = await clientFiles(
    { "ticket-shop": smallDocument({ paths }) },
    { "ticket-shop": "specs/ticket-shop/openapi.yaml" },
  );
  folder = await mkdtemp(join(tmpdir(), "open-orders-types-"));
  await mkdir(join(folder, "generated"));
  const text = `${preamble}\n${statements.join(";\n")};\n`;
  const all = Object.entries({ ...leantOn, "package.json": `{"type":"module"}`, "test.ts": text });
  for (const [name, content] of Object.entries(files)) all.push([`generated/${name}`, content]);
  for (const [name, content] of all) await writeFile(join(folder, name), content);

  const compile = run(process.execPath, [tsc, "--project", folder, "--pretty", "false"], {
    cwd: folder,
  });
  const output = await compile.then(
    () => "",
    ({ stdout }: { stdout: string }) => stdout,
  );
  const before = preamble.split("\n").length;
  for (const [line, file, at] of output.matchAll(/^(\S+)\((\d+),\d+\): error .*$/gm)) {
    const number = file === "test.ts" ? Math.max(0, Number(at) - before) : 0;
    complaints.set(number, line);
  }
});

afterAll(() => rm(folder, { recursive: true }));

test("the generated modules compile", () => {
  expect(complaints.get(0)).toBeUndefined();
});

describe("the types promise:", () => {
  test.each(compiles)("%s", (_, statement) => {
    expect(complaints.get(numberOf(statement))).toBeUndefined();
  });

  test.each(fails)("%s", (_, statement) => {
    expect(complaints.get(numberOf(statement))).toMatch(/error TS/);
  });
});
