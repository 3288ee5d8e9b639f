// Each probe sees what it is made to see: exchanges that support one side of an open question and then the other.
import { discrepancies } from "@open-orders/specs";
import type { Discrepancy } from "@open-orders/specs";
import { describe, expect, test } from "vitest";
import type { Fetch } from "../src/index.ts";
import { planProbes, runProbe } from "../src/live/runProbes.ts";
import { apis } from "./operations.ts";
import { playRemote, remoteKeys } from "./playRemote.ts";
import { cases } from "./probeCases.ts";

const question = (id: string): Discrepancy => {
  const found = discrepancies.find((entry) => entry.id === id);
  if (!found) throw new Error(`no discrepancy ${id}`);
  return found;
};

describe.each(cases)("%s: an exchange that %s", (id, _side, remote, expected) => {
  test(`comes to: ${expected.outcome}`, async () => {
    const result = await runProbe(question(id), remote().target, apis);
    const { seen, ...rest } = expected;
    expect(result).toMatchObject(rest);
    expect(result.seen).toMatch(
      seen instanceof RegExp ? seen : new RegExp(`^${escaped(seen)}$`, "u"),
    );
  });
});

function escaped(text = ""): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
}

test("every kind of observation is shown from more than one side", () => {
  const probes = discrepancies.flatMap(({ id, probe }) => ("none" in probe ? [] : [{ id, probe }]));
  const sides = new Map(probes.map(({ probe }) => [probe.observe, new Set<string>()]));
  for (const [id, , , { outcome }] of cases)
    sides.get(probes.find((one) => one.id === id)?.probe.observe ?? "form")?.add(outcome);
  expect([...sides].filter(([, outcomes]) => outcomes.size < 2)).toEqual([]);
});

test("an open question that no run can settle is skipped with its reason, and nothing is asked", () => {
  const remote = playRemote();
  const { asked, skipped } = planProbes(remote.target, apis, discrepancies);
  expect(asked.length + skipped.length).toBe(discrepancies.length);
  expect(skipped.map(({ discrepancy, outcome }) => ({ discrepancy, outcome }))).toEqual(
    discrepancies
      .filter(({ probe }) => "none" in probe)
      .map(({ id }) => ({ discrepancy: id, outcome: "skipped" })),
  );
  expect(remote.exchange.requests).toEqual([]);
});

test("an open question about an API that is not served there is skipped", () => {
  const target = {
    ...playRemote().target,
    baseUrl: { "coin-m-futures": "https://remote.invalid" },
  };
  const { skipped } = planProbes(target, apis, discrepancies);
  expect(skipped.find(({ discrepancy }) => discrepancy === "pm-symbol-mandatory")?.seen).toBe(
    "None of its calls is served there.",
  );
});

test("a failing connection leaves every question open, and shows no secret", async () => {
  const failing: Fetch = async (url, init) =>
    Promise.reject(new TypeError(`${url} ${JSON.stringify([...new Headers(init?.headers)])}`));
  const { target } = playRemote({}, () => failing);
  for (const entry of planProbes(target, apis, discrepancies).asked) {
    const result = await runProbe(entry, target, apis);
    expect(result.outcome).toBe("open");
    expect(result.seen).not.toContain(remoteKeys.apiKey);
    expect(result.seen).not.toMatch(/[\da-f]{64}/u);
  }
});
