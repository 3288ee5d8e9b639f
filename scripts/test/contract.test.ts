// npm run contract as a process: arguments, keys and exit codes pass through, and its reports stand where it is run.
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createBuiltCommand } from "./builtCommand.ts";
import type { BuiltCommand } from "./builtCommand.ts";

let contract: BuiltCommand;
beforeEach(async () => {
  contract = await createBuiltCommand("contract");
});
afterEach(async () => contract.remove());

// The package's own tests run every check.
test("checks pass on the mock in process, and the reports are written", async () => {
  const { code, output } = await contract.run(["--only", "schema: symbol"]);
  expect(output).toMatch(/^Target: mock in process\.\n/);
  expect(output).toMatch(/, 0 failed, 0 skipped/);
  expect(code).toBe(0);
  expect(await readdir(join(contract.root, "reports/contract"))).toContain("contract.junit.xml");
});

test("what it cannot do is one line, and 2", async () => {
  expect(await contract.run(["--replay", "nowhere"])).toEqual({
    code: 2,
    output: "--replay nowhere: cannot be read (ENOENT).\n",
  });
});

test("keys come from the environment, and nobody at the target is one line, and 2", async () => {
  const env = { BINANCE_API_KEY: "k".repeat(64), BINANCE_API_SECRET: "s".repeat(64) };
  const only = ["--only", "client: factory"];
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  const target = `http://127.0.0.1:${port}`;
  const { code, output } = await contract.run(["--target", target, ...only], { env });
  expect(code).toBe(2);
  expect(output.trimEnd().split("\n").at(-1)).toMatch(
    /^\S+ cannot be reached at http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\); start it, or correct --target\.$/,
  );
});
