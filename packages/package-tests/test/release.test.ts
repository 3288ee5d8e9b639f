// A release rehearsed from end to end (src/setup.ts): what was published, and that it installs and runs as the README
// says, with each package manager, against the mock exchange of the same release.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { publishedPackages } from "../../../scripts/release/packages.ts";
import { run } from "../../../scripts/run.ts";
import { installed, root } from "../src/places.ts";
import { makeProject, managers } from "../src/project.ts";
import { nodes } from "../src/runtimes.ts";

const consumer = inject("consumer");
const closedEnv = inject("closedEnv");
const { published, tags } = inject("released");
const orderLines = /^(?:\d+: (?:BUY|SELL) \S+ contracts at \S+\n)+$/;

/** What a program needs to call the mock exchange, and what stops that. */
let exchange: { env: NodeJS.ProcessEnv; stop: () => Promise<void> };

beforeAll(async () => {
  const file = join(consumer, "node_modules/.bin/open-orders-mock");
  const child = spawn(file, ["--port", "0"], { cwd: consumer, env: closedEnv });
  const closed = once(child, "close");
  let output = "";
  for await (const line of createInterface({ input: child.stdout })) {
    output += `${line}\n`;
    if (/Secret:/.test(line)) break;
  }
  const ready = /listens on (\S+)[^]*Key: +(\S+)\s+Secret: +(\S+)/;
  const [, url, key, secret] = ready.exec(output) ?? [];
  // Without an address the example would call the exchange itself.
  if (url === undefined) throw new Error(`open-orders-mock did not start: ${output}`);
  exchange = {
    env: { ...closedEnv, BASE_URL: url, BINANCE_API_KEY: key, BINANCE_API_SECRET: secret },
    async stop() {
      child.kill();
      await closed;
    },
  };
});
afterAll(() => exchange.stop());

it("publishes every package, and tags its version", () => {
  const names = publishedPackages(root).map(({ manifest }) => manifest.name);
  expect(published.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  expect(tags.toSorted()).toEqual(
    published.map(({ name, version }) => `${name}@${version}`).toSorted(),
  );
});

it("lists orders with the README's first call, over HTTP and in process", async () => {
  const example = (name: string) =>
    run(process.execPath, [`examples/${name}.ts`], { cwd: consumer, env: exchange.env });
  const orders = await example("firstCall");
  expect(orders).toMatch(orderLines);
  expect(await example("inProcess")).toBe(orders);
});

it("lists orders with the command", async () => {
  const file = join(consumer, "node_modules/.bin/open-orders");
  const host = `coin-m-futures=${exchange.env["BASE_URL"]}`;
  const args = ["list", "--account=coin-m-futures", `--base-url=${host}`, "--format=json"];
  const listed: unknown = JSON.parse(await run(file, args, { cwd: consumer, env: exchange.env }));
  expect(listed).toContainEqual(expect.objectContaining({ account: "coin-m-futures" }));
});

// One kind of checks: more of them would keep to the weight of a minute, and wait for the next.
it("passes its own contract tests", async () => {
  const file = join(consumer, "node_modules/.bin/open-orders-contract");
  const args = ["--target", exchange.env["BASE_URL"] ?? "", "--only", "schema: symbol"];
  expect(await run(file, args, { cwd: consumer, env: exchange.env })).toMatch(
    /^[1-9]\d* \w+, 0 (?:broken|failed)/m,
  );
});

it.each(nodes)("makes the guide's first call from an empty folder, on %s", async (label, node) => {
  const folder = await mkdtemp(join(tmpdir(), "open-orders-first-call-"));
  const on = (env: NodeJS.ProcessEnv) => ({
    ...env,
    PATH: [dirname(node), env["PATH"]].join(delimiter),
  });
  const commands = (name: string) =>
    readFile(join(root, "packages/docs/src/guides/code", `${name}.sh`), "utf8");
  try {
    await run("sh", ["-euc", await commands("newProject")], { cwd: folder, env: on(closedEnv) });
    const cwd = join(folder, "my-orders");
    // The registry of the rehearsal stands in for npm's.
    await copyFile(join(consumer, ".npmrc"), join(cwd, ".npmrc"));
    const install = ["install", "@open-orders/client", "--prefer-offline"];
    await run("npm", install, { cwd, env: on(inject("supplies").env) });
    await copyFile(join(root, "packages/client/examples/firstCall.ts"), join(cwd, "firstCall.mjs"));
    const call = (await commands("firstCall")).replace(
      "http://127.0.0.1:8787",
      exchange.env["BASE_URL"] ?? "",
    );
    const printed = await run("sh", ["-euc", `${call}\nnode --version`], {
      cwd,
      env: on(closedEnv),
    });
    const [orders = "", version] = printed.split(/^v/m);
    expect(orders).toMatch(orderLines);
    const everyList = "listBothAccounts";
    await copyFile(
      join(root, `packages/client/examples/${everyList}.ts`),
      join(cwd, `${everyList}.mjs`),
    );
    const all = await run(node, [`${everyList}.mjs`], { cwd, env: on(exchange.env) });
    expect(all).toMatch(/^portfolio-margin \S+ \d+: (?:BUY|SELL) /m);
    expect(all).toMatch(/^coin-m-futures \S+ \d+: (?:BUY|SELL) /m);
    expect(`Node ${version}`).toContain(label);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it.each(managers.filter((manager) => manager !== "pnpm"))(
  "installs and runs with %s",
  async (manager) => {
    const folder = await mkdtemp(join(tmpdir(), `open-orders-${manager}-`));
    try {
      await makeProject(folder, manager, inject("supplies"));
      const runtime =
        manager === "bun" ? join(installed, "node_modules/.bin/bun") : process.execPath;
      const args = ["examples/firstCall.ts"];
      const orders = await run(runtime, args, { cwd: folder, env: exchange.env });
      expect(orders).toMatch(orderLines);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
