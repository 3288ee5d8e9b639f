// The Chinese bundles are the English ones in other words: nothing untranslated, nothing else changed.
import { describe, expect, test } from "vitest";
import { checkTranslation } from "../src/checks/checkTranslation.ts";
import type { Bundles } from "../src/apis.ts";
import type { OpenApiDocument } from "../src/model.ts";
import { jsonPath, leavesOf } from "../src/checks/tree.ts";
import type { Leaf, Path } from "../src/checks/tree.ts";
import { bundles, copy, overlays } from "./described.ts";

/** What holds the value at a path, and the key it has there. */
function holder(
  document: OpenApiDocument,
  path: Path,
): [Record<string | number, unknown>, string | number] {
  let node = document as unknown as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) node = node[key] as Record<string | number, unknown>;
  return [node, path.at(-1) ?? ""];
}

test("every text is translated, nothing else differs, and every overlay target hits something", () => {
  expect(checkTranslation(bundles, overlays)).toEqual([]);
});

describe.each(Object.keys(bundles))("%s", (api) => {
  const english = bundles[api]?.["en"] as OpenApiDocument;
  const chinese = bundles[api]?.["zh-CN"] as OpenApiDocument;
  const texts = [...leavesOf(english)].filter(({ text }) => text);
  /** Which leaves are not reported once each of them is changed in the Chinese bundle. */
  function unreported(
    leaves: readonly Leaf[],
    change: (node: Record<string | number, unknown>, key: string | number, leaf: Leaf) => void,
  ): Leaf[] {
    const document = copy(chinese);
    for (const leaf of leaves) change(...holder(document, leaf.path), leaf);
    const problems = checkTranslation({ [api]: { en: english, "zh-CN": document } }, []);
    const places = new Set(problems.map(({ place }) => place));
    return leaves.filter(({ path }) => !places.has(jsonPath(path)));
  }

  test("has texts", () => {
    expect(texts.length).toBeGreaterThan(100);
  });

  test("each Chinese text that is removed is named", () => {
    expect(unreported(texts, (node, key) => delete node[key])).toEqual([]);
  });

  test("each text left in English is named, unless it is a name of the exchange's", () => {
    const silent = unreported(texts, (node, key, { value }) => {
      node[key] = value;
    });
    expect(silent.map(({ value }) => value)).toEqual(
      silent.map(() => expect.stringMatching(/^[A-Z][A-Z0-9_]*$/)),
    );
  });

  test("each other value that is changed is named", () => {
    const values = [...leavesOf(english)].filter(({ text }) => text === undefined);
    const silent = unreported(values, (node, key) => {
      node[key] = "something else";
    });
    expect(silent).toEqual([]);
  });
});

describe("a description of one call", () => {
  const english = {
    info: { title: "Orders", version: "v1" },
    paths: {
      "/orders": {
        get: {
          summary: "List orders",
          responses: {
            "200": {
              description: "The orders",
              content: {
                "application/json": {
                  schema: {
                    properties: {
                      title: { type: "string", description: "Its title" },
                      default: { type: "string", description: "Its default" },
                    },
                  },
                  examples: {
                    one: { summary: "ONE", value: { title: "My order", description: "Mine" } },
                  },
                },
              },
            },
          },
        },
      },
    },
  } as unknown as OpenApiDocument;
  const inChinese = JSON.parse(
    JSON.stringify(english)
      .replace('"Orders"', '"订单"')
      .replace("List orders", "查询订单")
      .replace("The orders", "订单列表")
      .replace("Its title", "标题")
      .replace("Its default", "默认值"),
  ) as OpenApiDocument;
  const documents = (chinese: OpenApiDocument): Bundles => ({
    trade: { en: english, "zh-CN": chinese },
  });
  const overlay = (...targets: string[]) => [
    {
      file: "o.yaml",
      apis: ["trade"],
      overlay: { actions: targets.map((target) => ({ target })) },
    },
  ];

  test("is translated without its names, and without the values in its examples", () => {
    expect([...leavesOf(english)].filter(({ text }) => text).map(({ value }) => value)).toEqual([
      "Orders",
      "List orders",
      "The orders",
      "Its title",
      "Its default",
      "ONE",
    ]);
    expect(checkTranslation(documents(inChinese), [])).toEqual([]);
  });

  test("needs a Chinese bundle", () => {
    expect(checkTranslation({ trade: { en: english } }, [])).toEqual([
      {
        file: "specs/trade/zh-CN.overlay.yaml",
        place: "$",
        message: "trade has no bundle in zh-CN; run the bundle step",
      },
    ]);
  });

  test("may not say in Latin letters what should be Chinese", () => {
    const chinese = copy(inChinese);
    chinese.info.title = "Dingdan";
    expect(checkTranslation(documents(chinese), [])).toEqual([
      {
        file: "specs/trade/zh-CN.overlay.yaml",
        place: "$.info.title",
        message:
          "has a text without one Chinese character; add one here, or in specs/common/zh-CN.overlay.yaml if the part is shared",
      },
    ]);
  });

  test("may not be on two lines, because YAML joins them by a space", () => {
    const chinese = copy(inChinese);
    chinese.info.title = "全部 挂单";
    expect(checkTranslation(documents(chinese), []).map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^has white space between two Chinese characters; keep the text on one line/,
      ),
    ]);
  });

  test("may not keep an English text", () => {
    const chinese = copy(inChinese);
    chinese.info.title = english.info.title;
    expect(checkTranslation(documents(chinese), []).map(({ message }) => message)).toEqual([
      "has its en text in place of a Chinese one; add one here, or in specs/common/zh-CN.overlay.yaml if the part is shared",
    ]);
  });

  test("may not lose anything in Chinese", () => {
    const chinese = copy(inChinese);
    chinese.info = { title: chinese.info.title } as typeof chinese.info;
    expect(checkTranslation(documents(chinese), [])).toEqual([
      {
        file: "specs/trade/zh-CN.overlay.yaml",
        place: "$.info.version",
        message: "is missing from the zh-CN bundle; an overlay may change texts and remove nothing",
      },
    ]);
  });

  test("may not gain anything in Chinese", () => {
    const chinese = copy(inChinese);
    chinese.info.description = "多余";
    expect(checkTranslation(documents(chinese), []).map(({ place }) => place)).toEqual([
      "$.info.description",
    ]);
  });

  test("is reached by an overlay's targets, filters included", () => {
    const targets = overlay("$.info", "$.paths['/orders'].get", "$..examples[?@.summary == 'ONE']");
    expect(checkTranslation(documents(inChinese), targets)).toEqual([]);
  });

  test("is not reached by an overlay target with a mistake in it", () => {
    const targets = overlay("$.paths['/order'].get", "$.info[");
    expect(checkTranslation(documents(inChinese), targets)).toEqual([
      {
        file: "o.yaml",
        place: "actions[0]",
        message:
          "$.paths['/order'].get matches nothing in trade; correct the target or remove the action",
      },
      {
        file: "o.yaml",
        place: "actions[1]",
        message: expect.stringMatching(/^\$\.info\[ is not JSONPath: /),
      },
    ]);
  });
});
