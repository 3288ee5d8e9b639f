// The built command as a process: signals, closed pipes, and a terminal.
import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serve } from "./accounts.ts";

const cli = join(import.meta.dirname, "../dist/cli.js");
const hasPython = spawnSync("python3", ["-c", "import pty"]).status === 0;
let served: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  served = await serve([], { simulate: true });
});
afterAll(() => served.close());

/** Starts the command, and gives what it wrote, its exit code and its signal when it has ended. */
function start(args: readonly string[], program = process.execPath, before: string[] = []) {
  const env = { ...process.env, ...served.env, NO_COLOR: "1", LC_ALL: "C.UTF-8" };
  const child = spawn(program, [...before, cli, ...args, ...served.hosts], { env });
  const outcome = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => (outcome.out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (outcome.err += chunk.toString()));
  const ended = once(child, "close").then(([code, signal]) => ({ ...outcome, code, signal }));
  const seen = async (pattern: RegExp): Promise<void> => {
    while (!pattern.test(outcome.out)) await once(child.stdout, "data");
  };
  return { child, ended, seen };
}

describe("the command as a process", () => {
  it("ends by itself", async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [cli, "list", "--mock"], {
      env: { ...process.env, NO_COLOR: "1", LC_ALL: "C" },
    });
    expect(stdout).toContain("Open orders: ");
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends cleanly at %s while it watches", async (signal) => {
    const { child, ended, seen } = start(["watch"]);
    await seen(/open/);
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 0, signal: null, err: "" });
  });

  it("ends without a word when nobody reads it any more", async () => {
    const { child, ended, seen } = start(["watch", "--format", "ndjson", "--interval", "0.05"]);
    await seen(/snapshot/);
    child.stdout.destroy();
    expect(await ended).toMatchObject({ code: 0, signal: null, err: "" });
  });

  it.skipIf(!existsSync("/dev/full")).each([
    ["list", "json"],
    ["list", "csv"],
    ["watch", "ndjson"],
  ])("says that the disk is full: %s as %s", async (command, format) => {
    const full = openSync("/dev/full", "w");
    const args = [cli, command, "--mock", "--format", format];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, LC_ALL: "C" },
      stdio: ["ignore", full, "pipe"],
    });
    let err = "";
    child.stderr?.on("data", (chunk: Buffer) => (err += chunk.toString()));
    const [code] = await once(child, "close");
    closeSync(full);
    expect({ code, err }).toEqual({
      code: 1,
      err: "open-orders: Cannot write the output: ENOSPC: no space left on device, write. What was written is not complete.\n",
    });
  });

  it.skipIf(!hasPython)("draws a table in place in a terminal, and gives it back", async () => {
    // Python's pty gives the command a terminal, 80 columns wide, and passes on what is drawn.
    const program = [
      "import pty, sys, os, struct, fcntl, termios",
      "pid, fd = pty.fork()",
      "if pid == 0:",
      "    fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))",
      "    os.execv(sys.argv[1], sys.argv[1:])",
      "seen = b''",
      "while True:",
      "    try: data = os.read(fd, 4096)",
      "    except OSError: break",
      "    os.write(1, data)",
      // Once: a second Ctrl-C would end it at once.
      "    if b'Ctrl-C ends' not in seen and b'Ctrl-C ends' in seen + data: os.write(fd, b'\\x03')",
      "    seen += data",
      "sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))",
    ].join("\n");
    const { ended } = start(["watch"], "python3", ["-c", program, process.execPath]);
    const { out, code } = await ended;
    expect(code).toBe(0);
    expect(out).toMatch(/\d+ open · last update \d\d:\d\d:\d\d · Ctrl-C ends/);
    expect(out).toMatch(/coin-m-futures: weight \d+ of 2400/);
    // The cursor is hidden while it draws, and shown in the end.
    expect(out.indexOf("\u001b[?25l")).toBeGreaterThan(-1);
    expect(out.lastIndexOf("\u001b[?25h")).toBeGreaterThan(out.lastIndexOf("\u001b[?25l"));
  });
});
