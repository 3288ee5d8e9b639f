// How the command ends: a run that passes, and those that do not go to their end: reports that cannot be written, nothing
// to check, Ctrl-C, a target that goes silent. And what it shows of values that hold a signature.
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPace } from "../src/live/pace.ts";
import type { Fetch } from "../src/run/Target.ts";
import { apis, firstOf, orderList } from "./operations.ts";
import { playRemote, remoteUrl } from "./playRemote.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "contract-"));
});
afterAll(async () => rm(folder, { recursive: true }));

/** The API that is reached first. */
const first = firstOf(apis, "API");
/** A few checks, of every operation. */
const some = ["--only", "schema: s"];

test("a remote that passes ends in 0", async () => {
  const remote = playRemote();
  const given = ["--report", folder, "--max-weight", "90", ...some];
  const { code, out, err } = await remote.run("--target", remoteUrl, ...given);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatch(/^\d+ passed, 0 failed, /mu);
  expect(out).toContain("Waiting ");
});

test("reports that turn out not to be writable are one line, after what was found", async () => {
  const report = join(folder, "unwritable");
  await mkdir(join(report, "contract.html"), { recursive: true });
  const given = ["--target", remoteUrl, "--report", report, ...some];
  const { code, out, err } = await playRemote().run(...given);
  expect({ code, err }).toEqual({
    code: 2,
    err: `--report ${report}: cannot be written to (EISDIR).`,
  });
  expect(out).toMatch(/^\d+ passed, 0 failed, /mu);
});

test("a run in which nothing could be checked does not pass", async () => {
  const remote = playRemote();
  const given = ["--target", remoteUrl, "--report", folder, "--only", "connection"];
  const { code, out, err } = await remote.run(...given);
  expect({ code, err }).toEqual({
    code: 2,
    err: "No check could be run here, so nothing is known of the target; see why each was skipped.",
  });
  expect(out).toMatch(/^0 passed, 0 failed, \d+ skipped: /mu);
});

test("an interrupted run reports what it found, and sends nothing more", async () => {
  const interrupt = new AbortController();
  let sent = 0;
  let takenBack: boolean | undefined;
  const remote = playRemote({}, (fetch) => async (url, init) => {
    sent += 1;
    if (sent === 12) {
      interrupt.abort();
      takenBack = init?.signal?.aborted;
    }
    return fetch(url, init);
  });
  const report = join(folder, "interrupted");
  const given = ["--target", remoteUrl, "--report", report, "--only", "schema"];
  const { code, out, err } = await remote.runWith(given, { signal: interrupt.signal });
  expect({ code, err, sent }).toEqual({ code: 1, err: "Stopped: interrupted.", sent: 12 });
  expect(takenBack).toBe(true);
  expect(out).toMatch(/^[1-9]\d* passed, 0 failed, .* skipped: /mu);
  expect(out).toMatch(/^ {2}\d+ checks: interrupted$/mu);
  expect(await readFile(join(report, "contract.junit.xml"), "utf8")).toContain("<testcase");
});

test("an interrupted run does not wait for weight", async () => {
  const interrupt = new AbortController();
  const remote = playRemote();
  let waits = 0;
  // Ends at once, long before the interval does.
  const sleep = async (): Promise<void> => {
    waits += 1;
    interrupt.abort();
    return Promise.resolve();
  };
  const given = ["--target", remoteUrl, "--report", folder, "--max-weight", "90", ...some];
  const { err } = await remote.runWith(given, {
    clock: { ...remote.clock, sleep },
    signal: interrupt.signal,
  });
  expect({ err, waits }).toEqual({ err: "Stopped: interrupted.", waits: 1 });
});

test("a target that goes silent is given up after three requests", async () => {
  let sent = 0;
  const remote = playRemote({}, (fetch) => async (url, init) => {
    sent += 1;
    if (sent > 10) throw new DOMException("The operation timed out.", "TimeoutError");
    return fetch(url, init);
  });
  const given = ["--target", remoteUrl, "--report", folder, "--only", "schema"];
  const { code, err } = await remote.run(...given);
  expect({ code, sent }).toEqual({ code: 1, sent: 13 });
  expect(err).toBe(
    `Stopped: ${first.name} did not respond to 3 requests in a row, so nothing more was sent; check that it is up.`,
  );
});

test("a target that answers in between is not given up, nor is one whose caller did not wait", async () => {
  const { target, clock } = playRemote();
  const url = `${remoteUrl}${firstOf(first.operations, "operation").path}`;
  let silent = true;
  const fetch: Fetch = async (asked, init) => {
    if (silent) throw new TypeError("fetch failed");
    return target.fetch(asked, init);
  };
  const pace = createPace({ ...target, fetch }, apis, clock);
  for (const isSilent of [true, true, false, true, true]) {
    silent = isSilent;
    await pace.fetch(url).catch(() => undefined);
  }
  const signal = AbortSignal.abort();
  for (let count = 0; count < 3; count += 1)
    await pace.fetch(url, { signal }).catch(() => undefined);
  expect(pace.stopped()).toBe(undefined);
  await pace.fetch(url).catch(() => undefined);
  expect(pace.stopped()).toContain("did not respond to 3 requests in a row");
});

test("a value with a signature in it, as a proxy may put there, is shown without", async () => {
  const { side = "" } = orderList.item["x-order"] ?? {};
  const report = join(folder, "unknown");
  const remote = playRemote({}, (fetch) => async (url, init) => {
    const response = await fetch(url, init);
    const { pathname, search } = new URL(url);
    const text = (await response.text()).replaceAll(
      `"${side}":"BUY"`,
      `"${side}":"${pathname}${search}"`,
    );
    return new Response(text, { status: response.status, headers: response.headers });
  });
  const given = ["--target", remoteUrl, "--report", report, "--only", `schema: ${side}`];
  const { code, out } = await remote.run(...given);
  expect(code).toBe(0);
  expect(out).toContain("signature=[secret]");
  for (const name of await readdir(report))
    expect(await readFile(join(report, name), "utf8")).not.toMatch(/[\da-f]{64}/u);
  expect(out).not.toMatch(/[\da-f]{64}/u);
});
