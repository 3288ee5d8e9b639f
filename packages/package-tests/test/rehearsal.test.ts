// A release rehearsed from end to end, as `npm run release:rehearse` does it: all four packages, published to a registry
// on loopback and used by strangers. Here because it needs what this package installs, and would be in its way.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { root } from "../places.ts";

let folder: string;
let child: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "open-orders-rehearsal-test-"));
  for (const name of ["bin", "tmp"]) await mkdir(join(folder, name));
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

/**
 * The environment without the registries in it, which a rehearsal refuses; in a file of npm's they say where other
 * people's packages are read.
 */
async function withoutRegistries(): Promise<NodeJS.ProcessEnv> {
  const all = Object.entries(process.env);
  const registries = all.filter(([name]) => /^p?npm_config_registry$/i.test(name));
  const [[, registry] = []] = registries;
  if (registry === undefined) return process.env;
  const npmrc = join(folder, "npmrc");
  await writeFile(npmrc, `registry=${registry}\n`);
  const kept = all.filter((entry) => !registries.includes(entry));
  return { ...Object.fromEntries(kept), npm_config_globalconfig: npmrc };
}

/** Runs it with temporary files in a folder of its own. `heard` is told what it has printed so far. */
async function rehearse(args: string[], heard: (output: string, pid: number) => void = () => {}) {
  const started = spawn(process.execPath, [join(root, "scripts/release/rehearse.ts"), ...args], {
    env: {
      ...(await withoutRegistries()),
      PATH: [join(folder, "bin"), process.env["PATH"]].join(delimiter),
      TMPDIR: join(folder, "tmp"),
    },
  });
  child = started;
  let output = "";
  for (const stream of [started.stdout, started.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      heard(output, started.pid ?? 0);
    });
  const code = await new Promise<number | null>((resolve) => {
    started.once("close", resolve);
  });
  return { code, output, left: await readdir(join(folder, "tmp")) };
}

const git = (...args: string[]) => spawnSync("git", args, { cwd: root, encoding: "utf8" });
const hasGit = git("--version").status === 0;

it.skipIf(!hasGit)("keeps every promise, and leaves nothing behind", async () => {
  const tags = git("tag").stdout;
  const { code, output, left } = await rehearse([]);
  expect(output).not.toContain("BROKEN");
  expect({ code, left }).toEqual({ code: 0, left: [] });
  for (const name of ["cli", "client", "contract-tests", "mock-exchange", "specs"])
    expect(output).toMatch(new RegExp(`^@open-orders/${name} +\\d+\\.\\d+\\.\\d+ .* kB$`, "m"));
  const consumers = output.match(/^(?:npm|pnpm|bun) \d.*$/gm) ?? [];
  expect(consumers).toHaveLength(3);
  // Each package manager and each way of finding modules with each TypeScript.
  const cells = consumers.map((line) => line.match(/TypeScript [57]/g) ?? []);
  for (const pair of [...cells, ...[0, 1, 2].map((at) => cells.map((row) => row[at]))])
    expect(new Set(pair)).toEqual(new Set(["TypeScript 5", "TypeScript 7"]));
  expect(git("tag").stdout).toBe(tags);
});

describe.skipIf(!hasGit)("when it ends before its time", () => {
  /** Plays git: when versions are committed, with the registry open, this is run in its place. */
  async function playGit(lines: string): Promise<void> {
    const real = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
    const file = join(folder, "bin/git");
    const script = [
      "#!/bin/sh",
      'case "$*" in *"Version packages"*)',
      `  pwd > "${folder}/copy"`,
      lines,
      "esac",
      `exec "${real}" "$@"`,
    ];
    await writeFile(file, `${script.join("\n")}\n`);
    await chmod(file, 0o755);
  }

  async function expectNothingLeft(output: string, left: string[]): Promise<void> {
    const [, url = ""] = /started a registry on (\S+);/.exec(output) ?? [];
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    await expect(fetch(url)).rejects.toThrow("fetch failed");
    const copy = (await readFile(join(folder, "copy"), "utf8")).trim();
    expect(copy).toContain(root);
    expect(existsSync(copy)).toBe(false);
    expect(left).toEqual([]);
  }

  it("by a failure says which, and stops everything", async () => {
    await playGit('  echo "fatal: no room" >&2; exit 1;;');
    const { code, output, left } = await rehearse(["--only", "npm"]);
    expect(code).toBe(1);
    expect(output).toMatch(/\nfatal: no room\nEnded early\. Everything was stopped\.\n$/);
    await expectNothingLeft(output, left);
  });

  it("by Ctrl-C stops everything, what programs have started included", async () => {
    const portFile = join(folder, "port");
    const server = `require("net").createServer().listen(0, "127.0.0.1", function () {
      require("fs").writeFileSync(${JSON.stringify(portFile)}, String(this.address().port)); })`;
    await playGit(`  "${process.execPath}" --eval '${server}' & wait;;`);
    let waiting: NodeJS.Timeout | undefined;
    const { code, output, left } = await rehearse(["--only", "npm"], (_, pid) => {
      waiting ??= setInterval(() => {
        if (!existsSync(portFile)) return;
        clearInterval(waiting);
        // As from a terminal, where it comes from several sides.
        process.kill(pid, "SIGINT");
        process.kill(pid, "SIGINT");
      }, 100);
    });
    expect({ code, end: output.slice(-9) }).toEqual({ code: 130, end: "Stopped.\n" });
    await expectNothingLeft(output, left);
    const port = await readFile(portFile, "utf8");
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow("fetch failed");
  });
});

it.each([
  [["--only", "yarn"], '--only must be npm, pnpm, bun, not "yarn".\n'],
  [["--registry", "x"], "Unknown option '--registry'. See npm run release:rehearse -- --help.\n"],
])("cannot be run with %j", async (args, output) => {
  expect(await rehearse(args)).toEqual({ code: 1, output, left: [] });
});
