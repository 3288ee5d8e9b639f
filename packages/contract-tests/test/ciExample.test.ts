// The workflow in the README does what it says: its steps run here, with the packages of this repository.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { orderList } from "./operations.ts";

const root = join(import.meta.dirname, "..");
const workflow = parse(await readFile(join(root, "examples/contract.yml"), "utf8")) as {
  readonly jobs: { readonly contract: { readonly steps: readonly { readonly run?: string }[] } };
};
const commands = workflow.jobs.contract.steps.flatMap(({ run }) => run ?? []);

test("the tests run, and the summary of the job page is there afterwards", async () => {
  const folder = await mkdtemp(join(tmpdir(), "open-orders-ci-"));
  onTestFinished(async () => rm(folder, { recursive: true }));
  const [install, ...steps] = commands;
  expect(install).toBe("npm ci");
  expect(steps).toHaveLength(2);
  const summary = join(folder, "summary.md");
  const script = steps
    .join("\n")
    // The tools of this repository, and a few tests of one operation.
    .replace("run contract", "run examples/contract")
    .replace(
      "npx vitest",
      `vitest --config ../../vitest.config.ts --root . -t "${orderList.id}.*(schema|connection)"`,
    )
    .replace("vitest --config", `vitest --outputFile.json=${join(folder, "report.json")} --config`);
  const env = { ...process.env, GITHUB_STEP_SUMMARY: summary };
  await promisify(execFile)("sh", ["-ec", script], { cwd: root, env });
  expect(await readFile(summary, "utf8")).toMatch(
    /^## Contract: \d+ checks passed, none failed\n/u,
  );
});
