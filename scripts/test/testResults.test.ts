// The sum at the end of `npm test`: nothing that should have run may be missing from it.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { closingLine, firstMessage, sumResults, type TurboTask } from "../testResults.ts";

const startTime = Date.now() - 1000;
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "test-results-"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function task(taskId: string, change: Partial<TurboTask> = {}): TurboTask {
  return {
    taskId,
    command: "tsc --project .",
    directory: "packages/client",
    logFile: "packages/client/.turbo/turbo.log",
    dependencies: [],
    cache: { status: "MISS" },
    ...change,
  };
}

function ended(planned: TurboTask, exitCode: number): TurboTask {
  return { ...planned, execution: { exitCode, startTime } };
}

function write(file: string, text: string): string {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** A report as vitest writes it, of one file with these tests. */
function report(
  tests: { fullName: string; status: string; failureMessages: string[] }[],
  message = "",
): string {
  const count = (wanted: string) => tests.filter(({ status }) => status === wanted).length;
  return JSON.stringify({
    numPassedTests: count("passed"),
    numPendingTests: count("skipped"),
    numTodoTests: count("todo"),
    testResults: [
      {
        name: join(root, "packages/client/src/sign.test.ts"),
        status: message !== "" || count("failed") > 0 ? "failed" : "passed",
        message,
        assertionResults: tests,
      },
    ],
  });
}

const passed = { fullName: "signs", status: "passed", failureMessages: [] };
const skipped = { fullName: "signs in a browser", status: "skipped", failureMessages: [] };
const failed = {
  fullName: "encodes",
  status: "failed",
  failureMessages: [
    "\u001B[31mAssertionError: expected 1 to be 2\u001B[39m\n    at sign.test.ts:9:3",
  ],
};

describe("a check", () => {
  const types = task("@open-orders/client#check");

  test("counts as one when it passed", () => {
    expect(sumResults([types], [ended(types, 0)], root)).toEqual({
      passed: 1,
      failed: 0,
      skipped: 0,
      failures: [],
    });
  });

  test("is named with what it said when it failed", () => {
    write(
      types.logFile,
      "$ tsc --project .\nsrc/sign.ts(1,2): error TS2322: no\n[ELIFECYCLE] Command failed.\n",
    );
    expect(sumResults([types], [ended(types, 2)], root).failures).toEqual([
      "client check: src/sign.ts(1,2): error TS2322: no",
    ]);
  });

  test("is nothing where the package has no such script", () => {
    const none = task("@open-orders/generate#build", { command: "<NONEXISTENT>" });
    expect(closingLine(sumResults([none], [], root))).toBe("0 passed, 0 failed");
  });
});

test("a task that did not run has failed, and says because of which, however far away", () => {
  const build = task("@open-orders/client#build");
  const transit = task("@open-orders/docs#generate", {
    command: "<NONEXISTENT>",
    dependencies: [build.taskId],
  });
  const docs = task("@open-orders/docs#test", {
    command: "vitest run",
    dependencies: [transit.taskId],
  });
  const results = sumResults([build, transit, docs], [ended(build, 1)], root);
  expect(results.failures).toEqual([
    "client build: failed without a message",
    "docs test: did not run, because client build failed",
  ]);
  expect(closingLine(results)).toBe("0 passed, 2 failed");
});

describe("tests", () => {
  const run = task("@open-orders/client#test", {
    command: "vitest run --config ../../vitest.config.ts --root .",
  });
  const file = "packages/client/reports/vitest.json";

  test("count one by one, the skipped apart", () => {
    write(file, report([passed, passed, skipped]));
    expect(closingLine(sumResults([run], [ended(run, 0)], root))).toBe(
      "2 passed, 0 failed, 1 skipped",
    );
  });

  test("are named with file, name and first line when they fail", () => {
    write(file, report([passed, failed]));
    expect(sumResults([run], [ended(run, 1)], root)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
      failures: ["client test: src/sign.test.ts > encodes: AssertionError: expected 1 to be 2"],
    });
  });

  test("that could not be collected count as one failure", () => {
    write(file, report([], "Error: Cannot find module './sign.ts'\n  at x"));
    expect(sumResults([run], [ended(run, 1)], root).failures).toEqual([
      "client test: src/sign.test.ts: Error: Cannot find module './sign.ts'",
    ]);
  });

  test("that all passed are still a failure when the run ended badly", () => {
    write(file, report([passed]));
    write(run.logFile, "Unhandled Rejection\nError: socket hang up\n");
    expect(sumResults([run], [ended(run, 1)], root).failures).toEqual([
      "client test: Error: socket hang up",
    ]);
  });

  test("are read from the root that the command names", () => {
    const scripts = task("//#test:scripts", {
      command: "vitest run --root scripts --exclude x",
      directory: "",
    });
    write("scripts/reports/vitest.json", report([passed]));
    expect(sumResults([scripts], [ended(scripts, 0)], root).passed).toBe(1);
  });

  test("that wrote no report have failed, whatever a run before left behind", () => {
    const path = write(file, report([passed]));
    utimesSync(path, startTime / 1000 - 60, startTime / 1000 - 60);
    expect(sumResults([run], [ended(run, 0)], root)).toMatchObject({ passed: 0, failed: 1 });
    rmSync(path);
    expect(sumResults([run], [ended(run, 0)], root)).toMatchObject({ passed: 0, failed: 1 });
  });

  test("answered from the cache count by the report that came with it", () => {
    const path = write(file, report([passed, skipped]));
    utimesSync(path, startTime / 1000 - 60, startTime / 1000 - 60);
    const cached: TurboTask = { ...ended(run, 0), cache: { status: "HIT" } };
    expect(closingLine(sumResults([run], [cached], root))).toBe("1 passed, 0 failed, 1 skipped");
  });
});

test.each([
  [
    "Checking\n\n  x import(no-cycle): Dependency cycle detected",
    "x import(no-cycle): Dependency cycle detected",
  ],
  ["node:internal:1\n  throw err;\nError: Cannot find module", "Error: Cannot find module"],
  ["packages/client/src/sign.ts", "packages/client/src/sign.ts"],
  ["$ publint\nErrors:\n1. exports match no file\n", "1. exports match no file"],
  ["the status of an error\n✗ client: too little", "✗ client: too little"],
  ["", "failed without a message"],
])("the telling line of %j is %j", (output, line) => {
  expect(firstMessage(output)).toBe(line);
});
