// Every open question has its probe, or the reason why none can settle it; and no probe asks about what is not there.
import { describe, expect, test } from "vitest";
import { checkProbes, probesForm } from "../src/checks/checkProbes.ts";
import { readAs } from "../src/form.ts";
import type { Probe, Question } from "../src/model.ts";
import { bundles, copy, data, discrepancies } from "./described.ts";

const { probes } = data;
const check = (changed: Record<string, Probe>) => checkProbes(changed, discrepancies, bundles);

/** The probes, with one of them changed. */
const changed = (id: string, change: Partial<Question>): Record<string, Probe> => ({
  ...probes,
  [id]: { ...(copy(probes[id]) as Question), ...change },
});

test("the probes agree with the open questions and the descriptions", () => {
  expect(check(probes)).toEqual([]);
});

test("these cannot be settled by a run, and say why", () => {
  const without = Object.entries(probes).filter(([, probe]) => "none" in probe);
  expect(without.map(([id]) => id)).toEqual(
    expect.arrayContaining(["cm-weight-limit", "signing-vectors-do-not-verify"]),
  );
  for (const [, probe] of without) expect(probe).toEqual({ none: expect.stringMatching(/\w \w/) });
});

test("each probe can decide its question", () => {
  // That something is absent can only be contradicted.
  const undecided = Object.entries(probes).filter(
    ([, probe]) => "means" in probe && probe.means.every(({ reading }) => reading === "open"),
  );
  expect(undecided).toEqual([]);
});

test.each(discrepancies)("$id needs a probe", ({ id }) => {
  const { [id]: _left, ...others } = probes;
  expect(check(others)).toEqual([
    {
      file: "specs/probes.yaml",
      place: id,
      message: "is missing; write a probe, or `none:` and why no run can settle it",
    },
  ]);
});

test("a probe of no open question is reported", () => {
  expect(check({ ...probes, hearsay: { none: "Nobody asked." } })).toEqual([
    {
      file: "specs/probes.yaml",
      place: "hearsay",
      message: "is no id of specs/discrepancies.yaml; remove it or correct the id",
    },
  ]);
});

describe("a question is reported", () => {
  test.each<[string, string, Partial<Question>, string]>([
    [
      "that asks what is not described",
      "cm-pair-missing",
      { operations: ["listMarginOpenOrders"] },
      "asks listMarginOpenOrders, which is no operation of coin-m-futures; name one that is",
    ],
    [
      "that sends what is not taken",
      "cm-weight-wording",
      { send: { pear: "BTCUSD" } },
      "sends pear, which listOpenOrders does not take; correct the name",
    ],
    [
      "that looks at no field there is",
      "cm-pair-missing",
      { fields: ["pear"] },
      "looks at pear, which listOpenOrders does not return; correct the name",
    ],
    [
      "that names fields without looking at them",
      "cm-weight-wording",
      { fields: ["pair"] },
      "observes weight and names `fields`; correct one of them",
    ],
    [
      "that names values without looking at them",
      "cm-pair-missing",
      { values: ["BTCUSD"] },
      "has `values` without observing them, or the other way round; correct one of them",
    ],
    [
      "with an outcome that never comes",
      "cm-pair-missing",
      { means: [{ seen: "often", reading: "open" }] },
      'never sees "often"; write one of always, sometimes, never',
    ],
    [
      "that agrees with a source that says nothing",
      "cm-pair-missing",
      { means: [{ seen: "always", reading: "supports", agreesWith: ["openxapi"] }] },
      "agrees with openxapi, which says nothing in the entry; name one that does",
    ],
  ])("%s", (_what, id, change, message) => {
    expect(check(changed(id, change))).toEqual([{ file: "specs/probes.yaml", place: id, message }]);
  });

  test("of another form", () => {
    const wrong = {
      a: { none: "" },
      b: { observe: "weight" },
      c: { none: "No.", observe: "weight" },
    };
    for (const [id, probe] of Object.entries(wrong))
      expect(() => readAs(probesForm, "specs/probes.yaml", { [id]: probe })).toThrow(
        `specs/probes.yaml: /${id}: `,
      );
  });
});
