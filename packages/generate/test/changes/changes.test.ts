// Single edits of the real YAML, bundled and compared with what stands in the repository.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ruleOf } from "../../src/changes/change.ts";
import type { Change } from "../../src/changes/change.ts";
import { changesBetween } from "../../src/changes/changes.ts";
import { differencesOf } from "../../src/changes/difference.ts";
import { redoclyDiff } from "../../src/changes/redoclyDiff.ts";
import { moreSevere, packages } from "../../src/changes/bumps.ts";
import { rules } from "../../src/changes/rules.ts";
import { clientFiles } from "../../src/client.ts";
import type { Bundles } from "../../src/apis.ts";
import type { OpenApiDocument } from "../../src/model.ts";
import { bundles } from "../described.ts";
import { responseEdits } from "./responseEdits.ts";
import { bundleEdits } from "./bundleEdits.ts";
import type { Edited } from "./bundleEdits.ts";
import { callEdits } from "./callEdits.ts";
import { errorEdits, textEdits } from "./errorEdits.ts";

const edits = [...responseEdits, ...callEdits, ...errorEdits, ...textEdits];
/** Edits of every severity for which Redocly is asked, too. It starts anew for each, so not for all of them. */
const withRedocly = new Set([
  "a call is removed",
  "a field becomes optional",
  "a field is described better",
  "a mandatory parameter is added",
  "a status is added",
  "a type changes",
  "mandatory fields stand in another order",
]);
const noOpinion: typeof redoclyDiff = () => Promise.resolve([]);
const copies = new Map<string, Edited>();
let base: Bundles = {};
let remove = async (): Promise<void> => {};

beforeAll(async () => {
  const bundled = await bundleEdits(edits);
  ({ base, remove } = bundled);
  for (const [index, copy] of bundled.copies.entries()) copies.set(edits[index]?.what ?? "", copy);
});
afterAll(() => remove());

function copyWhere(what: string): Edited {
  const copy = copies.get(what);
  if (!copy) throw new Error(`there is no edit "${what}"`);
  return copy;
}

/** The bump of each package, as the edits write it. */
function needsOf(changes: Change[]): string {
  return packages
    .map((name) => changes.map(({ needs }) => needs[name] ?? "none").reduce(moreSevere, "none"))
    .join(" ")
    .replaceAll("none", "-");
}

/** The English documents, by API. */
function english(of: Bundles): Record<string, OpenApiDocument> {
  const documents = Object.entries(of).flatMap(([api, { en }]) => (en ? [[api, en] as const] : []));
  return Object.fromEntries(documents);
}

/** Whether the client is made anew, API by API: two that did not change need no second making. */
async function isMadeAnew(edited: Bundles): Promise<boolean> {
  const [before, after] = [english(base), english(edited)];
  for (const [api, document] of Object.entries(after)) {
    if (isDeepStrictEqual(document, before[api])) continue;
    const [old, now] = [before[api] ?? document, document];
    const made = await clientFiles({ [api]: old }, {});
    // What the generator rejects can only be released with another client.
    const anew = await clientFiles({ [api]: now }, {}).catch(() => undefined);
    if (!isDeepStrictEqual(made, anew)) return true;
  }
  return false;
}

describe.each(edits)("$what", ({ what, needs, at }) => {
  test(`needs ${needs}`, async () => {
    const copy = copyWhere(what);
    const secondOpinion = withRedocly.has(what) ? redoclyDiff : noOpinion;
    const changes = await changesBetween(base, copy.bundles, copy.root, secondOpinion);
    expect(needsOf(changes)).toBe(needs);
    const odd = changes.filter(({ rule }) => rule === "unknown" || rule === "second-opinion");
    expect(odd).toHaveLength(what === "mandatory fields stand in another order" ? 1 : 0);
    const [file = "", line] = changes[0]?.place.split(":") ?? [];
    const text = changes.length > 0 ? await readFile(join(copy.root, file), "utf8") : "";
    expect(text.split("\n")[Number(line) - 1]?.trim().slice(0, at.length) ?? "").toBe(at);
  });

  test("needs a release of the client exactly when the client is made anew", async () => {
    // The client's header is written by hand.
    if (what === "the key goes into another header") return;
    expect(await isMadeAnew(copyWhere(what).bundles)).toBe(needs.split(" ")[1] !== "-");
  });
});

/** The rules that judge the English of all APIs. */
function rulesBetween(before: Bundles, after: Bundles): string[] {
  const documents = english(after);
  const differences = Object.entries(english(before)).flatMap(([api, document]) =>
    differencesOf(api, document, documents[api] ?? document),
  );
  return [...new Set(differences.map((difference) => ruleOf(difference).id))].toSorted();
}

test.each([
  ["a field is added", "field-added", "field-removed"],
  ["a list becomes one object", "type", "type"],
  ["a field may be null", "nullable", "never-null"],
  ["a field becomes optional", "field-optional", "field-present"],
  ["a known value is added", "value-added", "value-removed"],
  ["when a field is there is no longer known", "condition", "condition-added"],
  ["a status is added", "response-added", "response-removed"],
  ["a header is no longer promised", "header-optional", "header-present"],
  ["an optional parameter is added", "parameter-added", "parameter-removed"],
  ["a mandatory parameter is added", "parameter-added-mandatory", "parameter-removed"],
  ["a parameter becomes mandatory", "parameter-mandatory", "parameter-optional"],
  ["a parameter is known to filter no longer", "filter", "filter-added"],
  ["a parameter takes less", "limit-tightened", "limit-loosened"],
  ["a default is no longer known", "default", "default-added"],
  ["a call is removed", "call-removed", "call-added"],
  ["a call needs another permission", "security-raised", "security"],
  ["a call needs no key", "security", "security-raised"],
  ["an error code is added", "code-added", "code-removed"],
])("%s: %s, and seen from the other side %s", (what, there, back) => {
  const { bundles: edited } = copyWhere(what);
  expect(rulesBetween(base, edited)).toEqual([there]);
  expect(rulesBetween(edited, base)).toEqual([back]);
});

test("Redocly is asked about edits that there are", () => {
  expect([...withRedocly].filter((what) => !copies.has(what))).toEqual([]);
});

test("every rule is tried by an edit, from one side or the other", () => {
  const elsewhere = ["api-added", "api-removed", "second-opinion", "translation", "unknown"];
  // No parameter lists known values yet.
  const tried = new Set([...elsewhere, "parameter-value-removed"]);
  for (const { bundles: edited } of copies.values())
    for (const id of [...rulesBetween(base, edited), ...rulesBetween(edited, base)]) tried.add(id);
  expect(rules.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
});

test("what APIs share is said once, for both", async () => {
  const { bundles: edited, root } = copyWhere("a parameter takes less");
  const [change, ...others] = await changesBetween(base, edited, root, noOpinion);
  expect(others).toEqual([]);
  expect(change).toEqual({
    apis: ["portfolio-margin", "coin-m-futures"],
    rule: "limit-tightened",
    severity: "major",
    needs: {
      "@open-orders/specs": "major",
      "@open-orders/client": "major",
      "@open-orders/mock-exchange": "major",
      "@open-orders/contract-tests": "minor",
    },
    place: "specs/common/parameters.yaml:14",
    text: {
      en: "`recvWindow` takes less than before (`60000` → `50000`): values that were accepted are rejected.",
      "zh-CN": "`recvWindow` 的取值限制收紧（`60000` → `50000`）：原先可用的值会被拒绝。",
    },
  });
});

test("an API that comes adds, and one that goes breaks", async () => {
  const { "portfolio-margin": margin, ...coinM } = bundles;
  const root = join(import.meta.dirname, "../../../..");
  const added = await changesBetween(coinM, bundles, root);
  expect(added.map(({ rule, severity, apis }) => [rule, severity, apis])).toEqual([
    ["api-added", "minor", ["portfolio-margin"]],
  ]);
  expect(margin).toBeDefined();
  const removed = await changesBetween(bundles, coinM, root);
  expect(removed.map(({ rule, severity }) => [rule, severity])).toEqual([["api-removed", "major"]]);
});
