// One more endpoint is one file, one line and its Chinese texts. This puts an example of one into a copy of
// the repository, and before all others some that use every construct of the supported subset; builds the copy, and
// looks for them in all that is made from the descriptions. The site is built for a folder of a host on the way.
import { realpath } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pages } from "../../packages/docs/test/builtSite.ts";
import { copyRepository } from "../copyRepository.ts";
import type { Copy } from "../copyRepository.ts";
import {
  addEndpoints,
  added,
  api,
  base,
  build,
  runProgram,
  site,
} from "./newEndpoint/addEndpoints.ts";
import { readFolderSite } from "./newEndpoint/folderSite.ts";
import type { FolderSite } from "./newEndpoint/folderSite.ts";

const packages = [
  "packages/client",
  "packages/mock-exchange",
  "packages/cli",
  "packages/contract-tests",
  "packages/docs",
  "scripts",
];
const languages = { en: "", "zh-CN": "zh-cn/" };

let copy: Copy;

beforeAll(async () => {
  copy = await copyRepository();
  await addEndpoints(copy);
  await build(copy);
});

afterAll(() => copy.remove());

test("the copy is built from its own packages, not from the repository's", async () => {
  const links = packages.map(async (folder) => {
    const require = createRequire(join(copy.root, folder, "package.json"));
    const { dependencies = {}, devDependencies = {} } = require("./package.json") as {
      dependencies?: Record<string, string>;
      devDependencies?: Record<string, string>;
    };
    const ours = Object.keys({ ...dependencies, ...devDependencies }).filter((name) =>
      name.startsWith("@open-orders/"),
    );
    return Promise.all(ours.map((name) => realpath(require.resolve(`${name}/package.json`))));
  });
  const found = (await Promise.all(links)).flat();
  expect(found.length).toBeGreaterThanOrEqual(packages.length);
  expect(found.filter((file) => !file.startsWith(copy.root))).toEqual([]);
});

test("only descriptions were written, no TypeScript", async () => {
  expect(await copy.changes()).toEqual([
    `${api}/openapi.yaml`,
    ...added.toSorted().map((id) => `${api}/paths/${id}.yaml`),
    `${api}/zh-CN.overlay.yaml`,
    "specs/common/error-codes.yaml",
  ]);
});

describe("the client", () => {
  test("has it in its table", async () => {
    const module = await copy.read("packages/client/src/generated/coin-m-futures.ts");
    const table = /^const api: Api = ([^]*?^\});/m.exec(module)?.[1] ?? "{}";
    expect((JSON.parse(table) as { operations: object }).operations).toHaveProperty(
      "listAllOrders",
      {
        method: "GET",
        path: "/dapi/v1/allOrders",
        security: "signed",
        weights: [{ weight: 20, whenSent: ["symbol"] }, { weight: 40 }],
        int64Paths: ["*.orderId"],
        result: "array",
        idempotent: true,
        parameters: {
          symbol: { type: "string", minLength: 1 },
          pair: { type: "string", minLength: 1 },
          orderId: { type: "id", minimum: 0 },
          startTime: { type: "integer", minimum: 0 },
          endTime: { type: "integer", minimum: 0 },
          limit: { type: "integer", minimum: 1, maximum: 100 },
          recvWindow: { type: "integer", minimum: 0, maximum: 60_000 },
        },
      },
    );
  });

  test("shows its text on hover", async () => {
    const types = await copy.read("packages/client/dist/generated/coin-m-futures.d.ts");
    const hover = /\/\*\*(?:(?!\*\/)[^])*\*\/\s+listAllOrders\(/.exec(types)?.[0];
    expect(hover).toContain("All Orders: `GET /dapi/v1/allOrders`");
    expect(hover).toContain("open, filled or canceled");
    expect(hover).toContain("Weight: 20 with `symbol`, 40 otherwise. Security: USER_DATA.");
    expect(hover).toMatch(/@see https:.*\/All-Orders$/m);
  });

  test("keeps every digit, whatever the construct, and the mock exchange selects by it", async () => {
    const output = await runProgram(copy, "constructs/callConstructs.ts");
    const { whole, expected, ...others } = JSON.parse(output) as Record<string, unknown>;
    expect(whole).toEqual(expected);
    expect(others).toEqual({
      symbols: "2",
      orderIds: "2",
      orderIdsByPath: "1",
      hidden: "2",
      leverage: "2",
      one: "8389765489680951401",
      at: Array.from({ length: 3 }, () => "8389765489680951403"),
      notAt: -2013,
      up: 'Parameter symbol is "..", which no path can hold. Give a value.',
      half: "getOrderDetailAt: parameter orderId is missing.",
      rounded: "getOrderDetailAt: parameter orderId must be an id: a string of digits.",
      linked: ["8389765489680951470", "8389765489680951471"],
      requested: 4,
      none: -2013,
      byPath: "2",
      throughMiddleware: "2",
      fee: "8389765489680951461",
      unknown: [],
      wrong: "ConfigError",
    });
  });

  test("has a typed method that asks the mock exchange over HTTP", async () => {
    const id = (last: number) => `83897654896809514${String(last).padStart(2, "0")}`;
    const answers = JSON.parse(await runProgram(copy, "callListAllOrders.ts")) as unknown;
    expect(answers).toEqual({
      nothing: { ids: Array.from({ length: 50 }, (_, index) => id(index)), weight: 40 },
      equal: { ids: [0, 10, 20, 30, 40, 50].map(id), weight: 20 },
      from: { ids: [id(57), id(58), id(59)], weight: 40 },
      until: { ids: [id(0), id(1)], weight: 40 },
      first: { ids: [id(0), id(1), id(2)], weight: 40 },
      byPath: [id(59)],
      misspelt:
        "listAllOrders has no parameter simbol. Did you mean symbol? It takes symbol, pair, orderId, startTime, endTime, limit, recvWindow.",
      rounded: "listAllOrders: parameter orderId must be an id: a string of digits.",
      filled: expect.stringContaining("listAllOrders has no parameter timestamp."),
      rejected: expect.stringMatching(/^GET \/dapi\/v1\/allOrders was rejected.*-1022/),
    });
  });
});

describe.each(Object.entries(languages))("the documentation in %s", (language, folder) => {
  test("has a page of it with every parameter and field", async () => {
    const page = await copy.read(
      `packages/docs/dist/${folder}reference/coin-m-futures/listAllOrders/index.html`,
    );
    const text = page.replaceAll(/<[^>]*>/g, "").replaceAll("&#39;", "'");
    const document = JSON.parse(await copy.read(`specs/dist/coin-m-futures.${language}.json`)) as {
      paths: Record<string, { get: { summary: string; parameters: { name?: string }[] } }>;
      components: {
        schemas: Record<string, { properties: Record<string, { description: string }> }>;
      };
    };
    const operation = document.paths["/dapi/v1/allOrders"]?.get;
    const fields = Object.entries(document.components.schemas["CoinMOrder"]?.properties ?? {});
    expect(fields).toHaveLength(26);
    expect(text).toContain(operation?.summary);
    for (const [name, { description }] of fields) {
      expect(page).toContain(`id="field-${name}"`);
      expect(text).toContain(description);
    }
    for (const name of ["symbol", "pair", "orderId", "startTime", "endTime", "limit", "recvWindow"])
      expect(page).toContain(`id="parameter-${name}"`);
  });

  test("says which parameters stand in the path, and sends them there in every sample", async () => {
    const page = await copy.read(
      `packages/docs/dist/${folder}reference/coin-m-futures/getOrderDetailAt/index.html`,
    );
    const inPath = page.match(/<li class="strong"[^>]*>(?:path|路径参数)</g);
    expect(inPath).toHaveLength(2);
    const samples = [...page.matchAll(/data-code="([^"]*)"/g)].map(([, code = ""]) =>
      code.replaceAll("&#x22;", '"').replaceAll("&#x26;", "&"),
    );
    const address = "/dapi/v1/orderDetail/BTCUSD_PERP/24684460474";
    const values = '{ symbol: "BTCUSD_PERP", orderId: "24684460474" }';
    for (const part of [
      `"$base_url${address}?$query`,
      `f"{base_url}${address}?{query}`,
      `baseURL+"${address}"`,
      `client.getOrderDetailAt(${values})`,
      `params: { path: ${values} }`,
    ])
      expect(samples).toContainEqual(expect.stringContaining(part));
  });

  test("leads to it from every page, and has it in Redoc's", async () => {
    const address = `${base}/${folder}reference/coin-m-futures/listAllOrders/`;
    expect(await copy.read(`packages/docs/dist/${folder}index.html`)).toContain(
      `href="${address}"`,
    );
    const redoc = await copy.read(`packages/docs/dist/redoc/coin-m-futures.${language}.html`);
    expect(redoc).toContain('"listAllOrders"');
  });
});

describe("the documentation, served from a folder of a host", () => {
  let served: FolderSite;
  beforeAll(() => {
    served = readFolderSite(join(copy.root, "packages/docs/dist"), base, site);
  });

  test("has the pages that it has elsewhere, and those of the endpoints", () => {
    const paths = served.pages.map(({ path }) => path);
    expect(paths.filter((path) => !added.some((name) => path.includes(name)))).toEqual(
      pages.map(({ path }) => path),
    );
    expect(paths.length).toBe(pages.length + added.length * Object.keys(languages).length);
  });

  test("names every page in all languages to search engines", () => {
    expect(served.unnamedPages()).toEqual([]);
    expect(served.languagesOfHome()).toEqual([...Object.keys(languages), "x-default"]);
  });

  test("has no address inside the site that leaves the folder or leads nowhere", () => {
    const { addresses, broken } = served.addressesOfPages();
    expect(addresses).toBeGreaterThan(served.pages.length);
    expect(broken).toEqual([]);
  });

  test.each(Object.values(languages))("has no such address in %sllms.txt", (folder) => {
    const { addresses, broken } = served.addressesOfList(`${folder}llms.txt`);
    expect(addresses).toBeGreaterThan(10);
    expect(broken).toEqual([]);
  });
});

test("the contract tests run for all of them, and pass", async () => {
  await copy.script(
    "packages/contract-tests",
    "test",
    "test/contract.test.ts",
    "--testNamePattern",
    `"${added.join("|")}"`,
  );
  const report = JSON.parse(await copy.read("packages/contract-tests/reports/vitest.json")) as {
    testResults: { assertionResults: { fullName: string; status: string }[] }[];
  };
  const passed = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === "passed")
    .map(({ fullName }) => fullName);
  expect(passed.filter((name) => !added.some((id) => name.includes(id)))).toEqual([]);
  // Of each kind at least one check that only this endpoint can have.
  for (const check of ["filters: orderId", "parameters: limit", "security:", "schema:", "weights:"])
    expect(passed).toContainEqual(expect.stringContaining(`listAllOrders ${check}`));
  for (const check of ["filters: orderId", "parameters: symbol is .. (method)", "security:"])
    expect(passed).toContainEqual(expect.stringContaining(`getOrderDetailAt ${check}`));
  expect(passed).toContainEqual(
    expect.stringContaining("listOrderDetails exactness: digits of linkedIds (method)"),
  );
  for (const list of ["symbols", "orderIds"])
    expect(passed).toContainEqual(
      expect.stringContaining(`listOrderDetails filters: ${list} of two items`),
    );
  expect(passed.length).toBeGreaterThan(500);
});
