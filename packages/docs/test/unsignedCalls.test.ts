// Pages of calls that need no key, or a key alone: they ask for nothing that the call does not need, and have no lists
// without entries.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Messages } from "../src/i18n.ts";
import { describeApi, type OperationView } from "../src/reference.ts";
import { discrepancies, fixture } from "./fixture.ts";
import { createRenderer, type Renderer } from "./renderComponent.ts";
import { operations, pages, words } from "./builtSite.ts";

/** The fixture's operation, whose API has a key and a signature; `schemes` are those of the call. */
function described(schemes: string[]): OperationView {
  const document = fixture();
  Object.assign(document.components?.securitySchemes ?? {}, {
    Signature: { type: "apiKey", in: "query", name: "signature" },
  });
  Object.assign(document.paths["/v1/trades"]?.get ?? {}, {
    "x-security-type": ["NONE", "MARKET_DATA", "USER_DATA"][schemes.length],
    security: schemes.length > 0 ? [Object.fromEntries(schemes.map((name) => [name, []]))] : [],
    parameters: [],
  });
  Object.assign(document.paths["/v1/trades"]?.get?.responses ?? {}, {
    "451": { description: "Not from here.", "x-retry": "never" },
  });
  const [operation] = describeApi(
    { api: "fixture", language: "en", document },
    discrepancies,
  ).operations;
  if (!operation) throw new Error("the fixture describes no operation");
  return operation;
}

const unsigned = described([]);
const keyed = described(["ApiKey"]);
const signed = described(["ApiKey", "Signature"]);

let renderer: Renderer;
beforeAll(async () => {
  renderer = await createRenderer();
});
afterAll(() => renderer.close());

const paragraph = async (name: string, operation: OperationView, language: "en" | "zh-CN") => {
  const $ = await renderer.render(name, language, { operation });
  return words($(name === "Samples" ? ".samples > p" : "details > p").text());
};

test("the page says what a call must carry, or that it needs nothing", async () => {
  expect(await paragraph("CallSection", signed, "en")).toBe(
    "Security type USER_DATA. Every call needs:",
  );
  expect(await paragraph("CallSection", keyed, "en")).toBe(
    "Security type MARKET_DATA. Every call needs:",
  );
  expect(await paragraph("CallSection", unsigned, "en")).toBe(
    "Security type NONE. No API key and no signature are needed.",
  );
  expect(await paragraph("CallSection", unsigned, "zh-CN")).toBe(
    "安全类型为 NONE。无需 API Key，也无需签名。",
  );
});

test("the introduction to the samples names the variables that the call needs", async () => {
  expect(await paragraph("Samples", signed, "en")).toBe(
    "Complete programs that read BINANCE_API_KEY and BINANCE_API_SECRET from the environment. Set BINANCE_FIXTURE_URL to ask another host.",
  );
  expect(await paragraph("Samples", keyed, "en")).toBe(
    "Complete programs that read BINANCE_API_KEY from the environment. Set BINANCE_FIXTURE_URL to ask another host.",
  );
  expect(await paragraph("Samples", unsigned, "en")).toBe(
    "Complete programs. The call needs no API key. Set BINANCE_FIXTURE_URL to ask another host.",
  );
  expect(await paragraph("Samples", unsigned, "zh-CN")).toBe(
    "完整程序。此调用无需 API Key。设置 BINANCE_FIXTURE_URL 可改用其他主机。",
  );
});

test("a sample names what it needs: openssl to sign, and keys that a client always takes", async () => {
  const needs = async (operation: OperationView) => {
    const $ = await renderer.render("Samples", "en", { operation });
    const textOf = (id: string) => words($(`[data-sample=${id}] > p`).text());
    return {
      openssl: textOf("curl").includes("openssl"),
      // The client's factory throws without a key and a signer, whatever is called.
      variables: textOf("sdk").match(/BINANCE_\w+/g) ?? [],
      code: $("[data-sample=sdk] pre")
        .text()
        .match(/BINANCE_API_\w+/g),
    };
  };
  const code = ["BINANCE_API_KEY", "BINANCE_API_SECRET"];
  expect(await needs(signed)).toEqual({ openssl: true, variables: [], code });
  expect(await needs(keyed)).toEqual({ openssl: false, variables: ["BINANCE_API_SECRET"], code });
  expect(await needs(unsigned)).toEqual({ openssl: false, variables: code, code });
});

test("the form speaks of a signature or a key only where the call has one", async () => {
  const form = async (operation: OperationView, language: "en" | "zh-CN") => {
    const $ = await renderer.render("TryIt", language, { operation });
    const texts = JSON.parse($("[data-words]").text()) as Messages["tryIt"];
    $("script, style, template").remove();
    return { shown: words($("section").text()), texts };
  };
  const inEnglish = await form(unsigned, "en");
  expect(inEnglish.shown).not.toMatch(/sign/i);
  expect(inEnglish.texts).toMatchObject({
    steps: { sent: "Append the query to the address." },
    command: "Run this in a shell with curl",
    commandNote: { hmac: "The call needs no API key." },
  });
  const inChinese = await form(unsigned, "zh-CN");
  expect(inChinese.shown).not.toMatch(/签名/);
  expect(inChinese.texts.steps.sent).toBe("把查询字符串附在地址之后。");
  expect((await form(keyed, "en")).texts).toMatchObject({
    steps: { sent: "Append the query to the address. The key goes into a header." },
    command: "Run this in a shell with curl",
    commandNote: { hmac: "It reads `API_KEY` from your environment." },
  });
  const { shown, texts } = await form(signed, "en");
  expect(shown).toMatch(/^Sign and send A real signed call/);
  expect(texts.command).toBe("Run this in a shell with openssl and curl");
});

test.each(["CallSection", "ParameterSection", "ErrorResponses", "EndSection"])(
  "%s of a call without parameters, credentials, headers and codes has no list without entries",
  async (name) => {
    const $ = await renderer.render(name, "en", { operation: unsigned });
    expect($("ul, ol, dl").filter((_, list) => $(list).children().length === 0).length).toBe(0);
  },
);

test("no page of an operation has a list without entries", () => {
  const addresses = new Set(operations.map(({ address }) => address));
  const empty = pages
    .filter(({ path }) => addresses.has(path))
    .flatMap(({ path, $ }) =>
      $("main ul, main ol, main dl")
        .filter((_, list) => $(list).children().length === 0)
        .map((_, list) => `${path} ${$(list).attr("class")}`)
        .get(),
    );
  expect([...new Set(empty)]).toEqual([]);
});
