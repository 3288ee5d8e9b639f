// npm run mock as a process: it listens, passes its arguments and its exit code on, and Ctrl-C ends it. The build is
// played by a script in place of turbo, so that no test writes into the packages that others read.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

vi.setConfig({ testTimeout: 30_000 });

const here = import.meta.dirname;
let root: string;
let child: ChildProcess | undefined;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "open-orders-mock-"));
  await mkdir(join(root, "scripts"));
  await writeFile(join(root, "package.json"), '{ "type": "module" }');
  for (const name of ["mock.ts", "runBuilt.ts"])
    await cp(join(here, name), join(root, "scripts", name));
  await symlink(join(here, "../packages"), join(root, "packages"), "junction");
  await mkdir(join(root, "node_modules/turbo/bin"), { recursive: true });
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await rm(root, { recursive: true });
});

/** Runs it with a build that is this script; `heard` is told what it has printed so far. */
async function run(build: string, args: string[], heard: (output: string) => void = () => {}) {
  await writeFile(join(root, "node_modules/turbo/bin/turbo"), build);
  const started = spawn(process.execPath, [join(root, "scripts/mock.ts"), ...args]);
  child = started;
  let output = "";
  for (const stream of [started.stdout, started.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      heard(output);
    });
  const code = await new Promise<number | null>((resolve) => {
    started.once("close", resolve);
  });
  return { code, output };
}

test("it listens until Ctrl-C", async () => {
  let asked: Promise<number> | undefined;
  const { code, output } = await run('console.log("built");', ["--port", "0"], (printed) => {
    const url = /listens on (\S+)[^]*Ctrl-C/.exec(printed)?.[1];
    if (url === undefined || asked) return;
    asked = fetch(`${url}/_mock/faults`)
      .then(({ status }) => status)
      .finally(() => child?.kill("SIGINT"));
  });
  expect(await asked).toBe(200);
  expect(code).toBe(0);
  expect(output).not.toContain("built");
  expect(output).toMatch(/Stopped\.\n$/);
});

test("what cannot be used is told in one line, with exit code 2", async () => {
  const { code, output } = await run("", ["--prot", "1"]);
  expect({ code, output }).toEqual({ code: 2, output: "Unknown option '--prot'. See --help.\n" });
});

test("a build that fails is shown", async () => {
  const { code, output } = await run('console.log("mend this"); process.exitCode = 3;', []);
  expect({ code, output }).toEqual({
    code: 3,
    output: "mend this\n\nThe build failed, see above.\n",
  });
});
