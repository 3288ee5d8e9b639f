// All checks together: the repository passes them, and malformed data is rejected before anything else.
import { expect, test } from "vitest";
import { checkDescriptions } from "../src/checks/checkDescriptions.ts";
import { bundles, data } from "./described.ts";

test("the repository's descriptions and data agree", () => {
  expect(checkDescriptions(bundles, data)).toEqual([]);
});

test("a discrepancy without a reading is rejected", () => {
  const [first, ...others] = data.entries;
  const { reading: _, ...entry } = first ?? { reading: "" };
  const entries = [entry, ...others] as typeof data.entries;
  expect(checkDescriptions(bundles, { ...data, entries })).toEqual([
    {
      file: "specs/discrepancies.yaml",
      place: "/0",
      message:
        "must have required property 'reading'; specs/sources/README.md says what may stand here",
    },
  ]);
});

test("a reference without an address is rejected", () => {
  const references = [{ id: "hearsay", what: "Somebody said so" }] as typeof data.references;
  expect(
    checkDescriptions(bundles, { ...data, references }).map(({ file, place }) => file + place),
  ).toEqual(["specs/sources/references.yaml/0"]);
});

test("a word that no check knows is rejected in the translated texts", () => {
  const texts = { ...data.translated["zh-CN"], "pm-symbol-mandatory": { titel: "标题" } };
  const translated = { "zh-CN": texts } as typeof data.translated;
  expect(checkDescriptions(bundles, { ...data, translated })).toEqual([
    {
      file: "specs/discrepancies.zh-CN.yaml",
      place: "/pm-symbol-mandatory",
      message:
        "must NOT have additional properties (titel); specs/sources/README.md says what may stand here",
    },
  ]);
});
