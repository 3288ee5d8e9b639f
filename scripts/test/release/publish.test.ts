// npm run release:pack and release:publish as processes: only what keeps the promises is published, and only where it
// may be. Scripts play the tools.
import { execFile } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ROOT } from "../../installation.cjs";

let root: string;

const write = (file: string, text: string) => writeFile(join(root, file), text);
const manifest = { name: "@open-orders/one", version: "1.0.0", files: ["dist"] };

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "open-orders-publish-"));
  for (const name of ["bin", "one/dist", "package/dist"])
    await mkdir(join(root, name), { recursive: true });
  for (const name of ["command.ts", "installation.cjs", "release", "table.ts"])
    await cp(join(ROOT, "scripts", name), join(root, "scripts", name), { recursive: true });
  await write("package.json", '{ "type": "module", "private": true }');
  await write("pnpm-workspace.yaml", "packages:\n  - one\n");
  await write("LICENSE", "MIT");
  await write("package/LICENSE", "MIT");
  for (const folder of ["one", "package"]) {
    await write(`${folder}/package.json`, JSON.stringify(manifest));
    await write(`${folder}/README.md`, "# One");
    await write(`${folder}/dist/data.json`, "{}");
    await write(`${folder}/dist/index.d.ts`, "");
  }
  const log = 'echo "$(basename "$0") $(basename "$1")" >> "$ROOT/log"';
  const pack =
    '[ "$1" = pack ] && mkdir -p "$3/packages" && tar -czf "$3/packages/one.tgz" package';
  const tools = { turbo: log, changeset: `${log}\n${pack}\ntrue`, publint: log, attw: log };
  for (const [name, lines] of Object.entries(tools)) {
    await write(`bin/${name}`, `#!/bin/sh\ncd "$ROOT"\n${lines}\n`);
    await chmod(join(root, "bin", name), 0o755);
  }
});
afterEach(() => rm(root, { recursive: true }));

/** Runs one of them; the log is of all that ran so far. */
async function run(script: "pack" | "publish", env: NodeJS.ProcessEnv = {}) {
  const PATH = [join(root, "bin"), process.env["PATH"]].join(delimiter);
  const file = join(root, `scripts/release/${script}.ts`);
  const ended = await promisify(execFile)(process.execPath, [file], {
    env: { PATH, ROOT: root, HOME: join(root, "home"), ...env },
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  const log = await readFile(join(root, "log"), "utf8").catch(() => "");
  return { ...ended, log: log.trim().split("\n").filter(Boolean) };
}

/** What release:pack runs. */
const packing = ["turbo run", "changeset pack", "publint one.tgz", "attw one.tgz"];
const onLoopback = { pnpm_config_registry: "http://127.0.0.1:4873/" };
const inTheWorkflow = { ACTIONS_ID_TOKEN_REQUEST_URL: "https://token.example/" };

test.each([
  ["anywhere else", {}],
  ["with another registry named", { pnpm_config_registry: "https://registry.example/" }],
])("nothing is published %s", async (_, env) => {
  await run("pack");
  const { code, stdout, stderr, log } = await run("publish", env);
  expect({ code, stdout, log }).toEqual({
    code: 1,
    stdout: "",
    log: packing,
  });
  expect(stderr).toMatch(/^Only the release workflow publishes, .* npm run release:rehearse .*\n$/);
});

test.each([
  ["to this machine", onLoopback],
  ["in the release workflow", inTheWorkflow],
])("what was checked is published %s", async (_, env) => {
  const { code, stdout } = await run("pack", env);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^@open-orders\/one +1\.0\.0 +5 +0\.\d kB +0\.1 kB$/m);
  expect(await run("publish", env)).toMatchObject({
    code: 0,
    log: [...packing, "changeset publish"],
  });
});

test("what was stopped before it was checked cannot be published", async () => {
  await run("pack");
  await write("bin/publint", "#!/bin/sh\nkill -9 $PPID\n");
  expect((await run("pack")).code).not.toBe(0);
  expect(await run("publish", inTheWorkflow)).toMatchObject({
    code: 1,
    stderr: "There is nothing in reports/release to publish: npm run release:pack first.\n",
  });
});

test("what breaks a promise cannot be published", async () => {
  await write("package/dist/data.json", `{ "at": "${root}" }`);
  await rm(join(root, "package/LICENSE"));
  const { code, stderr } = await run("pack");
  expect(code).toBe(1);
  expect(stderr.split("\n")).toEqual([
    "FAILED @open-orders/one: LICENSE is missing",
    "FAILED @open-orders/one: dist/data.json is not what lies in the repository",
    "FAILED @open-orders/one: dist/data.json holds a folder or a registry of this machine",
    // The folder of temporary files is one on most machines.
    ...(/^\/(?:home|Users|root|tmp|work)\//.test(root)
      ? ["FAILED @open-orders/one: dist/data.json holds a path of a machine"]
      : []),
    "",
  ]);
  expect(await run("publish", inTheWorkflow)).toMatchObject({
    code: 1,
    stderr: "There is nothing in reports/release to publish: npm run release:pack first.\n",
    log: packing,
  });
});

test.each(["turbo", "changeset", "publint", "attw"])(
  "nothing can be published when %s fails",
  async (name) => {
    await write(`bin/${name}`, "#!/bin/sh\nexit 3\n");
    expect((await run("pack")).code).toBe(3);
    expect((await run("publish", inTheWorkflow)).code).toBe(1);
  },
);
