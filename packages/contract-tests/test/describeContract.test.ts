// describeContract in a test run of its own: what fails there, what is closed, and what is said where nobody is reached.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";

const imports = `
  import { createMockTarget } from "@open-orders/contract-tests";
  import { describeContract } from "@open-orders/contract-tests/vitest";`;
const files = {
  failing: `${imports}
    describeContract(async () => {
      const target = await createMockTarget();
      const fetch = async (...given) => {
        const response = await target.fetch(...given);
        const text = (await response.text()).replaceAll('"side":"BUY"', '"side":1');
        return new Response(text, { status: response.status, headers: response.headers });
      };
      return { ...target, fetch, close: async () => console.log("closed") };
    }, { only: "schema: s" });`,
  nobody: `${imports}
    describeContract({
      name: "nobody",
      baseUrl: "http://127.0.0.1:9",
      credentials: { hmac: { apiKey: "k", secret: "s" } },
      fetch: async () => { throw new TypeError("fetch failed") },
      shared: true,
    }, { only: "schema: s" });`,
};

interface FileReport {
  readonly name: string;
  readonly assertionResults: readonly {
    readonly title: string;
    readonly status: string;
    readonly failureMessages: readonly string[];
  }[];
}

let printed = "";
let reports: readonly FileReport[] = [];
const resultsOf = (name: keyof typeof files) =>
  reports.filter((file) => file.name.includes(name)).flatMap((file) => file.assertionResults);

beforeAll(async () => {
  const root = join(import.meta.dirname, "..");
  await mkdir(join(root, "reports"), { recursive: true });
  const folder = await mkdtemp(join(root, "reports/describe-"));
  for (const [name, text] of Object.entries(files))
    await writeFile(join(folder, `${name}.test.ts`), text);
  const reporters = ["--reporter=default", "--reporter=json"];
  const args = ["run", "--root", folder, ...reporters, `--outputFile.json=${folder}/report.json`];
  const bin = join(root, "../../node_modules/.bin/vitest");
  printed = await new Promise<string>((resolve) => {
    execFile(bin, args, { env: { ...process.env, NO_COLOR: "1" } }, (_error, out, err) =>
      resolve(out + err),
    );
  });
  const report = JSON.parse(await readFile(join(folder, "report.json"), "utf8")) as {
    readonly testResults: readonly FileReport[];
  };
  reports = report.testResults;
  await rm(folder, { recursive: true });
});

test("a failed check is a failed test with its line and the request; the target is closed at the end", () => {
  const all = resultsOf("failing");
  const failed = all.filter(({ status }) => status === "failed");
  expect(all.length).toBeGreaterThan(failed.length);
  expect(new Set(failed.map(({ title }) => title))).toEqual(new Set(["schema: side (raw)"]));
  expect(failed[0]?.failureMessages[0]).toMatch(
    /expected string, always \(specs\/.*\), actual .*\n.*curl /u,
  );
  expect(printed.match(/^closed$/gmu)).toHaveLength(1);
});

test("a target that cannot be reached is one error", () => {
  expect(printed).toMatch(/cannot be reached at http:\/\/127\.0\.0\.1:9 \(fetch failed\)/u);
  expect(printed).not.toContain("Cannot read properties");
  expect(resultsOf("nobody").map(({ status }) => status)).not.toContain("passed");
});
