// The list of disagreements is whole: referred to, translated, and never wider than the disagreement.
import { describe, expect, test } from "vitest";
import { checkDiscrepancies } from "../src/checks/checkDiscrepancies.ts";
import { checkSources } from "../src/checks/checkSources.ts";
import { joinDiscrepancies } from "../src/checks/discrepancy.ts";
import type { Discrepancy } from "../src/checks/discrepancy.ts";
import type { Bundles } from "../src/apis.ts";
import { bundles, copy, discrepancies, references, sources } from "./described.ts";

const check = (entries: Discrepancy[], documents: Bundles = bundles) =>
  checkDiscrepancies(entries, references, sources, documents);

/** All entries, with one of them changed. */
function changed(id: string, change: (entry: Discrepancy) => void): Discrepancy[] {
  const entries = copy(discrepancies);
  const entry = entries.find((each) => each.id === id);
  if (!entry) throw new Error(`no discrepancy ${id}`);
  change(entry);
  return entries;
}

/** Removes every reference to an id, wherever it stands. */
function withoutReference(node: unknown, id: string): void {
  if (typeof node !== "object" || node === null) return;
  const object = node as Record<string, unknown>;
  const value = object["x-discrepancy"];
  if (value === id) delete object["x-discrepancy"];
  else if (Array.isArray(value)) object["x-discrepancy"] = value.filter((each) => each !== id);
  for (const child of Object.values(object)) withoutReference(child, id);
}

test("the list agrees with the descriptions and the sources", () => {
  expect(check(discrepancies)).toEqual([]);
});

test.each(["en", "zh-CN"])("two titles are not the same in %s", (language) => {
  const entries = copy(discrepancies);
  const [first, , third] = entries;
  if (!first || !third) throw new Error("there are too few discrepancies");
  third.title[language] = first.title[language] ?? "";
  expect(check(entries)).toEqual([
    {
      file: `specs/discrepancies${language === "en" ? "" : `.${language}`}.yaml`,
      place: `${third.id}.title`,
      message: `${first.id} has the same title; tell the two apart`,
    },
  ]);
});

describe.each(discrepancies)("$id", ({ id }) => {
  test("must be referred to by each of its APIs", () => {
    const documents = copy(bundles);
    withoutReference(documents, id);
    expect(check(discrepancies, documents)).toContainEqual(
      expect.objectContaining({
        place: id,
        message: expect.stringContaining("no x-discrepancy refers to it"),
      }),
    );
  });

  test("cannot be removed while it is referred to", () => {
    expect(check(discrepancies.filter((entry) => entry.id !== id))).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining(`refers to ${id}`) }),
    );
  });

  test.each(["title", "reading", "settledBy"] as const)("needs its %s in Chinese", (key) => {
    const entries = changed(id, (entry) => {
      delete entry[key]["zh-CN"];
    });
    expect(check(entries)).toEqual([
      {
        file: "specs/discrepancies.zh-CN.yaml",
        place: `${id}.${key}`,
        message: "has no Chinese text; write one",
      },
    ]);
  });

  test("needs each source's statement in Chinese", () => {
    const entries = changed(id, (entry) => {
      for (const statement of entry.says) statement.says["zh-CN"] = statement.says["en"] ?? "";
    });
    expect(check(entries).map(({ place }) => place)).toEqual(
      discrepancies
        .find((entry) => entry.id === id)
        ?.says.map(({ source }) => `${id}.says.${source}`),
    );
  });
});

test.each(discrepancies.filter(({ overrides }) => overrides.length > 0))(
  "without its overrides, $id does not excuse the contradiction",
  ({ id, overrides }) => {
    const entries = changed(id, (entry) => {
      entry.overrides = [];
    });
    const messages = checkSources(sources, bundles, entries, references).map(
      ({ message }) => message,
    );
    for (const { source, language, fact } of overrides)
      expect(messages.join("\n")).toContain(
        `stated in specs/sources/${source}.yaml, ${language}: ${fact};`,
      );
    expect(messages).toHaveLength(overrides.length);
  },
);

test("an override of a fact the description agrees with is stale", () => {
  const override = { source: "listOpenOrders", language: "en", fact: "parameters.symbol.type" };
  const entries = changed("cm-weight-wording", (entry) => entry.overrides.push(override));
  expect(check(entries)).toEqual([
    {
      file: "specs/discrepancies.yaml",
      place: "cm-weight-wording.overrides",
      message:
        "parameters.symbol.type is not contradicted by the description any more; remove the override",
    },
  ]);
});

test("an override of a fact that no source states is reported", () => {
  const override = { source: "listOpenOrders", language: "en", fact: "fields.pair" };
  const entries = changed("cm-pair-missing", (entry) => entry.overrides.push(override));
  expect(check(entries)).toEqual([
    {
      file: "specs/discrepancies.yaml",
      place: "cm-pair-missing.overrides",
      message:
        "fields.pair is stated nowhere in the en half of specs/sources/listOpenOrders.yaml; correct the key or remove the override",
    },
  ]);
});

test("a source that nobody registered is reported", () => {
  const entries = changed("cm-weight-limit", (entry) => {
    for (const statement of entry.says) statement.source = "hearsay";
  });
  expect(check(entries)).toContainEqual(
    expect.objectContaining({
      place: "cm-weight-limit.says",
      message: expect.stringContaining("hearsay is no known source"),
    }),
  );
});

test("an API that refers to an entry must be listed in it", () => {
  const entries = changed("retry-after-undocumented", (entry) => {
    entry.apis = ["coin-m-futures"];
  });
  expect(check(entries)).toContainEqual(
    expect.objectContaining({
      place: "retry-after-undocumented.apis",
      message: expect.stringContaining("lacks portfolio-margin"),
    }),
  );
});

test("an id that stands twice is reported", () => {
  const entries = [...discrepancies, ...copy(discrepancies.slice(0, 1))];
  expect(check(entries)).toEqual([
    {
      file: "specs/discrepancies.yaml",
      place: discrepancies[0]?.id,
      message: "stands here twice; keep one entry or rename one",
    },
  ]);
});

test("a Chinese text that belongs to no entry is reported", () => {
  const entry = {
    id: "a",
    apis: [],
    title: "A title",
    says: [{ source: "ccxt", says: "A statement" }],
    reading: "A reading",
    settledBy: "A call",
  };
  const says = { ccxt: "说法", hearsay: "传言" };
  const { discrepancies: texts, problems } = joinDiscrepancies(
    [entry],
    {
      "zh-CN": { a: { title: "标题", says }, b: { title: "多余" } },
    },
    { a: { none: "Nobody can." } },
  );
  expect(texts).toEqual([
    {
      id: "a",
      apis: [],
      title: { en: "A title", "zh-CN": "标题" },
      says: [{ source: "ccxt", says: { en: "A statement", "zh-CN": "说法" } }],
      reading: { en: "A reading" },
      settledBy: { en: "A call" },
      probe: { none: "Nobody can." },
      overrides: [],
    },
  ]);
  expect(problems.map(({ file, place }) => `${file} ${place}`)).toEqual([
    "specs/discrepancies.zh-CN.yaml a.says.hearsay",
    "specs/discrepancies.zh-CN.yaml b",
  ]);
});
