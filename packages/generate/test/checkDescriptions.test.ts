// All checks together: the repository passes them, and malformed data is rejected before anything else.
import { expect, test } from "vitest";
import { checkDescriptions } from "../src/checks/checkDescriptions.ts";
import { referencesForm } from "../src/checks/checkReferences.ts";
import { entriesForm, translatedForm } from "../src/checks/discrepancy.ts";
import { readAs } from "../src/form.ts";
import { bundles, copy, data } from "./described.ts";

test("the repository's descriptions and data agree", () => {
  expect(checkDescriptions(bundles, data)).toEqual([]);
});

test("a source that contradicts itself is reported alone", () => {
  const sources = copy(data.sources);
  sources[0]?.halves["en"]?.parameters.splice(0, Infinity);
  const problems = checkDescriptions(bundles, { ...data, sources, overlays: [] });
  expect(new Set(problems.map(({ place }) => place))).toEqual(new Set(["halves.en.parameters"]));
});

test("a discrepancy without a reading is rejected", () => {
  const [first, ...others] = data.entries;
  const { reading: _, ...entry } = first ?? { reading: "" };
  expect(() => readAs(entriesForm, "discrepancies.yaml", [entry, ...others])).toThrow(
    /^discrepancies\.yaml: \/0: must have required property 'reading'$/,
  );
});

test("a reference without an address is rejected", () => {
  const references = [{ id: "hearsay", what: "Somebody said so" }];
  expect(() => readAs(referencesForm, "references.yaml", references)).toThrow(
    "references.yaml: /0: must have required property 'url'",
  );
});

test("a word that no check knows is rejected in the translated texts", () => {
  const texts = { ...data.translated["zh-CN"], "pm-symbol-mandatory": { titel: "标题" } };
  expect(() => readAs(translatedForm, "discrepancies.zh-CN.yaml", texts)).toThrow(
    "discrepancies.zh-CN.yaml: /pm-symbol-mandatory: must NOT have additional properties (titel)",
  );
});
