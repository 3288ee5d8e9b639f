// The benchmark of the pipeline: what it describes is what a person might have described, and what it says of the
// figures is what they say.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { copyRepository } from "./newEndpoint/copyRepository.ts";
import type { Copy } from "./newEndpoint/copyRepository.ts";
import { describe as describeOperation } from "./pipeline/describe.ts";
import { mostOperations } from "./pipeline/draft.ts";
import { growDescriptions } from "./pipeline/growDescriptions.ts";
import { measure, readTimes, residentKilobytes } from "./pipeline/measure.ts";
import { readOptions } from "./pipeline/options.ts";
import { toSvg } from "./pipeline/picture.ts";
import { exponent, toMarkdown } from "./pipeline/results.ts";
import type { Row } from "./pipeline/results.ts";

describe("synthetic descriptions", { timeout: 60_000 }, () => {
  let copy: Copy;
  beforeAll(async () => {
    copy = await copyRepository();
    await growDescriptions(copy, 30);
  });
  afterAll(() => copy.remove());

  test("obey every rule, in every language, and have as many operations as asked for", async () => {
    await copy.script("specs", "generate");
    const names = ["portfolio-margin.en", "coin-m-futures.en", "coin-m-futures.zh-CN"];
    const documents = names.map(async (name) => {
      const text = await copy.read(`specs/dist/${name}.json`);
      return JSON.parse(text) as { paths: object; components: { examples: object } };
    });
    const [margin, coinM, chinese] = await Promise.all(documents);
    const counts = [margin, coinM].map((document) => Object.keys(document?.paths ?? {}).length);
    expect(counts.reduce((sum, count) => sum + count)).toBe(30);
    expect(Math.min(...counts)).toBeGreaterThan(10);
    expect(chinese?.paths).toMatchObject({
      "/dapi/v1/adl/agent": { get: { summary: "自动减仓的代理" } },
    });
    expect(margin?.components.examples).toHaveProperty("NO_ACCOUNTADL.value.code", -20_000);
  });

  test("are the same each time, and differ from one to the next", () => {
    const all = Array.from({ length: 100 }, (_, number) => describeOperation(number, "/x/v1"));
    expect(describeOperation(7, "/x/v1")).toEqual(all[7]);
    const parameters = all.map(
      ({ file }) => JSON.stringify(file["path"]).split('"in":"query"').length,
    );
    expect(new Set(parameters).size).toBeGreaterThan(5);
  });

  test("have a name of their own, all of them", () => {
    const all = Array.from({ length: mostOperations }, (_, number) =>
      describeOperation(number, ""),
    );
    expect(new Set(all.map(({ path }) => path)).size).toBe(1600);
    expect(new Set(all.map(({ file }) => Object.keys(file["schemas"] as object)[0])).size).toBe(
      1600,
    );
  });
});

test("what is stopped leaves nothing running", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "open-orders-measure-"));
  const stop = new AbortController();
  const child = join(cwd, "child");
  const command = `sleep 300 & echo $! > child.part; mv child.part child; wait`;
  const measured = measure(command, { cwd, env: process.env }, stop.signal);
  await vi.waitUntil(() => existsSync(child), { timeout: 10_000 });
  stop.abort(new Error("Stopped."));
  await expect(measured).rejects.toThrow("Stopped.");
  const pid = Number(readFileSync(child, "utf8"));
  rmSync(cwd, { recursive: true });
  await vi.waitUntil(() => !isRunning(pid), { timeout: 10_000 });
});

function isRunning(pid: number): boolean {
  try {
    // A process that has ended and that nobody waits for still has its number, but no command.
    return process.kill(pid, 0) && readFileSync(`/proc/${pid}/cmdline`, "utf8") !== "";
  } catch {
    return false;
  }
}

test("memory is that of a process and all below it, whatever their order", () => {
  const processes = "  30    20  300\n  10     1  100\n  20    10  200\n  40     1 4000\n";
  expect(residentKilobytes(10, processes)).toBe(600);
  expect(residentKilobytes(40, processes)).toBe(4000);
});

test("processor time is that of the shell and of its children, user and system", () => {
  const output = "0m9.00s of output\n@times\n0m0.010s 0m0.020s\n1m2.500s 0m3.000s\n";
  expect(readTimes(output)).toBeCloseTo(65.53, 6);
});

const row = (operations: number, cpuSeconds: number, step = "lint"): Row => ({
  step,
  operations,
  runs: 1,
  seconds: cpuSeconds / 2,
  cpuSeconds,
  peakMegabytes: 50,
});

test("growth is the power of the operations", () => {
  expect(exponent(row(10, 3), row(100, 30))).toBeCloseTo(1, 6);
  expect(exponent(row(10, 1), row(1000, 10))).toBeCloseTo(0.5, 6);
});

test("the text says which targets are missed", () => {
  const steps = ["bundle", "generate", "type-check"];
  const rows = [100, 1000].flatMap((operations) =>
    steps.map((step, at) =>
      row(operations, operations * (at === 1 ? operations / 50_000 : 0.012), step),
    ),
  );
  const sizes = [
    { operations: 100, gzipBytes: 20_000 },
    { operations: 1000, gzipBytes: 74_000 },
  ];
  const text = toMarkdown({ circumstances: "Here and now.", rows, sizes });
  expect(text).toContain(
    "| bundle, generate, type-check of 1,000 operations | 20.0 s | 22.0 s | **missed** |",
  );
  expect(text).toContain(
    "| bundle: growth against that of the operations, 100 to 1,000 | 1.33 × | 1.00 × | met |",
  );
  expect(text).toContain(
    "| generate: growth against that of the operations, 100 to 1,000 | 1.33 × | 10.0 × | **missed** |",
  );
  expect(text).toContain(
    "| browser bundle, for each operation more, at worst | 60.0 bytes | 60.0 bytes | met |",
  );
});

test("in the picture, ten times as much is as far from one as from ten", () => {
  const svg = toSvg({ rows: [row(10, 2), row(100, 20), row(1000, 200)] });
  const points = /points="([^"]*)"/
    .exec(svg)?.[1]
    ?.split(" ")
    .map((point) => point.split(",").map(Number));
  const [first = [], second = [], third = []] = points ?? [];
  for (const axis of [0, 1]) {
    const step = (second[axis] ?? 0) - (first[axis] ?? 0);
    expect(step).not.toBe(0);
    expect((third[axis] ?? 0) - (second[axis] ?? 0)).toBeCloseTo(step, 0);
  }
  expect(svg).toContain(">lint, 1,000: 200 s</text>");
});

test("arguments choose; a mistake is named", () => {
  expect(readOptions([])).toMatchObject({ sizes: [2, 10, 100, 1000], runs: 3, whole: true });
  const some = readOptions(["--sizes=10,20", "--until", "lint", "--runs=1"]);
  expect(some).toMatchObject({ sizes: [10, 20], until: "lint", runs: 1, whole: false });
  expect(() => readOptions(["--sizes=10,many"])).toThrow(
    '--sizes takes whole numbers from 2 to 1600, not "many".',
  );
  expect(() => readOptions(["--size=10"])).toThrow("Unknown option '--size'. See --help.");
  expect(() => readOptions(["--until=dinner"])).toThrow(
    'there is no step "dinner"; name one of lint,',
  );
});
