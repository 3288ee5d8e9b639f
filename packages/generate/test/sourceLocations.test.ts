// Each part of a bundle leads back to the line of the YAML that says it: held against the text that stands
// on that line, whatever was moved, inlined or written once and referred to.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { decodePointer, encodePointer, sourceLocation } from "../src/model.ts";
import type { OpenApiDocument } from "../src/model.ts";
import { locateSources } from "../src/sourceLocations.ts";
import { bundles, locations } from "./described.ts";

const root = resolve(import.meta.dirname, "../../..");

/** The file, and the line as it is written there. */
async function read(place = "nothing:0", folder = root): Promise<string[]> {
  const [file = "", line] = place.split(":");
  const text = await readFile(join(folder, file), "utf8");
  return [file, text.split("\n")[Number(line) - 1]?.trim() ?? "no such line"];
}

const get = "/paths/~1dapi~1v1~1openOrders/get";
const order = "/components/schemas/CoinMOpenOrder";

describe("a pointer leads to", () => {
  test.each([
    ["a word of the API", "/x-clock", "openapi.yaml", "x-clock: { path"],
    ["a path item of a file of its own", "/paths/~1dapi~1v1~1openOrders", "paths", "path:"],
    ["an item of a list", `${get}/x-weight/0`, "paths", "- { whenSent: [symbol], weight: 1 }"],
    ["a reference", `${get}/parameters/2`, "paths", "- $ref: ../../common/parameters.yaml#/rec"],
    ["what it refers to", "/components/parameters/recvWindow", "common", "recvWindow:"],
    [
      "a word in it",
      "/components/parameters/recvWindow/schema/maximum",
      "common",
      "maximum: 60000",
    ],
    ["a quoted key", `${get}/responses/5XX`, "paths", '"5XX": { $ref'],
    ["a schema moved to the components", order, "paths", "CoinMOpenOrder:"],
    ["its field", `${order}/properties/avgPrice`, "paths", "avgPrice:"],
    [
      "a shared list, where it is named",
      `${order}/properties/type/x-extensible-enum`,
      "paths",
      "x-extensible-enum: *orderTypes",
    ],
    [
      "its values, where they are written",
      `${order}/properties/type/x-extensible-enum/0`,
      "paths",
      "&orderTypes [LIMIT",
    ],
    [
      "shared headers",
      "/components/responses/TooManyRequests/headers/Retry-After",
      "common",
      "Retry-After: { $ref",
    ],
    ["an inlined file", "/components/securitySchemes/Signature/name", "common", "name: signature"],
    ["an error code", "/components/examples/BAD_SYMBOL", "common", "BAD_SYMBOL:"],
  ])("%s", async (_what, pointer, folder, text) => {
    const [file, line] = await read(locations["coin-m-futures"]?.[pointer]);
    expect(file).toContain(folder);
    expect(line?.slice(0, text.length)).toBe(text);
  });
});

describe.each(Object.entries(bundles))("%s", (api, { en }) => {
  const own = locations[api] ?? {};

  test("every key stands on the line it leads to, or on that of what is around it", async () => {
    const lost: string[] = [];
    for (const pointer of pointersOf(en)) {
      const key = decodePointer(pointer).at(-1) ?? "";
      const [, line = ""] = await read(sourceLocation(own, pointer));
      // What is written beside known values is in no YAML.
      if (pointer.includes("/anyOf")) continue;
      // Inlined files and paths begin with another word; items of lists have no key.
      if (/^\d+$/.test(key) || line === "path:" || /^\/components(?:\/\w+)?$/.test(pointer))
        continue;
      if (!line.includes(key)) lost.push(`${pointer}: ${line}`);
    }
    expect(lost).toEqual([]);
  });

  test("nothing is listed that the bundle does not have", () => {
    const all = new Set(pointersOf(en));
    expect(Object.keys(own).filter((pointer) => pointer !== "" && !all.has(pointer))).toEqual([]);
    expect(Object.keys(own).length).toBeGreaterThan(500);
  });
});

describe("a description of one's own", () => {
  async function written(files: Record<string, string>): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "open-orders-locations-"));
    onTestFinished(async () => rm(folder, { recursive: true }));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return folder;
  }
  const bundle = (document: object) => document as OpenApiDocument;

  test("may refer to itself", async () => {
    const folder = await written({
      "api.yaml":
        'components:\n  schemas:\n    Tree:\n      items: { $ref: "#/components/schemas/Tree" }\n',
    });
    const schemas = { Tree: { items: { $ref: "#/components/schemas/Tree" } } };
    expect(locateSources(folder, "api.yaml", bundle({ components: { schemas } }))).toEqual({
      "": "api.yaml:1",
      "/components/schemas": "api.yaml:2",
      "/components/schemas/Tree": "api.yaml:3",
      "/components/schemas/Tree/items": "api.yaml:4",
    });
  });

  test("may have two files with parts of one name", async () => {
    const folder = await written({
      "api.yaml": "a: { $ref: one.yaml#/Part }\nb: { $ref: two.yaml#/Part }\n",
      "one.yaml": "Part: { is: first }\n",
      "two.yaml": "# The other.\nPart: { is: second }\n",
    });
    const schemas = { Part: { is: "first" }, "Part-2": { is: "second" } };
    const [a, b] = ["#/components/schemas/Part", "#/components/schemas/Part-2"];
    const found = locateSources(
      folder,
      "api.yaml",
      bundle({ a: { $ref: a }, b: { $ref: b }, components: { schemas } }),
    );
    expect(found).toMatchObject({
      "/components/schemas/Part": "one.yaml:1",
      "/components/schemas/Part-2": "two.yaml:2",
    });
  });

  test("may write words beside a reference", async () => {
    const folder = await written({
      "api.yaml":
        "a:\n  $ref: '#/components/b'\n  description: One.\ncomponents:\n  b: { type: string }\n",
    });
    const document = {
      a: { $ref: "#/components/b", description: "One." },
      components: { b: { type: "string" } },
    };
    expect(locateSources(folder, "api.yaml", bundle(document))).toEqual({
      "": "api.yaml:1",
      "/a/description": "api.yaml:3",
      "/components": "api.yaml:4",
      "/components/b": "api.yaml:5",
    });
  });

  test("must have written what its bundle has", async () => {
    const folder = await written({ "api.yaml": "info: { title: One }\n" });
    expect(() => locateSources(folder, "api.yaml", bundle({ info: { version: "1" } }))).toThrow(
      'api.yaml: nothing is written for "version", which the bundle has',
    );
  });
});

function pointersOf(value: unknown, pointer = ""): string[] {
  if (typeof value !== "object" || value === null || "$ref" in value) return [pointer];
  const inner = Object.entries(value).flatMap(([key, part]) =>
    pointersOf(part, pointer + encodePointer([key])),
  );
  return [pointer, ...inner];
}
