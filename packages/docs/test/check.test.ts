// What the build refuses, and that it names the file and the place.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { checkBundles } from "../src/check.ts";
import { checkContent } from "../src/content.ts";
import type { Language } from "@open-orders/specs";
import { checkUi, ui } from "../src/ui/index.ts";
import { discrepancies, fixtureApis } from "./fixture.ts";

/** Puts a value at a JSON pointer; `undefined` removes what is there. */
function put(document: unknown, pointer: string, value: unknown): void {
  const keys = pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/"));
  const last = keys.pop() ?? "";
  const target = keys.reduce<unknown>(
    (node, key) => (node as Record<string, unknown>)[key],
    document,
  ) as Record<string, unknown>;
  if (value === undefined) Reflect.deleteProperty(target, last);
  else target[last] = value;
}

function refusal(pointer: string, value: unknown, languages: Language[] = ["en", "zh-CN"]): string {
  const apis = fixtureApis();
  for (const language of languages) put(apis["fixture"]?.[language], pointer, value);
  try {
    checkBundles(apis, discrepancies);
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

test("whole bundles pass", () => {
  expect(checkBundles(fixtureApis(), discrepancies).length).toBe(2);
});

const operation = "/paths/~1v1~1trades/get";
const chinese = "specs/dist/fixture.zh-CN.json";

describe("translations", () => {
  test.each([
    `${operation}/summary`,
    `${operation}/description`,
    `${operation}/parameters/0/description`,
    "/components/parameters/limit/description",
    "/components/schemas/Trade/properties/stop/x-unit",
    "/components/responses/Bad/content/application~1json/examples/LATE/x-remedy",
    "/servers/0/description",
  ])("%s must have a Chinese text", (pointer) => {
    expect(refusal(pointer, undefined, ["zh-CN"])).toContain(
      `${chinese}#${pointer}: no zh-CN text`,
    );
  });

  test("an English text does not count as one", () => {
    const pointer = `${operation}/description`;
    expect(refusal(pointer, "Lists trades. They are many.", ["zh-CN"])).toContain(
      `${chinese}#${pointer}: "Lists trades. They are many." is not translated`,
    );
  });

  test("an operation must exist in every language", () => {
    expect(refusal(operation, undefined, ["zh-CN"])).toContain(
      `${chinese}: listTrades (get /v1/trades) is missing`,
    );
  });

  test("an API must exist in every language", () => {
    const apis = fixtureApis();
    delete apis["fixture"]?.["zh-CN"];
    expect(() => checkBundles(apis, discrepancies)).toThrow(`${chinese}: missing`);
  });

  test("a discrepancy must be told in every language", () => {
    const [entry] = discrepancies;
    const untold = [{ ...entry, reading: { en: "Any.", "zh-CN": "" } }] as typeof discrepancies;
    expect(() => checkBundles(fixtureApis(), untold)).toThrow(
      "specs/discrepancies.yaml: symbol-doubt: reading has no zh-CN text",
    );
  });
});

describe("words that no page knows", () => {
  test.each([
    [`${operation}/x-surprise`, 1, 'unknown extension "x-surprise"'],
    ["/components/schemas/Trade/properties/stop/x-colour", "red", 'unknown extension "x-colour"'],
    ["/components/schemas/Trade/oneOf", [], 'no page shows the schema keyword "oneOf"'],
    ["/components/responses/Bad/x-retry", "maybe", "x-retry must be one of never, retry"],
    ["/components/parameters/limit/x-filter", { keep: "odd" }, "x-filter keep must be one of"],
    ["/components/parameters/limit/x-filled-by-client", "nonce", "x-filled-by-client must be"],
    [`${operation}/x-discrepancy`, "nowhere", 'no discrepancy has the id "nowhere"'],
  ])("%s is refused", (pointer, value, message) => {
    expect(refusal(pointer, value)).toContain(message);
    expect(refusal(pointer, value)).toContain("specs/dist/fixture.en.json#/");
  });

  test("names of the wire are not words", () => {
    const apis = fixtureApis();
    for (const language of ["en", "zh-CN"] as const)
      for (const name of ["title", "x-odd", "value", "examples"])
        put(apis["fixture"]?.[language], `/components/schemas/Trade/properties/${name}`, {
          type: "string",
        });
    expect(() => checkBundles(apis, discrepancies)).not.toThrow();
  });
});

test("a page written by hand must exist in every language", () => {
  const folder = mkdtempSync(join(tmpdir(), "open-orders-content-"));
  try {
    mkdirSync(join(folder, "zh-cn"));
    writeFileSync(join(folder, "guide.mdx"), "");
    writeFileSync(join(folder, "zh-cn/other.mdx"), "");
    const check = () => checkContent(pathToFileURL(`${folder}/`));
    expect(check).toThrow("packages/docs/src/content/docs/zh-cn/guide.mdx: missing");
    expect(check).toThrow("packages/docs/src/content/docs/other.mdx: missing");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a language must have every word of the pages", () => {
  const incomplete = { ...ui["zh-CN"], weight: { ...ui["zh-CN"].weight, otherwise: "" } };
  expect(() => checkUi({ en: ui.en, "zh-CN": incomplete })).toThrow(
    "packages/docs/src/ui/zh-cn.ts: weight.otherwise is missing",
  );
});
