// Passing means something: every check is seen to fail where what it guards is broken, and the check
// that is meant to notice a break is the one that does.
import { describe, expect, test } from "vitest";
import { createChecks, createMockTarget, runChecks } from "../src/index.ts";
import type { Check } from "../src/index.ts";
import type { Operation } from "../src/spec/description.ts";
import { answerMutants } from "./mutants/answers.ts";
import { clientMutants } from "./mutants/clients.ts";
import { operations, tampered } from "./mutants/mutant.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { filterMutants, parameterMutants } from "./mutants/parameters.ts";
import { securityMutants } from "./mutants/security.ts";
import { timingMutants } from "./mutants/timing.ts";
import { limitMutants, weightMutants } from "./mutants/weights.ts";

const kinds = [
  answerMutants,
  securityMutants,
  timingMutants,
  parameterMutants,
  filterMutants,
  weightMutants,
  limitMutants,
  clientMutants,
];

const ruleOf = ({ rule, level }: Check): string => `${rule} (${level})`;
const familyOf = (rule: string): string => rule.split(":")[0] ?? "";

/** Rules, with their level, that a mutant breaks. */
async function brokenBy(mutant: Mutant, checks: readonly Check[]): Promise<readonly string[]> {
  const target = await (mutant.target ?? createMockTarget)();
  const runs = await runChecks(checks, target);
  const broken = runs.filter(({ result }) => result.outcome === "failed");
  return broken.map(({ check }) => ruleOf(check));
}

type Basis = Pick<Mutant, "client" | "descriptions">;

function checksOf({ api, id }: Operation, { client, descriptions }: Basis = {}): readonly Check[] {
  const checks = createChecks(descriptions, client && { client });
  return checks.filter((check) => check.api === api && check.operation === id);
}

describe.each(operations)("$id", (operation) => {
  const right = checksOf(operation);
  const mutants = kinds
    .flatMap((make) => make(operation))
    .filter(({ breaks }) => breaks.length > 0);

  for (const mutant of mutants)
    test(`${mutant.name}: ${mutant.breaks[0]}`, async () => {
      const { breaks, client, descriptions, alone = false } = mutant;
      const families = new Set(breaks.map(familyOf));
      const checks = client || descriptions ? checksOf(operation, mutant) : right;
      const chosen = checks.filter((check) =>
        alone ? families.has(familyOf(check.rule)) : breaks.includes(ruleOf(check)),
      );
      expect((await brokenBy(mutant, chosen)).toSorted()).toEqual([...new Set(breaks)].toSorted());
    });
});

describe("each check fails where nothing is right", () => {
  const silent = async () => tampered(() => async () => Response.json([]));
  const unavailable = async () =>
    tampered(() => async () => new Response("Service Unavailable.", { status: 503 }));
  const client = Object.fromEntries(
    ["hmac", "rsa", "ed25519"].map((name) => [name, () => () => "0"]),
  );

  test.each(operations)("$id", async (operation) => {
    const checks = checksOf(operation);
    const broken = new Set([
      ...(await brokenBy({ name: "has nothing to say", breaks: [], target: silent }, checks)),
      ...(await brokenBy({ name: "is never there", breaks: [], target: unavailable }, checks)),
      ...(await brokenBy({ name: "has no client", breaks: [] }, checksOf(operation, { client }))),
    ]);
    expect(checks.map(ruleOf).filter((rule) => !broken.has(rule))).toEqual([]);
  });
});
