// npm run contract as a process: arguments, keys and exit codes pass through, and its reports stand where it is run.
// The build is played by a script in place of turbo, so that no test writes into the packages that others read.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

vi.setConfig({ testTimeout: 30_000 });

const here = import.meta.dirname;
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "open-orders-contract-"));
  await mkdir(join(root, "scripts"));
  await writeFile(join(root, "package.json"), '{ "type": "module" }');
  for (const name of ["contract.ts", "runBuilt.ts"])
    await cp(join(here, name), join(root, "scripts", name));
  await symlink(join(here, "../packages"), join(root, "packages"), "junction");
  await mkdir(join(root, "node_modules/turbo/bin"), { recursive: true });
});
afterEach(async () => rm(root, { recursive: true }));

/** Runs it with a build that is this script, without keys but for those given. */
async function run(build: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  await writeFile(join(root, "node_modules/turbo/bin/turbo"), build);
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith("BINANCE_"));
  const started = spawn(process.execPath, [join(root, "scripts/contract.ts"), ...args], {
    cwd: root,
    env: { ...Object.fromEntries(others), ...env },
  });
  let output = "";
  for (const stream of [started.stdout, started.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  const code = await new Promise<number | null>((resolve) => {
    started.once("close", resolve);
  });
  return { code, output };
}

test("every promise is kept by the mock in process, within 20 seconds", async () => {
  const started = performance.now();
  const { code, output } = await run('console.log("built");', []);
  expect(performance.now() - started).toBeLessThan(20_000);
  expect(output).toMatch(/^Target: mock in process\.\n/);
  expect(output).toMatch(/, 0 broken, 0 skipped/);
  expect(code).toBe(0);
  expect(await readdir(join(root, "reports/contract"))).toContain("contract.junit.xml");
});

test("what it cannot do is one line, and 2", async () => {
  expect(await run("", ["--replay", "nowhere"])).toEqual({
    code: 2,
    output: "--replay nowhere: cannot be read (ENOENT).\n",
  });
});

test("keys come from the environment, and nobody at the target is one line, and 2", async () => {
  const keys = { BINANCE_API_KEY: "k".repeat(64), BINANCE_API_SECRET: "s".repeat(64) };
  const only = ["--only", "client: factory"];
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  const { code, output } = await run("", ["--target", `http://127.0.0.1:${port}`, ...only], keys);
  expect(code).toBe(2);
  expect(output.trimEnd().split("\n").at(-1)).toMatch(
    /^\S+ cannot be reached at http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\); start it, or mend --target\.$/,
  );
});

test("a build that fails is shown, and nothing is run", async () => {
  const { code, output } = await run('console.log("mend this"); process.exitCode = 3;', []);
  expect(code).toBe(3);
  expect(output).toBe("mend this\n\nThe build failed, see above.\n");
});
