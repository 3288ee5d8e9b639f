// The texts of all languages: the same keys, the same values to fill in.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createContext } from "../src/context.ts";
import { textsFor } from "../src/texts.ts";
import { collector } from "./runCommand.ts";

const folder = join(import.meta.dirname, "../i18n");
const read = (file: string) =>
  JSON.parse(readFileSync(join(folder, file), "utf8")) as Record<string, string>;
const valuesIn = (text: string) => Array.from(text.matchAll(/\{\w+\}/g), String).toSorted();
const en = read("en.json");

describe.each(readdirSync(folder).filter((file) => file !== "en.json"))("%s", (file) => {
  const texts = read(file);

  it("has every text, and no other", () => {
    expect(Object.keys(texts)).toEqual(Object.keys(en));
  });

  it.each(Object.keys(en))("fills in the same values in %s", (key) => {
    expect(valuesIn(texts[key] ?? "")).toEqual(valuesIn(en[key] ?? ""));
  });
});

it.each([
  [{ LANG: "zh_CN.UTF-8" }, "没有挂单。"],
  [{ LANG: "de_DE.UTF-8" }, "No open orders."],
  [{ LANG: "zh_CN.UTF-8", LC_ALL: "C" }, "No open orders."],
  [{ LANG: "en_US.UTF-8", LC_MESSAGES: "zh_CN.UTF-8" }, "没有挂单。"],
  [{}, "No open orders."],
])("%j chooses the language", (env, text) => {
  expect(textsFor(env)("list.none")).toBe(text);
});

it.each([
  [{}, true, true],
  [{}, false, false],
  [{ FORCE_COLOR: "1" }, false, true],
  [{ FORCE_COLOR: "" }, true, true],
  [{ FORCE_COLOR: "0" }, true, false],
  [{ FORCE_COLOR: "0" }, false, false],
  [{ FORCE_COLOR: "false" }, false, false],
  [{ FORCE_COLOR: "1", NO_COLOR: "1" }, true, false],
])("%j, a terminal: %s; colours: %s", (env, isTTY, expected) => {
  const { stream } = collector();
  Object.assign(stream, { isTTY });
  const signal = new AbortController().signal;
  const context = createContext({ args: [], env, stdout: stream, stderr: stream, signal });
  expect(context.colors.isColorSupported).toBe(expected);
});
