// A wrong description stops the generator with one message that says where, and what to write instead.
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listApis } from "../src/apis.ts";
import { bundleAll, lintAll } from "../src/bundle.ts";
import { readData } from "../src/checks/readData.ts";
import { clientFiles, writeClient } from "../src/client.ts";
import { GenerateError } from "../src/GenerateError.ts";
import type { ExampleObject, OpenApiDocument, OperationObject, Schema } from "../src/model.ts";
import { unusedPaths, writeSpecs } from "../src/specs.ts";
import { listTickets, smallDocument } from "./smallDocument.ts";

const tickets = "specs/ticket-shop/paths/listTickets.yaml";

const messageOf = async (run: Promise<unknown>): Promise<string> => {
  const error: unknown = await run.then(
    () => "nothing was thrown",
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(GenerateError);
  return (error as Error).message;
};

const generate = (document: OpenApiDocument, more: Record<string, OpenApiDocument> = {}) => {
  const documents = { "ticket-shop": document, ...more };
  const apis = Object.keys(documents).map((api) => [api, `specs/${api}/openapi.yaml`]);
  return clientFiles(documents, Object.fromEntries(apis) as Record<string, string>);
};

const withOperation = (change: Partial<OperationObject>) =>
  smallDocument({ paths: { "/v1/tickets": { get: listTickets(change) } } });

const withSchemas = (
  schemas: Record<string, Schema>,
  examples: Record<string, ExampleObject> = {},
) => smallDocument({ components: { schemas, examples } });

const ticket = smallDocument().components?.schemas?.["Ticket"] ?? {};

describe("a description is rejected", () => {
  test("whose response contains itself", async () => {
    const Ticket = {
      type: "object",
      properties: { next: { $ref: "#/components/schemas/Ticket" } },
    };
    expect(await messageOf(generate(withSchemas({ Ticket })))).toBe(
      "specs/ticket-shop: /components/schemas/Ticket: the schema contains itself; write its inner part as a schema of its own",
    );
  });

  test("with a field of no type", async () => {
    const Ticket = { type: "object", properties: { gate: { description: "Gate." } } };
    expect(await messageOf(generate(withSchemas({ Ticket })))).toBe(
      `${tickets}: response 200, field gate: has no type; add one, so that a response can be checked`,
    );
  });

  test.each([
    ["a success", { "400": { description: "" } }],
    ["JSON in its success", { "200": { description: "", content: {} } }],
  ])("without %s", async (_, responses) => {
    expect(await messageOf(generate(withOperation({ responses })))).toBe(
      "specs/ticket-shop: listTickets: describe a 200 response with application/json and a schema",
    );
  });

  test("where a status is to be tried again here and not there", async () => {
    const responses = {
      ...listTickets().responses,
      "400": { description: "", "x-retry": "retry" as const },
    };
    const paths = {
      "/v1/tickets": { get: listTickets() },
      "/v1/rides": { get: listTickets({ operationId: "listRides", responses }) },
    };
    expect(await messageOf(generate(smallDocument({ paths })))).toBe(
      "specs/ticket-shop/paths/listRides.yaml: response 400: x-retry is retry, elsewhere in this API never; use one for a status",
    );
  });

  test.each(["x-rate-limits", "servers"])("without %s", async (key) => {
    expect(await messageOf(generate(smallDocument({ [key]: [] })))).toBe(
      "specs/ticket-shop/openapi.yaml: add x-rate-limits and servers, one entry each",
    );
  });

  test("with two names for the API key's header", async () => {
    const document = smallDocument({
      paths: {
        "/v1/tickets": { get: listTickets() },
        "/v1/rides": {
          get: listTickets({ operationId: "listRides", security: [{ OtherKey: [] }] }),
        },
      },
    });
    const other = { type: "apiKey", in: "header", name: "X-OTHER" };
    Object.assign(document.components?.securitySchemes ?? {}, { OtherKey: other });
    expect(await messageOf(generate(document))).toBe(
      "specs/ticket-shop/openapi.yaml: the API key's header is called X-KEY and X-OTHER; use one name",
    );
  });

  test("with two operations of one name", async () => {
    const paths = { "/v1/tickets": { get: listTickets() }, "/v1/rides": { get: listTickets() } };
    expect(await messageOf(generate(smallDocument({ paths })))).toBe(
      "specs/ticket-shop/openapi.yaml: two operations are called listTickets; rename one",
    );
  });

  test("with a name that another API has", async () => {
    const document = smallDocument();
    expect(await messageOf(generate(document, { "ticket-office": document }))).toBe(
      "specs/ticket-office/openapi.yaml: the client would export Ticket for ticket-office, and has it for ticket-shop; rename the operationId or schema here",
    );
  });

  test("with a schema named like what the client makes for an operation", async () => {
    const content = {
      "application/json": { schema: { $ref: "#/components/schemas/ListTicketsParameters" } },
    };
    const document = {
      ...withOperation({ responses: { "200": { description: "", content } } }),
      components: { schemas: { ListTicketsParameters: ticket } },
    };
    expect(await messageOf(generate(document))).toBe(
      "specs/ticket-shop/openapi.yaml: the client would export ListTicketsParameters for ticket-shop, and has it for ticket-shop; rename the operationId or schema here",
    );
  });

  test.each(["Promise", "ClientOptions"])(
    "with a schema named %s, as its module uses",
    async (name) => {
      const content = {
        "application/json": { schema: { $ref: `#/components/schemas/${name}` } },
      };
      const document = {
        ...withOperation({ responses: { "200": { description: "", content } } }),
        components: { schemas: { [name]: ticket } },
      };
      expect(await messageOf(generate(document))).toBe(
        `specs/ticket-shop/openapi.yaml: the client would export ${name} for ticket-shop, and has it for itself; rename the operationId or schema here`,
      );
    },
  );

  test("with a schema named like what the client exports", async () => {
    const own = ["ApiError", "Ticket"];
    expect(await messageOf(clientFiles({ shop: smallDocument() }, {}, own))).toContain(
      "would export Ticket for shop, and has it for itself",
    );
  });

  test("where an error code means two things", async () => {
    const error = (name: string) => ({
      summary: name,
      description: "Sold out.",
      "x-remedy": "Walk.",
      value: { code: -1, msg: "" },
    });
    const document = withSchemas(
      { Ticket: ticket },
      { SOLD_OUT: error("a"), NONE_LEFT: error("b") },
    );
    expect(await messageOf(generate(document))).toBe(
      "specs/common/error-codes.yaml: -1 is described twice, as SOLD_OUT and NONE_LEFT; keep one",
    );
  });
});

describe("in the files,", () => {
  const repository = resolve(import.meta.dirname, "../../..");
  const description = "specs/ticket-shop/openapi.yaml";
  let root: string;

  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  };
  const writeOverlays = async (): Promise<void> => {
    const nothing =
      "overlay: 1.1.0\ninfo: { title: a, version: a }\nactions:\n  - { target: $.info, update: {} }\n";
    for (const folder of ["common", "ticket-shop"])
      await write(`specs/${folder}/zh-CN.overlay.yaml`, nothing);
  };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "open-orders-errors-"));
    const config = await readFile(join(repository, "redocly.yaml"), "utf8");
    const apis = `apis:\n  ticket-shop: { root: ${description} }\n`;
    await write("redocly.yaml", config.replace(/^apis:\n[^]*/m, apis));
    await mkdir(join(root, "specs"));
    await symlink(join(repository, "specs/lint"), join(root, "specs/lint"));
    await write(description, JSON.stringify({ ...smallDocument(), servers: [] }));
  });
  afterEach(() => rm(root, { recursive: true }));

  test("a mistake that a lint rule finds is reported with file, line and rule", async () => {
    const lines = (await messageOf(lintAll(root))).split("\n");
    for (const line of lines)
      expect(line).toMatch(/^specs\/ticket-shop\/openapi\.yaml:\d+:\d+: .+ \([\w/-]+\)$/);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.join("\n")).toContain("(no-empty-servers)");
  });

  test("a file that is no YAML is reported once, at its line", async () => {
    const paths = { "/v1/tickets": { $ref: "paths/listTickets.yaml#/path" } };
    await write(description, JSON.stringify({ ...smallDocument(), paths }));
    await write("specs/ticket-shop/paths/listTickets.yaml", "path:\n  get: a: b\n");
    const lines = (await messageOf(lintAll(root))).split("\n");
    expect(lines.filter((line) => line.includes("mapping"))).toEqual([
      "specs/ticket-shop/paths/listTickets.yaml:2:9: Failed to parse: bad indentation of a mapping entry (no-unresolved-refs)",
    ]);
    expect(lines.join("\n")).not.toContain("Can't resolve");
  });

  test("a configuration that cannot be read is reported", async () => {
    await write("redocly.yaml", "apis: [");
    expect(await messageOf(lintAll(root))).toMatch(/^redocly lint failed:\n.*configuration/);
  });

  test("a missing overlay is reported with what belongs there", async () => {
    expect(await messageOf(bundleAll(root, await listApis(root)))).toBe(
      "specs/common/zh-CN.overlay.yaml: is missing; write the zh-CN texts of ticket-shop there",
    );
  });

  test("a reference to nothing is reported", async () => {
    await writeOverlays();
    await write(description, `{ openapi: 3.1.1, paths: { /a: { $ref: paths/a.yaml } } }`);
    const message = await messageOf(bundleAll(root, await listApis(root)));
    expect(message).toMatch(/^specs\/ticket-shop\/openapi\.yaml: cannot be bundled in /);
    expect(message).toContain("paths/a.yaml");
  });

  test("a file of a path that nothing refers to is reported", async () => {
    await write("specs/ticket-shop/paths/listTickets.yaml", "path: {}");
    await write("specs/ticket-shop/paths/listRides.yaml", "path: {}");
    const locations = { "/paths/~1tickets": "specs/ticket-shop/paths/listTickets.yaml:2" };
    expect(unusedPaths(root, { description }, locations)).toEqual([
      "specs/ticket-shop/paths/listRides.yaml: is used by no path; add a line to `paths` of specs/ticket-shop/openapi.yaml, or remove the file",
    ]);
  });

  test.each([
    ["specs/sources/listTickets.yaml", "operationId: ["],
    ["specs/discrepancies.zh-CN.yaml", "a: b: c"],
    ["specs/probes.yaml", "a: {"],
  ])("what is not YAML is reported: %s", async (file, text) => {
    await writeOverlays();
    await write("specs/sources/references.yaml", "[]");
    await write("specs/discrepancies.yaml", "[]");
    await write("specs/discrepancies.zh-CN.yaml", "{}");
    await write("specs/probes.yaml", "{}");
    await write(file, text);
    const message = await messageOf(readData(root));
    expect(message.split("\n", 1).join("")).toMatch(/ at line 1\b/);
    expect(message).toContain(`${file}: cannot be read as YAML: `);
  });

  test("nothing is written while a description breaks a rule", async () => {
    await writeOverlays();
    expect(await messageOf(writeSpecs(root))).toContain("(no-empty-servers)");
    await expect(readFile(join(root, "specs/dist/index.js"))).rejects.toThrow("ENOENT");
  });

  test("a client cannot be made before the bundles", async () => {
    expect(await messageOf(writeClient(root))).toBe(
      "specs/dist/ticket-shop.en.json is missing; run the bundle step first (npm run generate)",
    );
  });
});
