// The contract tests in a test run of vitest: one test for each check.
import { afterAll, beforeAll, describe, test } from "vitest";
import { chooseChecks, startRun } from "./live/runContract.ts";
import type { ContractOptions, ContractRun } from "./live/runContract.ts";
import { writeReports } from "./report/writeReports.ts";
import type { ContractReport } from "./run/ContractReport.ts";
import { groupByOperation } from "./run/groupByOperation.ts";
import type { Target } from "./run/Target.ts";

/** Options of `describeContract`. All may be left out. */
export interface DescribeOptions extends Omit<ContractOptions, "target"> {
  /** Directory for the reports. @defaultValue none are written */
  readonly reports?: string;
  /** Receives the report after the last test. */
  readonly onReport?: (report: ContractReport) => void;
}

/** A check may wait for weight: a minute, and the time the requests take. In milliseconds. */
const timeout = 300_000;

/** A target that a function starts. If it has `close`, that is called after the last test. */
export type StartedTarget = Target & { readonly close?: () => Promise<void> };

/**
 * Defines a test for each check of the contract, grouped by operation. What the target cannot do is skipped with the
 * reason, and so is what fails for the same cause as an earlier test. An assumption that is not confirmed fails nothing.
 *
 * @param target - The exchange, or a function that starts it before the first test.
 * @example describeContract({ name: "our simulator", baseUrl: "http://127.0.0.1:8787", fetch, credentials })
 */
export function describeContract(
  target: Target | (() => StartedTarget | Promise<StartedTarget>),
  { reports, onReport, ...options }: DescribeOptions = {},
): void {
  const checks = chooseChecks(options);
  describe("contract", () => {
    let run: ContractRun | undefined;
    let started: StartedTarget | undefined;
    beforeAll(async () => {
      if (typeof target === "function") started = await target();
      const found = typeof target === "function" ? started : target;
      if (found) run = await startRun({ ...options, target: found }, checks);
    }, timeout);
    afterAll(async () => {
      try {
        // Undefined where the target could not be reached: what was wrong is reported already.
        const report = await run?.finish();
        if (report) onReport?.(report);
        if (report && reports !== undefined) await writeReports(report, reports);
      } finally {
        await started?.close?.();
      }
    }, timeout);
    describe.each(groupByOperation(checks, (check) => check))("$api $operation", ({ items }) => {
      const named = items.map((check) => [`${check.rule} (${check.level})`, check] as const);
      // oxlint-disable-next-line vitest/expect-expect -- the check judges; what it finds is thrown
      test.for(named)("%s", { timeout }, async ([, check], { skip }) => {
        const result = await run?.runCheck(check);
        if (!result) throw new Error("the run was not started");
        if (result.outcome === "skipped") skip(result.reason);
        if (result.outcome === "unconfirmed") skip(`not confirmed: ${result.message}`);
        const problem = "message" in result ? `${result.message}\n${result.repeat ?? ""}` : "";
        if (problem !== "") throw new Error(problem);
      });
    });
  });
}
