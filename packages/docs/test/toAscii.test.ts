// A page in ASCII says the same as before: its text, its data and its styles, read by a parser that is not ours.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "@open-orders/specs";
import { load } from "cheerio";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toAscii } from "../src/toAscii.ts";
import { address, dist, page } from "./builtSite.ts";

/** Enough ASCII for the rest to be rare. */
const filler = "x".repeat(10_000);
const pageOf = (text: string): string => {
  const attribute = text.replaceAll('"', "&quot;");
  const data = JSON.stringify(text).replaceAll("<", String.raw`\u003c`);
  return `<p title="${attribute}">${text}</p><script type="application/json">${data}</script>${filler}`;
};

const read = (path: string): string => readFileSync(join(dist, path, "index.html"), "utf8");

test("text, attributes and data say what they said", () => {
  const text = fc
    .string({ unit: "grapheme", maxLength: 30 })
    .filter((some) => !/[<&\r\0]/.test(some));
  fc.assert(
    fc.property(text, (some) => {
      const ascii = toAscii(pageOf(some));
      expect(ascii).toMatch(/^[\0-\x7F]*$/);
      const $ = load(ascii);
      expect($("p").text()).toBe(some);
      expect($("p").attr("title")).toBe(some);
      expect(JSON.parse($("script").text())).toBe(some);
    }),
  );
});

test("scripts and styles name the characters in their own ways", () => {
  const scripts = `<script>key = "⌘";</script>${filler}`;
  expect(toAscii(scripts)).toBe(String.raw`<script>key = "\u2318";</script>` + filler);
  const styles = `<style>p::before { content: "→ " }</style>${filler}`;
  expect(toAscii(styles)).toBe(
    String.raw`<style>p::before { content: "\2192  " }</style>` + filler,
  );
});

test("a page in Chinese stays as it is, and so stays short", () => {
  const text = "未成交订单".repeat(20);
  expect(toAscii(text)).toBe(text);
});

test("pages in English are ASCII, pages in Chinese are not", () => {
  const beyond = (language: Language): number =>
    (read(address(language, "guides/limits")).match(/[^\0-\x7F]/g) ?? []).length;
  expect(beyond("en")).toBe(0);
  expect(beyond("zh-CN")).toBeGreaterThan(1_000);
  // As they were written.
  expect(page(address("en", "guides/limits"))(".language-links a").first().text().trim()).toBe(
    "简体中文",
  );
});
