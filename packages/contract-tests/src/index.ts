// The whole public surface of @open-orders/contract-tests.
export { checkName } from "./check.ts";
export type { Broken, Check, Kept, Level, Result, Skipped } from "./check.ts";
export { coverageOf, coverageTable, unexplainedGaps } from "./coverage.ts";
export type { CoveredFact, Run } from "./coverage.ts";
export { createChecks, englishDescriptions } from "./createChecks.ts";
export type { ChecksOptions, Descriptions } from "./createChecks.ts";
export type { Fact, FactKind } from "./exercised.ts";
export type { ClientModule } from "./findClient.ts";
export { explainedGaps } from "./gaps.ts";
export type { Gap } from "./gaps.ts";
export { createMockTarget } from "./mockTarget.ts";
export type { MockTarget, MockTargetOptions } from "./mockTarget.ts";
export { runChecks } from "./runChecks.ts";
export { sampleItems } from "./sampleItems.ts";
export type { Credentials, Fetch, KeyKind, Need, Target } from "./Target.ts";
