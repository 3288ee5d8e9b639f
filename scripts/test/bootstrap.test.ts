// bootstrap.cjs, in a folder of its own: what it says before there is anything to run, how it
// installs, and that it passes arguments, signals and exit codes on. A script plays npx.
import { execFile, spawn } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ROOT } from "../installation.cjs";

/** What runs before anything is installed. */
const oldFiles = ["bootstrap.cjs", "doctor.cjs", "findProgram.cjs", "installation.cjs"];
const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
const usage = "node scripts/bootstrap.cjs start | test";

let root: string;

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(join(root, file, ".."), { recursive: true });
  await writeFile(join(root, file), text);
};

/** Puts a shell script on PATH under a name. */
const play = async (name: string, lines: string): Promise<void> => {
  await write(`bin/${name}`, `#!/bin/sh\n${lines}\n`);
  await chmod(join(root, "bin", name), 0o755);
};

/** What an install brings: the repository's own Node, and a folder in each package. */
const installs = `cd "$(dirname "$0")/.." && echo "$*" >> npx.log && mkdir -p one/node_modules`;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "open-orders-bootstrap-"));
  const scripts = {
    start: "node scripts/bootstrap.cjs start",
    test: "node scripts/bootstrap.cjs test",
    lint: "oxlint",
  };
  await write(
    "package.json",
    JSON.stringify({ scripts, devDependencies: { pnpm: "12.0.0" }, type: "module" }),
  );
  await write("pnpm-workspace.yaml", "packages:\n  - one\n\nsavePrefix: ''\n");
  await write("pnpm-lock.yaml", "lock\n");
  await write("one/package.json", "{}");
  await write("node_modules/node/package.json", '{ "bin": { "node": "bin/node" } }');
  await mkdir(join(root, "node_modules/node/bin"));
  await symlink(process.execPath, join(root, "node_modules/node/bin/node"));
  await write("scripts/start.ts", "console.log('started', ...process.argv.slice(2));");
  for (const file of oldFiles) await cp(join(ROOT, "scripts", file), join(root, "scripts", file));
});
afterEach(() => rm(root, { recursive: true }));

interface Ended {
  code: number | string | null;
  out: string;
  errors: string;
}

/** Runs it. `preload` is code that runs before it; `onText` sees all that is printed so far. */
async function open(
  args: string[],
  { preload = "", onText }: { preload?: string; onText?: (out: string, pid: number) => void } = {},
): Promise<Ended> {
  await write("preload.cjs", preload);
  const PATH = [join(root, "bin"), process.env["PATH"]].join(delimiter);
  const child = spawn(
    process.execPath,
    ["--require", join(root, "preload.cjs"), join(root, "scripts/bootstrap.cjs"), ...args],
    { env: { ...process.env, PATH } },
  );
  const ended: Ended = { code: null, out: "", errors: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    ended.out += text;
    onText?.(ended.out, child.pid ?? 0);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    ended.errors += text;
  });
  ended.code = await new Promise((resolve) => {
    child.once("close", (code, signal) => resolve(code ?? signal));
  });
  return ended;
}

const asNode = (version: string) =>
  `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });`;

describe("before anything is installed, one line says", () => {
  test.each(["18.20.8", "16.0.0", "4.9.1"])("that Node %s is too old", async (version) => {
    expect(await open(["start"], { preload: asNode(version) })).toEqual({
      code: 1,
      out: "",
      errors: `This is Node ${version}: install Node 20 or newer, then run the same command again.\n`,
    });
  });

  test("that tools cannot read the path", async () => {
    const folder = join(root, "a#b");
    await cp(join(root, "scripts"), join(folder, "scripts"), { recursive: true });
    const run = promisify(execFile)(process.execPath, [join(folder, "scripts/bootstrap.cjs")]);
    await expect(run).rejects.toMatchObject({
      code: 1,
      stderr: `The path of this folder has a # in it, which tools of the build cannot read: rename or move ${folder}, then run the same command again.\n`,
    });
  });

  test.each([
    [[], `Name a task: ${usage}\n`],
    [["strat"], `There is no task strat: ${usage}\n`],
    [["lint"], `There is no task lint: ${usage}\n`],
    [["../evil"], `There is no task ../evil: ${usage}\n`],
  ])("which tasks there are: %j", async (args, errors) => {
    expect(await open(args)).toEqual({ code: 1, out: "", errors });
  });
});

test("an old Node can read what runs first: nothing in it is newer than ES2019", async () => {
  const emit = async (target: string): Promise<string[]> => {
    const outDir = join(root, target);
    const options =
      "--allowJs --skipLibCheck --types  --module nodenext --noCheck --ignoreConfig".split(" ");
    const args = [tsc, ...oldFiles.map((file) => join(ROOT, "scripts", file)), ...options];
    // It complains about what it does not know of Node, and writes all the same.
    await promisify(execFile)(process.execPath, [...args, "--target", target, "--outDir", outDir], {
      cwd: root,
    });
    return Promise.all(oldFiles.map((file) => readFile(join(outDir, file), "utf8")));
  };
  expect(await emit("es2019")).toEqual(await emit("esnext"));
});

describe.skipIf(process.platform === "win32")("the install", () => {
  test("runs the pnpm that package.json names, then the task with its arguments", async () => {
    await play("npx", installs);
    const { code, out, errors } = await open(["start", "--once", "a b"]);
    expect([code, errors]).toEqual([0, ""]);
    expect(out).toMatch(/^Installing .*\nInstalled in \d+ s\.\nstarted --once a b\n$/);
    expect(await readFile(join(root, "npx.log"), "utf8")).toMatch(
      /--package=pnpm@12\.0\.0 --call=pnpm install --frozen-lockfile\n$/,
    );
  });

  test.each([
    ["package.json", '{"scripts":{"start":"bootstrap.cjs start"},"devDependencies":{"pnpm":"1"}}'],
    ["one/package.json", '{ "version": "1.0.0" }'],
    ["pnpm-lock.yaml", "another lock\n"],
    ["pnpm-workspace.yaml", "packages:\n  - one\n"],
  ])("runs again only when what it is made from has changed: %s", async (file, text) => {
    await play("npx", installs);
    await open(["start"]);
    expect((await open(["start"])).out).toBe("started\n");
    await write(file, text);
    expect((await open(["start"])).out).toMatch(/^Installing /);
  });

  test("that did not end well is not taken for done", async () => {
    await play("npx", `${installs}; exit 1`);
    await open(["start"]);
    await play("npx", installs);
    expect((await open(["start"])).out).toMatch(/^Installing [^]*started\n$/);
  });

  test.each(["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT"])(
    "without the registry (%s) ends in one line",
    async (reason) => {
      await play("npx", `echo "npm error code ${reason}" >&2; echo "npm error a lot more"; exit 1`);
      const { code, out, errors } = await open(["start"]);
      expect(code).toBe(1);
      expect(out).toMatch(/^Installing .*\n$/);
      expect(errors).toBe(
        `The npm registry can't be reached (${reason}): check the network and npm's proxy and registry settings, then run the same command again.\n`,
      );
    },
  );

  test("that stays silent is ended once the registry is known to be away", async () => {
    await play("npx", "sleep 30");
    await play("npm", `echo "npm error code ENOTFOUND" >&2; exit 1`);
    // Time runs a hundred times as fast.
    const preload = "const real = setInterval; setInterval = (run, ms) => real(run, ms / 100);";
    const { code, errors } = await open(["start"], { preload });
    expect(code).toBe(1);
    expect(errors).toMatch(/^The npm registry can't be reached \(ENOTFOUND\): .*\n$/);
  });

  test("that fails for another reason shows what it printed, and one line", async () => {
    await play("npx", `echo "ERR_PNPM_OUTDATED_LOCKFILE"; echo "more of it" >&2; exit 1`);
    const ended = await open(["start"]);
    expect(ended).toEqual({
      code: 1,
      out: expect.stringMatching(/^Installing .*\n$/),
      errors: expect.stringMatching(
        /\nThe install failed, see above: fix what it names, then run the same command again\.\n$/,
      ),
    });
    expect(ended.errors).toContain("ERR_PNPM_OUTDATED_LOCKFILE\n");
    expect(ended.errors).toContain("more of it\n");
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("ends on %s, with all that it started", async (signal, expected) => {
    // A warning of a passing failure is no reason to speak of the registry. What runs in the background of a
    // shell does not hear a SIGINT.
    const beats = `while :; do echo beat >> "$0.log"; echo "Progress: a beat"; sleep 0.02; done & wait`;
    await play("npx", `echo "WARN ECONNRESET, will retry"; ${beats}`);
    let sent = false;
    const onText = (out: string, pid: number): void => {
      if (sent || !out.includes("Progress: a beat")) return;
      sent = true;
      process.kill(pid, signal);
    };
    expect(await open(["start"], { onText })).toEqual({
      code: expected,
      out: expect.stringMatching(/^Installing .*\n {2}Progress: a beat\n/),
      errors: "",
    });
    const log = await readFile(join(root, "bin/npx.log"), "utf8");
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
    expect(await readFile(join(root, "bin/npx.log"), "utf8")).toBe(log);
  });
});

describe.skipIf(process.platform === "win32")("the task", () => {
  beforeEach(() => play("npx", installs));

  test("passes its exit code on", async () => {
    await write("scripts/start.ts", "process.exitCode = 7;");
    expect((await open(["start"])).code).toBe(7);
  });

  test("is found in a folder by a colon in its name", async () => {
    const scripts = { "one:two": "node scripts/bootstrap.cjs one:two" };
    const devDependencies = { pnpm: "12.0.0" };
    await write("package.json", JSON.stringify({ scripts, devDependencies, type: "module" }));
    await write("scripts/one/two.ts", "console.log('two of one');");
    expect((await open(["one:two"])).out).toMatch(/\ntwo of one\n$/);
  });

  test("is a task of turbo where no script has its name", async () => {
    await write("node_modules/turbo/bin/turbo", "console.log('turbo', ...process.argv.slice(2));");
    expect((await open(["test", "--force"])).out).toMatch(/\nturbo run test --force\n$/);
  });

  test("runs with the repository's tools first on PATH, and none of them reports on its use", async () => {
    const names = [
      "PATH",
      "TURBO_TELEMETRY_DISABLED",
      "ASTRO_TELEMETRY_DISABLED",
      "REDOCLY_TELEMETRY",
    ];
    await write(
      "scripts/start.ts",
      `for (const name of ${JSON.stringify(names)}) console.log(process.env[name]);`,
    );
    const [path, ...others] = (await open(["start"])).out.trim().split("\n").slice(-4);
    expect(path?.split(delimiter)[0]).toBe(join(root, "node_modules/.bin"));
    expect(others).toEqual(["1", "1", "off"]);
  });

  test.each(["SIGINT", "SIGTERM"] as const)("gets %s, and decides how it ends", async (signal) => {
    await write(
      "scripts/start.ts",
      `process.on("${signal}", () => { console.log("bye"); process.exit(0); });
       console.log("ready"); setTimeout(() => {}, 600_000);`,
    );
    let sent = false;
    const onText = (out: string, pid: number): void => {
      if (sent || !out.includes("ready")) return;
      sent = true;
      process.kill(pid, signal);
    };
    const { code, out } = await open(["start"], { onText });
    expect(code).toBe(0);
    expect(out).toMatch(/\nready\nbye\n$/);
  });

  test("is stopped when the shell that started it dies", async () => {
    await write(
      "scripts/start.ts",
      `import { writeFileSync } from "node:fs";
       const leave = (word) => writeFileSync(process.argv[2], word);
       process.on("SIGTERM", () => { leave("bye"); process.exit(0); });
       leave("ready"); setTimeout(() => {}, 600_000);`,
    );
    const note = join(root, "note");
    const read = () => readFile(note, "utf8").catch(() => "");
    // The second command keeps the shell from becoming the first.
    const command = `"${process.execPath}" "${join(root, "scripts/bootstrap.cjs")}" start "${note}"; true`;
    const PATH = [join(root, "bin"), process.env["PATH"]].join(delimiter);
    const shell = spawn("/bin/sh", ["-c", command], { env: { ...process.env, PATH } });
    await expect.poll(read).toBe("ready");
    shell.kill("SIGKILL");
    await expect.poll(read).toBe("bye");
  });
});
