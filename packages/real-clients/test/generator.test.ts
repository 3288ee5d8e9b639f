// A generator of other people's, run on the descriptions as they are published: what it writes compiles, and asks for
// what the exchange asks for.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, expect, it } from "vitest";
import { find } from "../installed.ts";

const run = promisify(execFile);
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "open-orders-generator-"));
  const generator = join(dirname(find("@hey-api/openapi-ts/package.json")), "bin/run.js");
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  for (const api of ["coin-m-futures", "portfolio-margin"]) {
    const description = fileURLToPath(import.meta.resolve(`@open-orders/specs/${api}.en.json`));
    const options = ["--input", description, "--output", join(folder, api)];
    await run(process.execPath, [generator, ...options, "--silent", "--no-log-file"]);
  }
  return async () => rm(folder, { recursive: true });
});

const program = `
import { listOpenOrders } from "./coin-m-futures/index.js";
import { listMarginOpenOrders } from "./portfolio-margin/index.js";

const query = { symbol: "BTCUSD_PERP", timestamp: Date.now() };
const { data = [], error } = await listOpenOrders({ query, auth: () => "key" });
export const texts: string[] = data.flatMap(({ symbol, price, pair }) => [symbol, price, pair]);
export const times: number[] = data.map(({ time }) => time);
export const trailing: (string | undefined)[] = data.map(({ activatePrice }) => activatePrice);
export const code: number | undefined = typeof error === "object" ? error.code : undefined;
export const margin = await listMarginOpenOrders({ query });
// What must not compile, one line each.
await listOpenOrders({ query: {} });
await listOpenOrders({ query: { timestamp: 1, signature: "a" } });
export const prices: number[] = data.map(({ price }) => price);
`;

/** The compiler's errors about the program beside the generated code. */
async function compile(): Promise<string> {
  await writeFile(join(folder, "program.mts"), program);
  const options = ["--noEmit", "--strict", "--target", "es2023", "--module", "nodenext"];
  const lib = ["--lib", "es2023,dom,dom.iterable", "program.mts"];
  const compiler = find("typescript/bin/tsc");
  const compiled = run(process.execPath, [compiler, ...options, ...lib], { cwd: folder });
  return compiled.then(
    () => "",
    (error: unknown) => String((error as { stdout?: string }).stdout ?? error),
  );
}

it("what it writes compiles: the timestamp is mandatory, the signature is no parameter, a price is a string", async () => {
  const errors = (await compile()).match(/^.*error.*$/gmu) ?? [];
  expect(errors).toEqual([
    expect.stringMatching(/'timestamp' is missing/u),
    expect.stringMatching(/'signature' does not exist/u),
    expect.stringMatching(/'string\[\]' is not assignable to type 'number\[\]'/u),
  ]);
});
