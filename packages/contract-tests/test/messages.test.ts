// What a failed check says: one line with operation, rule, what was expected and where that stands,
// and what came; never a key, a secret or a signature. And what is only drift.
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { fieldsOf } from "../src/run/fields.ts";
import { SpecNode } from "@open-orders/specs/model";
import { createChecks, createMockTarget, englishDescriptions, runChecks } from "../src/index.ts";
import type { Check } from "../src/index.ts";
import { tampered, returning } from "./mutants/mutant.ts";
import { operations, shortDescriptions } from "./operations.ts";

const checks = createChecks();
const named = (rule: string): readonly Check[] => checks.filter((check) => check.rule === rule);

test("a failed check is one line that names operation, rule, source and what was actual", async () => {
  const target = await tampered(
    () => async () => Response.json({ code: -1000, msg: "No." }, { status: 400 }),
  );
  const [run] = await runChecks(named("security: hmac key"), target);
  const { operation } = run?.check ?? {};
  const yaml = await readFile(
    new URL("../../../specs/common/security.yaml", import.meta.url),
    "utf8",
  );
  const line = yaml.split("\n").indexOf("Signature:") + 1;
  expect(run?.result).toMatchObject({
    message: `${operation}: security: hmac key (raw): expected to be accepted (specs/common/security.yaml:${line}), actual status 400, code -1000`,
  });
});

test("the place of every check exists in its bundle", () => {
  const lost = checks.filter(({ api, expected: { pointer } }) => {
    const steps = pointer.split("/").slice(1);
    const document = englishDescriptions[api];
    const names = steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
    return !document || SpecNode.root(document).at(...names) === undefined;
  });
  expect(lost).toEqual([]);
});

test("no message holds a key, a secret or a signature", async () => {
  const target = await tampered((fetch, { credentials }) => async (input, init) => {
    const sent = `${input}\n${JSON.stringify([...new Headers(init?.headers)])}`;
    await fetch(input, init);
    throw new TypeError(`fetch failed: ${sent}\n${JSON.stringify(credentials)}`);
  });
  const runs = await runChecks(createChecks(shortDescriptions), target);
  const messages = runs.map(({ result }) => (result.outcome === "failed" ? result.message : ""));
  const secrets = Object.values(target.credentials).flatMap(({ apiKey, secret }) => [
    apiKey,
    secret,
  ]);
  expect(messages.filter((message) => message !== "").length).toBeGreaterThan(350);
  for (const message of messages) {
    expect(message).not.toMatch(/[\da-f]{64}|PRIVATE|\n/iu);
    for (const secret of secrets) expect(message).not.toContain(secret);
  }
});

describe("what the description does not know", () => {
  test.each(operations.filter(({ list }) => list))(
    "is unknown at $id, not broken",
    async (operation) => {
      const target = await returning(operation, (items) =>
        items.map((item) => ({ ...item, brandNew: 1 })),
      )();
      const own = checks.filter(
        ({ operation: id, rule }) => id === operation.id && rule.startsWith("schema: "),
      );
      const runs = await runChecks(own, target);
      expect(runs.filter(({ result }) => result.outcome === "failed")).toEqual([]);
      const unknown = runs.flatMap(({ result }) =>
        result.outcome === "passed" ? result.unknown : [],
      );
      expect(unknown).toEqual(["field brandNew"]);
    },
  );

  test.each(operations)("is unknown at $id where a value is not listed", async (operation) => {
    const field = fieldsOf(operation).find(({ schema }) => schema["x-extensible-enum"]);
    const name = field?.name ?? "";
    const target = await returning(operation, (items) =>
      items.map((item) => ({ ...item, [name]: "UNHEARD_OF" })),
    )();
    const own = named(`schema: ${name}`).filter(({ operation: id }) => id === operation.id);
    const [run] = await runChecks(own, target);
    expect(run?.result).toHaveProperty("outcome", "passed");
    expect(run?.result).toHaveProperty("unknown", [`${name} = UNHEARD_OF`]);
  });
});

test("a mock target keeps every key apart", async () => {
  const { credentials } = await createMockTarget();
  const keys = Object.values(credentials).map(({ apiKey }) => apiKey);
  expect(new Set(keys).size).toBe(3);
});
