// Every sample on every page, run against the mock exchange over HTTP: it prints the orders, exact to the
// last digit, and says what is wrong where something is. No key, secret or signature is ever printed.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { format, promisify } from "node:util";
import { createMockExchange, demoAccount } from "@open-orders/mock-exchange";
import type { MockExchangeOptions } from "@open-orders/mock-exchange";
import { isInt64 } from "@open-orders/specs/model";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { sourceLanguage } from "../src/languages.ts";
import { oneOfEachApi, operations, page } from "./builtSite.ts";
import type { PreparedSample } from "./runSample.ts";
import {
  baseUrlName,
  kinds,
  prepare,
  reason,
  sampleFolder,
  sampleIds,
  samples,
} from "./runSample.ts";

type Item = Record<string, unknown>;

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const folder = sampleFolder();
afterAll(() => rmSync(folder, { recursive: true }));

async function serve(api: string, options: MockExchangeOptions = {}) {
  const exchange = createMockExchange(options);
  const { url, close } = await exchange.listen();
  onTestFinished(close);
  return { ...exchange, env: { [baseUrlName(api)]: url } };
}

/** The described items, each id in them one that no double holds. */
function longIds({ operation: { item: schema, result } }: (typeof operations)[number]): Item[] {
  const ids = Object.entries(schema.properties ?? {})
    .filter(([, field]) => isInt64(field))
    .map(([name]) => name);
  return result.examples
    .flatMap(({ value }) => value as Item[])
    .map((item, index) => {
      const long = `83897654896809514${53 + index}`;
      const replaced = ids.filter((name) => typeof item[name] === "number");
      return Object.assign({}, item, ...replaced.map((name) => ({ [name]: long }))) as Item;
    });
}

/** What a program printed: values as Node shows them, or JSON, whose long numbers would lose digits here. */
const read = (output: string, items: Item[]): unknown =>
  output === `${format(items)}\n` ? items : JSON.parse(output.replaceAll(/: ?(\d{16,})/g, ':"$1"'));

test("every page has every sample", () => {
  const shown = samples.map(({ name, id }) => `${name}: ${id}`);
  expect(shown).toEqual(operations.flatMap(({ name }) => sampleIds.map((id) => `${name}: ${id}`)));
});

/** Only comments differ from language to language: those in the source language are run. */
const inSource = samples.filter(({ language }) => language === sourceLanguage);
/** The same code makes all of them, so what is the same for every call is tried with one call of each API. */
const ofEachApi = inSource.filter(({ address }) =>
  oneOfEachApi.some((one) => one.address === address),
);

test.each(samples)("$name, $id is the same in every language, comments aside", ({ id, ...one }) => {
  const twin = inSource.find(
    (other) => other.operation.path === one.operation.path && other.id === id,
  );
  const bare = (code = ""): string =>
    code.replaceAll(/^\s*(?:#|\/\/).*\n|\s+(?:#|\/\/) .*$/gm, "").replaceAll(/\n+/g, "\n");
  expect(bare(one.code)).toBe(bare(twin?.code));
});

/** In the folder, compiled where need be: the first program in Go waits for its library. */
const prepared = new Map<(typeof samples)[number], PreparedSample>();
beforeAll(async () => {
  for (const sample of inSource) {
    const name = `${sample.operation.id}-${sample.language}-${sample.id}`;
    if (kinds[sample.id].program) prepared.set(sample, await prepare(folder, name, sample));
  }
});

describe.each(inSource)("$name, $id", (sample) => {
  const { api, id, operation } = sample;

  test("prints the orders, exact to the last digit", async ({ skip }) => {
    const program = prepared.get(sample) ?? skip(reason(id));
    const items = longIds(sample);
    const orders = { [operation.id]: items };
    const { env, requests } = await serve(api, { accounts: [{ ...demoAccount, orders }] });
    const { code, output, errors } = await program.run(env);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(requests).toMatchObject([
      { path: operation.path, status: 200, operationId: operation.id },
    ]);
    const { timestamp, ...asked } = requests[0]?.parameters ?? {};
    expect(timestamp).toMatch(/^\d{13}$/);
    const wanted = items.filter((item) =>
      Object.entries(asked).every(([name, value]) => item[name] === value),
    );
    expect(wanted.length).toBeGreaterThan(0);
    expect(read(output, wanted)).toEqual(wanted);
  });
});

describe.each(ofEachApi)("$name, $id", (sample) => {
  const { api, id } = sample;

  test("says what the exchange rejected, and ends in failure", async ({ skip }) => {
    const program = prepared.get(sample) ?? skip(reason(id));
    const { env, requests } = await serve(api);
    const { code, output, errors } = await program.run({ ...env, BINANCE_API_SECRET: "wrong" });
    expect(code).toBeGreaterThan(0);
    expect(output + errors).toContain("-1022");
    expect(output + errors).toContain("Signature for this request is not valid.");
    expect(requests.map((request) => request.code)).toEqual([-1022]);
  });

  test("shows nothing secret where nothing listens", async ({ skip }) => {
    const program = prepared.get(sample) ?? skip(reason(id));
    const { url, close } = await createMockExchange().listen();
    await close();
    const { code, output, errors } = await program.run({ [baseUrlName(api)]: url });
    expect(code).toBeGreaterThan(0);
    expect(output).toBe("");
    expect(errors).toMatch(/refused|connect/i);
  });

  test.for(["BINANCE_API_KEY", "BINANCE_API_SECRET"])(
    "sends nothing without %s",
    async (name, { skip }) => {
      const program = prepared.get(sample) ?? skip(reason(id));
      const { env, requests } = await serve(api);
      const { code, errors } = await program.run({ ...env, [name]: undefined });
      expect(code).toBeGreaterThan(0);
      expect(errors).toMatch(/\bset\b|KeyError/);
      expect(requests).toEqual([]);
    },
  );
});

test("comments are in the language of the page", () => {
  for (const { id, language, code } of samples)
    expect([id, /\p{Script=Han}/u.test(code)]).toEqual([id, language === "zh-CN" && id !== "curl"]);
});

test.each(operations)("the response on the page of $name is the mock's own", async (operation) => {
  const shown = page(operation.address)("#sample-response")
    .parent()
    .nextAll()
    .find("pre")
    .first()
    .text();
  const curl = samples.find(({ name, id }) => name === operation.name && id === "curl");
  const { env } = await serve(operation.api);
  const { run } = await prepare(folder, "response", curl ?? { id: "curl", code: "" });
  expect(JSON.parse(shown)).toEqual(JSON.parse((await run(env)).output));
});

test("the strictest TypeScript accepts the samples", async () => {
  const strict = join(folder, "strict");
  mkdirSync(strict);
  symlinkSync(join(folder, "node_modules"), join(strict, "node_modules"));
  const config = {
    extends: join(repository, "tsconfig.base.json"),
    compilerOptions: { noEmit: true, typeRoots: [join(repository, "node_modules/@types")] },
  };
  writeFileSync(join(strict, "tsconfig.json"), JSON.stringify(config));
  const written = samples.filter(({ id }) => kinds[id].ending === "mts");
  for (const [index, { code }] of written.entries())
    writeFileSync(join(strict, `${index}.mts`), code);
  expect(written).toHaveLength(2 * operations.length);
  const tsc = join(repository, "node_modules/typescript/bin/tsc");
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, "--project", strict]);
  expect(stdout).toBe("");
});

test("gofmt has nothing to change", async ({ skip }) => {
  const gofmt = join(dirname(kinds.go.program ?? ""), "gofmt");
  skip(!existsSync(gofmt), reason("go"));
  for (const { id, code } of samples) {
    if (id !== "go") continue;
    const file = join(folder, "format.go");
    writeFileSync(file, code);
    await promisify(execFile)(gofmt, ["-w", file]);
    expect(readFileSync(file, "utf8")).toBe(code);
  }
});
