// The line that repeats a request is run, by a real shell with curl and openssl, against the mock over HTTP:
// it gets what the check's own request would have got, and holds nothing that opens an account. Skipped where
// one of the three is missing.
import { execFile, execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { array, assert, oneof, property, string, stringMatching } from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { createChecks, createMockTarget, runChecks } from "../../src/index.ts";
import type { Check, KeyKind, Target } from "../../src/index.ts";
import { quoted, shellLine } from "../../src/run/shellLine.ts";
import type { SentRequest } from "../../src/run/SentRequest.ts";
import { operations } from "../mutants/mutant.ts";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "open-orders-line-"));
const mock = await createMockTarget({ over: "http", mock: { now: Date.now } });
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await mock.close();
});

const checks = createChecks();
const toolsMissing = ["sh -c :", "curl --version", "openssl version"].some((command) => {
  const [name = "", ...given] = command.split(" ");
  return spawnSync(name, given).status !== 0;
});

/** The lines of checks that a target breaks by answering nothing but an error. */
async function linesOf(chosen: readonly Check[], kind: KeyKind = "hmac"): Promise<string[]> {
  const { name, baseUrl, credentials, data } = mock;
  const target: Target = {
    name,
    baseUrl,
    data,
    credentials: { [kind]: credentials[kind] },
    fetch: async () => new Response("out of order", { status: 555 }),
  };
  const runs = await runChecks(chosen, target);
  return runs.flatMap(({ result }) => (result.outcome === "failed" ? [result.repeat ?? ""] : []));
}

/** Runs a line with the key of this kind in the environment; the status and body that came. */
async function answerTo(
  line: string,
  kind: KeyKind = "hmac",
): Promise<{ status: number; code: unknown }> {
  const { apiKey = "", secret = "" } = mock.credentials[kind] ?? {};
  const file = join(folder, `${kind}.pem`);
  writeFileSync(file, secret);
  const env = {
    PATH: process.env["PATH"] ?? "",
    BINANCE_API_KEY: apiKey,
    ...(kind === "hmac" ? { BINANCE_API_SECRET: secret } : { BINANCE_PRIVATE_KEY_FILE: file }),
  };
  const { stdout } = await run("sh", ["-c", line], { env });
  const [head = "", body = ""] = stdout.split("\r\n\r\n");
  return {
    status: Number(/^HTTP\/\S+ (\d+)/u.exec(head)?.[1]),
    code: (JSON.parse(body) as { readonly code?: unknown }).code,
  };
}

describe.skipIf(toolsMissing).each(operations)("$id", ({ api, id }) => {
  const named = (rule: string): readonly Check[] =>
    checks.filter(
      (check) =>
        check.api === api && check.operation === id && check.rule === rule && check.level === "raw",
    );

  test.each(["hmac", "rsa", "ed25519"] as const)("an %s key is accepted again", async (kind) => {
    const [line = ""] = await linesOf(named(`security: ${kind} key`), kind);
    expect(await answerTo(line, kind)).toEqual({ status: 200, code: undefined });
  });

  test.each([
    ["parameters: symbol of reserved characters", 200, undefined],
    ["security: no key", 401, -2014],
    ["security: unknown key", 401, -2015],
    ["security: no signature", 400, -1102],
    ["security: signature altered", 400, -1022],
    ["timing: no timestamp", 400, -1102],
    ["timing: timestamp in seconds", 400, -1021],
    ["parameters: symbol not UTF-8", 400, -1100],
    ["parameters: symbol repeated", 400, -1101],
    ["parameters: unknown", 400, -1103],
  ])("%s: gets what the check should have got", async (rule, status, code) => {
    const [line = ""] = await linesOf(named(rule));
    expect(await answerTo(line)).toEqual({ status, code });
  });
});

test("no line holds a key, a secret or a signature, and each is one line", async () => {
  const lines = (await linesOf(checks)).filter((line) => line !== "");
  expect(lines.length).toBeGreaterThan(150);
  const secrets = Object.values(mock.credentials).flatMap(({ apiKey, secret }) => [apiKey, secret]);
  for (const line of lines) {
    expect(line).toMatch(/^(?:[qsf]=|curl )/u);
    expect(line).not.toMatch(/[\da-f]{64}|PRIVATE KEY|\n/iu);
    for (const secret of secrets) expect(line).not.toContain(secret);
  }
});

describe("a line", () => {
  const request: SentRequest = {
    method: "GET",
    base: "https://exchange.test",
    path: "/v1/tickets",
    parameters: [["shop", "A%26B"]],
    timestamp: { name: "timestamp", offsetMs: 0 },
    key: { name: "X-KEY", whose: "own" },
    signature: { name: "signature", kind: "hmac", right: true },
  };

  test("is short where the request is right", () => {
    expect(shellLine(request)).toBe(
      `q='shop=A%26B&timestamp='"$(date +%s)000"; ` +
        `s=$(printf %s "$q" | openssl dgst -sha256 -hmac "$BINANCE_API_SECRET" -r | cut -d ' ' -f 1); ` +
        `curl -sS -i -g -H 'X-KEY: '"$BINANCE_API_KEY" 'https://exchange.test/v1/tickets'"?$q"'&signature='"$s"`,
    );
  });

  test("is shorter where nothing is signed", () => {
    const open = {
      ...request,
      parameters: [],
      timestamp: undefined,
      key: undefined,
      signature: undefined,
    };
    expect(shellLine(open)).toBe("curl -sS -i -g 'https://exchange.test/v1/tickets'");
    expect(shellLine({ ...open, method: "DELETE" })).toContain(" -X DELETE ");
  });

  test("says what it does not repeat", () => {
    const told = (change: Partial<SentRequest>, needs?: Check["needs"]): string =>
      shellLine({ ...request, ...change }, needs).split(" # ")[1] ?? "";
    expect(told({ key: { name: "X-KEY", whose: "other" } })).toMatch(/^this key is nobody's/u);
    expect(told({ timestamp: { name: "t", offsetMs: 999 } })).toBe("the time is right to a second");
    expect(told({}, ["faults"])).toMatch(/^without the fault/u);
    expect(told({ base: "https://mock.invalid" })).toMatch(/^BASE_URL is where/u);
  });

  test("sets the time back or forward", () => {
    const sent = (offsetMs: number): string =>
      shellLine({ ...request, timestamp: { name: "timestamp", offsetMs } });
    expect(sent(-5001)).toContain(`'"$(($(date +%s)000 - 5001))"`);
    expect(sent(1000)).toContain(`'"$(($(date +%s)000 + 1000))"`);
  });

  test("leaves out who an address names", () => {
    expect(shellLine({ ...request, base: "https://me:mine@exchange.test" })).not.toContain("mine");
  });
});

test.skipIf(toolsMissing)("a shell reads back what was quoted, byte by byte", () => {
  const text = string({ unit: "binary" }).filter((one) => !one.includes("\0"));
  const awkward = stringMatching(/^['"\\$`!#\n ~*?&;|<>(){}[\]-]*$/u);
  assert(
    property(array(oneof(text, awkward), { minLength: 20, maxLength: 40 }), (texts) => {
      const line = `printf '%s\\0' ${texts.map(quoted).join(" ")}`;
      const read = execFileSync("sh", ["-c", line]).toString().split("\0").slice(0, -1);
      expect(read).toEqual(texts);
    }),
    { numRuns: 30, seed: 20_260_115 },
  );
});
