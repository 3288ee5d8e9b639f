// Passing means something: every check is seen to fail where what it guards is wrong, and the check that is meant to
// notice a mistake is the one that does.
import type { Operation } from "@open-orders/specs/model";
import { describe, expect, test } from "vitest";
import { createChecks, createMockTarget } from "../src/index.ts";
import type { Check } from "../src/index.ts";
import { responseMutants } from "./mutants/responses.ts";
import { clientMutants } from "./mutants/clients.ts";
import { tampered } from "./mutants/mutant.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { filterMutants, parameterMutants } from "./mutants/parameters.ts";
import { securityMutants } from "./mutants/security.ts";
import { timingMutants } from "./mutants/timing.ts";
import { limitMutants, weightMutants } from "./mutants/weights.ts";
import { rejectionFor } from "../src/run/publishedErrors.ts";
import { operations } from "./operations.ts";

const kinds = [
  responseMutants,
  securityMutants,
  timingMutants,
  parameterMutants,
  filterMutants,
  weightMutants,
  limitMutants,
  clientMutants,
];

/** What a request can have wrong. */
const mistakes = [
  "noKey",
  "malformedKey",
  "unknownKey",
  "signature",
  "timestamp",
  "mandatory",
  "empty",
  "malformed",
  "outside",
  "repeated",
  "unknown",
  "tooMany",
] as const;

const ruleOf = ({ rule, level }: Check): string => `${rule} (${level})`;
const suiteOf = (rule: string): string => rule.split(":")[0] ?? "";

/** Rules, with their level, that fail for a mutant. */
async function failedBy(mutant: Mutant, checks: readonly Check[]): Promise<readonly string[]> {
  const target = await (mutant.target ?? createMockTarget)();
  const failed: string[] = [];
  for (const check of checks)
    if ((await check.run(target)).outcome === "failed") failed.push(ruleOf(check));
  return failed;
}

type Basis = Pick<Mutant, "client" | "descriptions">;

function checksOf({ api, id }: Operation, { client, descriptions }: Basis = {}): readonly Check[] {
  const checks = createChecks(descriptions, client && { client });
  return checks.filter((check) => check.api === api && check.operation === id);
}

/** Operations of which every check can decide: an error response for each mistake is described. */
const described = operations.filter((operation) =>
  mistakes.every((mistake) => rejectionFor(operation, mistake)),
);

/** A mistake that several operations can have is made in the first of them that has the checks for it. */
const made = new Map<string, boolean>();
const mutated = described.flatMap((operation) => {
  const right = checksOf(operation);
  const rules = new Set(right.map(ruleOf));
  const mutants = kinds
    .flatMap((make) => make(operation))
    .filter(({ name, breaks }) => {
      if (breaks.length === 0 || made.get(name)) return false;
      made.set(
        name,
        breaks.every((rule) => rules.has(rule)),
      );
      return made.get(name);
    });
  return mutants.length > 0 ? [{ id: operation.id, operation, mutants, right }] : [];
});

test("every mistake is made in an operation", () => {
  expect([...made].filter(([, done]) => !done)).toEqual([]);
});

describe.each(mutated)("$id", ({ operation, mutants, right }) => {
  for (const mutant of mutants)
    test(`${mutant.name}: ${mutant.breaks[0]}`, async () => {
      const { breaks, client, descriptions, alone = false } = mutant;
      const suites = new Set(breaks.map(suiteOf));
      const checks = client || descriptions ? checksOf(operation, mutant) : right;
      const chosen = checks.filter((check) =>
        alone ? suites.has(suiteOf(check.rule)) : breaks.includes(ruleOf(check)),
      );
      expect((await failedBy(mutant, chosen)).toSorted()).toEqual([...new Set(breaks)].toSorted());
    });
});

describe("each check fails where nothing is right", () => {
  const silent = async () => tampered(() => async () => Response.json([]));
  const unavailable = async () =>
    tampered(() => async () => new Response("Service Unavailable.", { status: 503 }));
  const client = Object.fromEntries(
    ["hmac", "rsa", "ed25519"].map((name) => [name, () => () => "0"]),
  );

  const mutants: readonly Mutant[] = [
    { name: "has nothing to say", breaks: [], target: silent },
    { name: "is never there", breaks: [], target: unavailable },
    { name: "has no client", breaks: [], client },
  ];

  test.each(described)("$id", async (operation) => {
    let left = checksOf(operation).map(ruleOf);
    for (const mutant of mutants) {
      const checks = checksOf(operation, mutant).filter((check) => left.includes(ruleOf(check)));
      const failed = await failedBy(mutant, checks);
      left = left.filter((rule) => !failed.includes(rule));
    }
    expect(left).toEqual([]);
  });
});
