// `npm run doctor`: each thing that can be wrong with a machine has its line, and a machine on which nothing is
// installed gets its report without an install.
import { execFile, spawnSync } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import doctor from "../doctor.cjs";

const root = join(import.meta.dirname, "../..");

type Machine = typeof doctor.machine;
type Ended = ReturnType<Machine["run"]>;

const says = (out: string): Ended => ({ code: 0, out, errors: "" });
const { node, pnpm, turbo } = (await import("../../package.json", { with: { type: "json" } }))
  .default.devDependencies;
const versions: Record<string, string> = { npm: "11.0.0", node: `v${node}`, pnpm, turbo };

/** What a command prints on a machine that has everything. */
const runs = (command: string, [first]: string[]): Ended =>
  first === "--version" ? says(`${versions[command.split(/[\\/]/).at(-1) ?? ""]}\n`) : says("");

const healthy: Machine = {
  root: "/home/ann/my projects/öffen [orders]",
  nodeVersion: "24.21.0",
  run: runs,
  find: (name) => `/usr/bin/${name}`,
  freeBytes: () => 1e11,
  canWrite: () => true,
  installed: () => "whole",
  copies: () => 0,
  loopback: () => Promise.resolve(),
};

/** What is not all right on a machine that differs from a healthy one in this. */
async function complaints(difference: Partial<Machine>): Promise<string[]> {
  const findings = await doctor.examine({ ...healthy, ...difference });
  return findings.filter(({ kind }) => kind !== "ok").map(({ kind, line }) => `${kind}: ${line}`);
}

/** A healthy machine on which one command ends otherwise. */
const running = (part: string, ended: Partial<Ended>): Partial<Machine> => ({
  run: (command, args) =>
    [command, ...args].join(" ").includes(part)
      ? { code: 0, out: "", errors: "", ...ended }
      : runs(command, args),
});

test("a machine that has everything", async () => {
  expect(await complaints({})).toEqual([]);
});

test.each<[string, Partial<Machine>, string]>([
  [
    "an old Node",
    { nodeVersion: "18.20.8" },
    "wrong: This is Node 18.20.8: install Node 20 or newer.",
  ],
  ["no npm", running("npm --version", { code: undefined }), "wrong: npm does not run"],
  [
    "an old npm",
    running("npm --version", { out: "6.14.18\n" }),
    "wrong: This is npm 6.14.18: install npm 7",
  ],
  ["no git", { find: (name) => (name === "git" ? undefined : name) }, "note: git is not here"],
  ["no clone", running("ls-files", { code: 128 }), "note: This folder is no git repository"],
  [
    "line endings of Windows",
    running("ls-files", {
      out: "i/lf    w/crlf  attr/text=auto eol=lf \ta.ts\ni/lf    w/lf    attr/ \tb.ts\n",
    }),
    "wrong: 1 of the files end their lines as on Windows",
  ],
  [
    "a full disk",
    { freeBytes: () => 4e8 },
    "wrong: Only 0.4 GB free on this disk: make room, 0.5 GB are needed.",
  ],
  [
    "a folder of another user",
    { canWrite: (folder) => !folder.endsWith(".turbo") },
    "wrong: May not write in ",
  ],
  [
    "no place for npm's cache",
    { canWrite: (folder) => !folder.endsWith("npm") && !folder.endsWith("cache") },
    "wrong: May not write in ",
  ],
  [
    "no loopback",
    { loopback: () => Promise.reject(Object.assign(new Error("no"), { code: "EACCES" })) },
    "wrong: This machine can't call itself on 127.0.0.1 (EACCES)",
  ],
  [
    "no registry, but an install",
    running("npm ping", { code: 1, errors: "npm error code ENOTFOUND\n" }),
    "note: The npm registry can't be reached (ENOTFOUND)",
  ],
  [
    "a silent registry",
    running("npm ping", { code: undefined }),
    "note: The npm registry can't be reached (no response in 20 s)",
  ],
  [
    "a mirror without ping",
    running("npm ping", { code: 1, errors: "npm error code E404\n" }),
    "note: The npm registry does not support ping",
  ],
  [
    "an old install",
    { installed: () => "outdated" },
    "note: What is installed is not what the lock file names",
  ],
  [
    "a Node that was changed by hand",
    running(".bin", { out: "v1.0.0" }),
    `wrong: The installed node is not ${node}`,
  ],
  [
    "a turbo for another machine",
    running("turbo", { code: 1 }),
    `wrong: The installed turbo is not ${turbo}`,
  ],
  ["copies that tests left", { copies: () => 2 }, "note: 2 copies of the repository in .turbo"],
])("%s", async (_, difference, line) => {
  const [found = ""] = await complaints(difference);
  expect(found).toContain(line);
});

test.each(["it's", 'a"b', "a#b", "100%", "a?b", "a*b", "a\\b"])("a path with %s", async (name) => {
  const [found] = await complaints({ root: `/home/ann/${name}` });
  expect(found).toContain(`has a ${/[^\w]/.exec(name)?.[0]} in it`);
});

test("before an install more room is needed, and the registry", async () => {
  const difference = running("npm ping", { code: 1, errors: "connect ECONNREFUSED" });
  expect(
    await complaints({ ...difference, installed: () => "none", freeBytes: () => 2e9 }),
  ).toEqual([
    "wrong: Only 2.0 GB free on this disk: make room, 3.0 GB are needed.",
    expect.stringContaining("wrong: The npm registry can't be reached (ECONNREFUSED)"),
    "note: There is no finished install yet: `npm start` or `npm test` will do it.",
  ]);
});

test("programs that are missing: which tests fail, which are skipped, and what brings them", async () => {
  const lines = await complaints({ find: (name) => (name === "git" ? name : undefined) });
  expect(lines).toHaveLength(6);
  expect(lines).toContain(
    "wrong: curl is not here: the tests of every curl command fail. Debian package: curl.",
  );
  expect(lines).toContain(
    "note: Chromium is not here: the tests in a browser are skipped. Debian package: chromium-headless-shell.",
  );
});

test("the report counts, and has colours on a terminal only", () => {
  const findings = [
    { kind: "ok" as const, line: "Node" },
    { kind: "wrong" as const, line: "npm" },
  ];
  expect(doctor.report(findings, false)).toBe(
    "ok     Node\nwrong  npm\n\n1 thing is wrong: fix them from the top, then run this again.",
  );
  expect(doctor.report(findings.slice(0, 1), true)).toBe(
    "\u001B[32mok   \u001B[0m  Node\n\nNothing that is needed is missing.",
  );
});

describe("on this very machine", () => {
  test("the command says so by its exit code, whatever is missing", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/doctor.cjs"], {
      cwd: root,
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(stdout).toContain(`ok     Node ${process.versions.node}\n`);
    expect(stdout).toContain("ok     this machine can call itself on 127.0.0.1\n");
    expect(status).toBe(/^wrong/m.test(stdout) ? 1 : 0);
  });

  test("it needs nothing but three files, and installs nothing", async () => {
    const folder = await mkdtemp(join(tmpdir(), "open-orders-doctor-"));
    try {
      for (const file of ["doctor", "findProgram", "installation"])
        await cp(join(root, "scripts", `${file}.cjs`), join(folder, "scripts", `${file}.cjs`));
      const run = promisify(execFile)(process.execPath, [join(folder, "scripts/doctor.cjs")]);
      const { stdout } = await run.catch((error: { stdout: string }) => error);
      expect(stdout).toContain("note   There is no finished install yet");
      expect(stdout).toContain("note   This folder is no git repository");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
