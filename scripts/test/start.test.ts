// npm start as a process: what it prints, how it ends, and that Ctrl-C ends it at any time. The build is
// played by a script in place of turbo, so that no test writes into the packages that others read.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMockExchange } from "@open-orders/mock-exchange";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const here = join(import.meta.dirname, "..");
const sources = ["command", "start", "startRun", "startOptions"];
const builds = {
  cached: `console.log("@open-orders/client:build: cache hit, replaying logs 1\\n@open-orders/docs:build: cache miss, executing 2");`,
  // As turbo prints it.
  broken: `console.log(\`
   • turbo 2.11.11

@open-orders/generate:build: cache hit, suppressing logs 3
@open-orders/specs:generate: cache miss, executing 4
@open-orders/docs:build: cache miss, executing 5
@open-orders/docs:build: what went well
@open-orders/specs:generate: $ node cli.ts bundle
@open-orders/specs:generate: specs/a.yaml: fix this
@open-orders/specs:generate: [ELIFECYCLE] Command failed with exit code 1.
@open-orders/specs#generate:  ERROR  command (/specs) pnpm run generate exited (1)

 Tasks:    1 successful, 3 total
Failed:    @open-orders/specs#generate\`); process.exitCode = 1;`,
  endless: `console.log("@open-orders/docs:build: cache miss, executing 4"); setTimeout(() => {}, 600_000);`,
};

let root: string;
let child: ChildProcess | undefined;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "open-orders-start-"));
  await mkdir(join(root, "scripts"));
  await writeFile(join(root, "package.json"), '{ "type": "module" }');
  for (const name of sources) await cp(join(here, `${name}.ts`), join(root, `scripts/${name}.ts`));
  await symlink(join(here, "node_modules"), join(root, "scripts/node_modules"), "junction");
  await symlink(join(here, "../packages"), join(root, "packages"), "junction");
  await mkdir(join(root, "node_modules/turbo/bin"), { recursive: true });
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await rm(root, { recursive: true });
});

/** Starts it, with what it has printed so far and how it ends. */
async function start(build: keyof typeof builds, args: string[] = [], env: NodeJS.ProcessEnv = {}) {
  await writeFile(join(root, "node_modules/turbo/bin/turbo"), builds[build]);
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith("BINANCE_"));
  const run = spawn(process.execPath, [join(root, "scripts/start.ts"), ...args], {
    env: { ...Object.fromEntries(others), ...env },
  });
  child = run;
  const printed = { all: "", errors: "" };
  run.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed.all += text;
  });
  run.stderr.setEncoding("utf8").on("data", (text: string) => {
    printed.all += text;
    printed.errors += text;
  });
  const end = new Promise<number | string | null>((resolve) => {
    run.once("close", (code, signal) => resolve(code ?? signal));
  });
  const until = async (text: string): Promise<void> => {
    await expect.poll(() => printed.all, { interval: 20 }).toContain(text);
  };
  return { run, printed, end, until };
}

test("--once shows everything and ends by itself", async () => {
  const { printed, end } = await start("cached", ["--once"]);
  expect(await end).toBe(0);
  expect(printed.errors).toBe("");
  expect(printed.all).toMatch(/^Generating and building\.\n/);
  expect(printed.all).toContain("  @open-orders/client:build is up to date\n");
  expect(printed.all).toContain("  @open-orders/docs:build …\n");
  expect(printed.all).toMatch(/^Built in \d+\.\d s\.$/m);
  // In each account's lists stands an id that no JavaScript number holds.
  expect(printed.all).toMatch(/^portfolio-margin .* 9000000000000000001$/m);
  expect(printed.all).toMatch(/^coin-m-futures .* 9000000000000000001$/m);
  expect(printed.all).toMatch(/coin-m-futures: weight [1-9]\d* of 2400/);
  expect(printed.all).not.toContain("Ctrl-C");
});

test("--help builds nothing", async () => {
  const { printed, end } = await start("broken", ["--help"]);
  expect(await end).toBe(0);
  expect(printed.all).toMatch(/^npm start \[-- options\]\n/);
});

test("a closed pipe ends it without a stack", async () => {
  const { run, printed, end, until } = await start("cached");
  await until("Generating");
  run.stdout.destroy();
  expect(await end).toBe(130);
  expect(printed.errors).toBe("");
});

describe.each(["SIGINT", "SIGTERM"] as const)("%s", (signal) => {
  test("ends it once it runs, and both ports are closed", async () => {
    const { run, printed, end, until } = await start("cached");
    await until("Ctrl-C ends it.");
    const urls = printed.all.match(/http:\/\/127\.0\.0\.1:\d+/g) ?? [];
    expect(new Set(urls).size).toBe(2);
    for (const url of urls) await fetch(url);
    // As a terminal does: to the whole group, and again from npm and from bootstrap.cjs.
    for (let time = 0; time < 3; time += 1) run.kill(signal);
    expect(await end).toBe(0);
    expect(printed.errors).toBe("");
    expect(printed.all).toMatch(/Ctrl-C ends it\.\nStopped\.\n$/);
    for (const url of urls) await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  test("during the build ends the build too", async () => {
    const { run, printed, end, until } = await start("endless");
    await until("@open-orders/docs:build …");
    for (let time = 0; time < 3; time += 1) run.kill(signal);
    // It ends only when the build has closed its output.
    expect(await end).toBe(130);
    expect(printed.errors).toBe("");
    expect(printed.all).toMatch(/docs:build …\nStopped\.\n$/);
  });

  test("during a call ends the call", async () => {
    const account = { apiKey: "k".repeat(64), secret: "s".repeat(64) };
    const faults = [{ hang: "before" as const, times: Infinity }];
    const exchange = createMockExchange({ accounts: [account], faults });
    const remote = await exchange.listen();
    const { run, printed, end } = await start("cached", ["--live"], {
      BINANCE_API_KEY: account.apiKey,
      BINANCE_API_SECRET: account.secret,
      BINANCE_PORTFOLIO_MARGIN_URL: remote.url,
      BINANCE_COIN_M_FUTURES_URL: remote.url,
    });
    await expect.poll(() => exchange.requests.length).toBeGreaterThan(0);
    run.kill(signal);
    expect(await end).toBe(130);
    expect(printed.errors).toBe("");
    expect(printed.all).toMatch(/\nStopped\.\n$/);
    await remote.close();
  });
});

describe("one line says what to do about", () => {
  const secret = "s3cr3t".repeat(10);
  const key = "k3y".repeat(20);

  test("a missing key, before anything is built", async () => {
    const { printed, end } = await start("broken", ["--live"], { BINANCE_API_SECRET: secret });
    expect(await end).toBe(1);
    expect(printed.all).toMatch(/^--live needs BINANCE_API_KEY in the environment: .*\n$/);
    expect(printed.all).not.toContain(secret);
  });

  test("a flag that is not known", async () => {
    const { printed, end } = await start("broken", ["--prot", "80"]);
    expect(await end).toBe(1);
    expect(printed.all).toBe("Unknown option '--prot'. See npm start -- --help.\n");
  });

  test.each(["once", "live"])("--%s without the dashes that npm needs before it", async (name) => {
    const { printed, end } = await start("broken", [], { [`npm_config_${name}`]: "true" });
    expect(await end).toBe(1);
    expect(printed.all).toBe(
      `npm kept --${name} for itself: npm start -- --${name} hands it on.\n`,
    );
  });

  test("a port that is taken", async () => {
    const other = await createMockExchange().listen();
    const { printed, end } = await start("cached", ["--port", String(other.port)]);
    expect(await end).toBe(1);
    expect(printed.errors).toMatch(/^Port \d+ for the mock exchange is taken: .* --port,.*\n$/);
    await other.close();
  });

  test("a build that fails, after what it printed", async () => {
    const { printed, end } = await start("broken");
    expect(await end).toBe(1);
    expect(printed.errors).toMatch(
      /^specs\/a\.yaml: fix this\nThe build failed, see above: .*npm start again\.\n$/,
    );
    expect(printed.all).not.toContain("Mock exchange");
  });

  test("an error response of the exchange, without the key and the secret", async () => {
    const remote = await createMockExchange({
      accounts: [{ apiKey: key, secret: "another" }],
    }).listen();
    const { printed, end } = await start("cached", ["--live", "--once"], {
      BINANCE_API_KEY: key,
      BINANCE_API_SECRET: secret,
      BINANCE_PORTFOLIO_MARGIN_URL: remote.url,
      BINANCE_COIN_M_FUTURES_URL: remote.url,
    });
    expect(await end).toBe(1);
    const line = /^\S+ could not be read\. GET .* code -1022 INVALID_SIGNATURE: .*$/gm;
    expect(printed.errors.match(line)).toHaveLength(2);
    for (const hidden of [key, secret, "signature="]) expect(printed.all).not.toContain(hidden);
    await remote.close();
  });
});
