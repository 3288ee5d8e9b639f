// The code of the guides: what they quote is there, and the commands among it do what the guides say.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { createMockExchange, demoAccount, type MockServer } from "@open-orders/mock-exchange";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkContent } from "../src/content.ts";
import { guides } from "../src/guides/list.ts";
import { quoted, quotesIn } from "../src/guides/quote.ts";
import { allLanguages } from "../src/languages.ts";
import { address, page } from "./builtSite.ts";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
const codeFile = (name: string): string =>
  readFileSync(join(repository, "packages/docs/src/guides/code", name), "utf8");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "open-orders-guides-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a quote", () => {
  const text = "one\nconst two = {\n  three,\n};\n  };\nfour\n";

  test("is the whole file, or the lines from one text to another", () => {
    expect(quoted(text, { file: "a.ts" })).toEqual({ code: text.trim(), language: "ts" });
    expect(quoted(text, { file: "a.ts", from: "two", to: "three" }).code).toBe(
      "const two = {\n  three,",
    );
    expect(quoted(text, { file: "a.ts", from: "three", to: "three" }).code).toBe("three,");
  });

  test("prefers the line that is a text to one that holds it", () => {
    const nested = "a {\n  b {\n  }\n}\n";
    expect(quoted(nested, { file: "a.ts", from: "a", to: "}" }).code).toBe(nested.trim());
  });

  test("of a Markdown file is the one code block that holds a text", () => {
    const markdown = "```sh\nnpm start\n```\n\n```ts\nnpm();\nbun();\n```\n";
    expect(quoted(markdown, { file: "a.md", block: "start" })).toEqual({
      code: "npm start",
      language: "sh",
    });
    expect(() => quoted(markdown, { file: "a.md", block: "npm" })).toThrow(
      'a.md has 2 code blocks with "npm"; name one',
    );
  });

  test.each([
    [{ from: "five" }, 'a.ts has no line with "five"'],
    [{ from: "four", to: "one" }, 'a.ts has no line with "one"'],
    [{ block: "one" }, 'a.ts has 0 code blocks with "one"; name one'],
  ])("that is missing is named: %o", (part, message) => {
    expect(() => quoted(text, { file: "a.ts", ...part })).toThrow(message);
  });
});

describe("the build rejects", () => {
  const problemOf = (text: string): string => {
    mkdirSync(join(folder, "docs/guides"), { recursive: true });
    mkdirSync(join(folder, "docs/zh-cn/guides"), { recursive: true });
    writeFileSync(join(folder, "there.ts"), "const one = 1;\n");
    writeFileSync(join(folder, "docs/guides/a.mdx"), text);
    writeFileSync(join(folder, "docs/zh-cn/guides/a.mdx"), "");
    try {
      checkContent(pathToFileURL(join(folder, "docs/")), pathToFileURL(`${folder}/`));
    } catch (error) {
      return (error as Error).message;
    }
    return "";
  };

  test.each([
    ['text\n\n<Quote file="gone.ts" />\n', '3: there is no "gone.ts" to quote'],
    ['<Quote file="there.ts" from="two" />', '1: there.ts has no line with "two"'],
    ["\n<Quote file={name} />", '2: there is no "" to quote'],
    ["\n\n```ts\nconst two = 2;\n```\n", "3: code is typed here"],
    ["\n```\ntwo\n```\n", "2: code is typed here"],
  ])("%j", (text, message) => {
    expect(problemOf(text)).toContain(`packages/docs/src/content/docs/guides/a.mdx:${message}`);
  });

  test("nothing else", () => {
    expect(problemOf('<Quote file="there.ts" from="const" />\n\n`one` and {"a"}')).toBe("");
  });
});

describe.each(allLanguages)("the guides (%s)", (language) => {
  test.each(guides)("%s shows what it quotes", (name) => {
    const locale = address(language, "").slice(1);
    const source = readFileSync(
      join(repository, `packages/docs/src/content/docs/${locale}guides/${name}.mdx`),
      "utf8",
    );
    const $ = page(address(language, `guides/${name}`));
    const shown = $(".expressive-code pre").map((_, pre) =>
      $(pre)
        .find(".ec-line")
        .map((__, line) => $(line).text().replace(/\n$/, ""))
        .get()
        .join("\n"),
    );
    const wanted = quotesIn(source).map(
      ({ quote }) => quoted(readFileSync(join(repository, quote.file), "utf8"), quote).code,
    );
    // Commands that depend on what is published are no quotes.
    expect(shown.get().filter((code) => wanted.includes(code))).toEqual(wanted);
  });

  test.each(guides)("%s has no markup left in its text", (name) => {
    const main = page(address(language, `guides/${name}`))("main").clone();
    main.find("pre, code, script, style").remove();
    expect(main.text()).not.toMatch(/\*\*|`|\]\(/);
  });

  test("say what the published example gives, and which line adds an endpoint", () => {
    expect(page(address(language, "guides/signing"))("main").text()).toContain(
      "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71",
    );
    const [line = ""] =
      page(address(language, "guides/new-endpoint"))("main")
        .text()
        .match(/\/dapi.*\$ref.*}/) ?? [];
    expect(readFileSync(join(repository, "CONTRIBUTING.md"), "utf8")).toContain(line);
    expect(line).not.toBe("");
  });
});

describe("the commands", () => {
  const run = promisify(execFile);
  const exchange = (account: object) =>
    createMockExchange({ accounts: [{ apiKey: demoAccount.apiKey, ...account }] });
  let server: MockServer | undefined;
  afterEach(async () => server?.close());

  /** Runs a file of commands in a folder of its own, against the mock exchange. */
  async function sh(name: string, edit = (text: string) => text): Promise<string> {
    const text = edit(codeFile(name));
    const { stdout } = await run("sh", ["-euc", text], {
      cwd: folder,
      env: {
        ...process.env,
        BASE_URL: server?.url,
        BINANCE_API_KEY: demoAccount.apiKey,
        BINANCE_API_SECRET: demoAccount.secret,
      },
    });
    return stdout;
  }

  test("sign the published example", async () => {
    expect(await sh("vector.sh")).toMatch(
      /\bc8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71\n$/,
    );
  });

  test("sign with HMAC", async () => {
    server = await exchange({ secret: demoAccount.secret }).listen({});
    expect(JSON.parse(await sh("hmac.sh"))).toMatchObject([{ symbol: "BTCUSD_PERP" }]);
  });

  test.each(["rsa", "ed25519"])("make a key pair and sign with it: %s", async (kind) => {
    await sh(`${kind}Key.sh`);
    const publicKey = readFileSync(join(folder, "binance.pub.pem"), "utf8");
    server = await exchange({ publicKey }).listen({});
    // Base64 has characters to be encoded more often than not: several signatures, several times.
    for (let time = 0; time < 3; time += 1)
      expect(JSON.parse(await sh(`${kind}.sh`))).toMatchObject([{ symbol: "BTCUSD_PERP" }]);
  });

  const contractCli = join(repository, "packages/contract-tests/dist/cli.js");
  const contract = (text: string): string =>
    text
      .replaceAll(
        "npx @open-orders/contract-tests",
        `node ${contractCli} --only "security: no key"`,
      )
      .replaceAll("http://127.0.0.1:8787", server?.url ?? "");

  test.each(["contractMock.sh", "contractTarget.sh", "contractReplay.sh"])(
    "run the contract tests: %s",
    async (name) => {
      server = await createMockExchange().listen({});
      expect(await sh(name, contract)).toMatch(/^\d+ passed, 0 failed/m);
    },
  );

  test("of the nightly workflow are understood, and its report is written there", async () => {
    const [, command = ""] = /run: (npx .*)/.exec(codeFile("contractWorkflow.yaml")) ?? [];
    expect(command).toContain("--target testnet");
    server = await createMockExchange().listen({});
    await sh("contractMock.sh", () =>
      contract(command.replace("testnet", "http://127.0.0.1:8787")),
    );
    const [, report = ""] = /cat (\S+)/.exec(codeFile("contractWorkflow.yaml")) ?? [];
    expect(readFileSync(join(folder, report), "utf8")).toContain("passed");
  });
});
