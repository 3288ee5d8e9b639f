// The line that repeats a request is run by a real shell with curl and openssl, against a server that keeps what it
// receives: method, path, query and key are those of the check, byte for byte but for the time and what it signs. And no
// line holds what opens an account. Skipped where one of the three tools is missing. One shell runs all lines.
import { execFile, execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { array, assert, oneof, property, string, stringMatching } from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createChecks } from "../../src/index.ts";
import type { KeyKind, Target } from "../../src/index.ts";
import { testKeys } from "../../src/run/mockTarget.ts";
import { signatureMark, timeMark } from "../../src/run/SentRequest.ts";
import type { SentRequest } from "../../src/run/SentRequest.ts";
import { quoted, shellLine } from "../../src/run/shellLine.ts";
import { signQuery } from "../../src/run/sign.ts";
import { orderList } from "../operations.ts";

const { credentials } = testKeys();
const kinds = Object.keys(credentials) as KeyKind[];
const toolsMissing = ["sh -c :", "curl --version", "openssl version"].some((command) => {
  const [name = "", ...given] = command.split(" ");
  return spawnSync(name, given).status !== 0;
});

interface Received {
  readonly method: string;
  readonly url: string;
  readonly key: string | null;
}

interface Repeated {
  readonly name: string;
  readonly kind: KeyKind;
  readonly line: string;
  /** What the check sent. */
  readonly sent: Received;
}

/** The raw checks at a target where nothing is right, each with the last request that it sent and the line of it. */
async function repeatedBy(base: string): Promise<readonly Repeated[]> {
  const found: Repeated[] = [];
  for (const kind of kinds) {
    let last: Received | undefined;
    const target: Target = {
      name: "out of order",
      baseUrl: base,
      credentials: { [kind]: credentials[kind] },
      async fetch(url, init) {
        const key = new Headers(init?.headers).get("x-mbx-apikey");
        last = { method: init?.method ?? "GET", url: url.slice(base.length), key };
        return Promise.resolve(new Response("out of order", { status: 555 }));
      },
    };
    for (const check of createChecks(undefined, { levels: ["raw"] })) {
      if (kind !== "hmac" && !check.rule.startsWith(`security: ${kind}`)) continue;
      const result = await check.run(target);
      if ("repeat" in result && result.repeat !== undefined && last)
        found.push({
          name: `${check.operation}: ${check.rule}`,
          kind,
          line: result.repeat,
          sent: last,
        });
    }
  }
  return found;
}

/** Without what differs from one second to the next: the digits of a timestamp, and the signature. */
function constant({ method, url, key }: Received): unknown {
  const timeless = url.replaceAll(/(?<=timestamp=)\d{13}/gu, "time");
  return {
    method,
    key,
    url: timeless.replaceAll(/(?<=signature=)(?:[\w%.-]{40,})/gu, "signature"),
  };
}

describe.skipIf(toolsMissing)("every line", () => {
  const folder = mkdtempSync(join(tmpdir(), "open-orders-line-"));
  const received: Received[] = [];
  const server = createServer(({ method = "", url = "", headers }, response) => {
    received.push({ method, url, key: (headers["x-mbx-apikey"] as string | undefined) ?? null });
    response.end();
  });
  let all: readonly Repeated[] = [];
  let repeated: readonly Repeated[] = [];
  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    all = await repeatedBy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    // Each form of request once, of one operation.
    const forms = all
      .filter(({ name }) => name.startsWith(`${orderList.id}: `))
      .map(
        (one) =>
          [
            `${one.line.replaceAll(/'.*?'/gu, "")} ${JSON.stringify(constant(one.sent))}`,
            one,
          ] as const,
      );
    repeated = [...new Map(forms).values()];
    const script = repeated.map(({ kind, line }) => {
      const { apiKey, secret } = credentials[kind];
      const file = join(folder, `${kind}.pem`);
      writeFileSync(file, secret);
      const set = `BINANCE_API_KEY=${apiKey} BINANCE_API_SECRET=${kind === "hmac" ? secret : ""}`;
      return `${set} BINANCE_PRIVATE_KEY_FILE=${quoted(file)}\n${line}\n`;
    });
    await promisify(execFile)("sh", ["-c", script.join("")], { maxBuffer: 2 ** 26 });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
    server.close();
  });

  test("sends the request of its check, byte for byte", () => {
    expect(repeated.length).toBeGreaterThan(40);
    expect(received).toHaveLength(repeated.length);
    for (const [index, { name, sent }] of repeated.entries())
      expect({ name, ...Object(constant(received[index] ?? sent)) }).toEqual({
        name,
        ...Object(constant(sent)),
      });
  });

  test("signs as its check did: rightly, or wrongly in the same way", () => {
    const isRight = ({ url }: Received, kind: KeyKind): boolean => {
      const [text = "", signature = ""] = (url.split("?")[1] ?? "").split("&signature=");
      const right = signQuery(kind, credentials[kind].secret, text);
      return kind === "hmac" ? right === signature.toLowerCase() : right === signature;
    };
    const judged = repeated.map(({ sent, kind }, index) => ({
      check: isRight(sent, kind),
      line: isRight(received[index] ?? sent, kind),
    }));
    expect(judged.filter(({ check, line }) => check !== line)).toEqual([]);
    expect(new Set(judged.map(({ check }) => check))).toEqual(new Set([true, false]));
  });

  test("keeps a timestamp that is empty, in words, in seconds, missing or sent twice", () => {
    const queryAfter = (rule: string): string => {
      const index = repeated.findIndex(({ name }) => name.endsWith(`: ${rule}`));
      return received[index]?.url.split("?")[1] ?? "";
    };
    expect(queryAfter("timing: empty timestamp")).toMatch(/^timestamp=&signature=/u);
    expect(queryAfter("timing: timestamp in words")).toMatch(/^timestamp=now&signature=/u);
    expect(queryAfter("timing: timestamp in seconds")).toMatch(/^timestamp=\d{10}&signature=/u);
    expect(queryAfter("timing: no timestamp")).toMatch(/^signature=/u);
    expect(queryAfter("parameters: timestamp repeated")).toMatch(
      /^timestamp=(\d{13})&timestamp=\1&signature=/u,
    );
  });

  test("holds no key, secret or signature, and is one line", () => {
    const secrets = Object.values(credentials).flatMap(({ apiKey, secret }) => [apiKey, secret]);
    expect(all.length).toBeGreaterThan(150);
    for (const { line } of all) {
      expect(line).toMatch(/^(?:[tqsf]=|curl )/u);
      expect(line).not.toMatch(/[\da-f]{64}|PRIVATE KEY|\n/iu);
      for (const secret of secrets) expect(line).not.toContain(secret);
    }
  });
});

describe("a line", () => {
  const query = `shop=A%26B&timestamp=${timeMark}`;
  const request: SentRequest = {
    method: "GET",
    base: "https://exchange.test",
    path: "/v1/tickets",
    query: `${query}&signature=${signatureMark}`,
    offsetMs: 0,
    kind: "hmac",
    key: { name: "X-KEY" },
    signature: { text: query },
  };

  test("is short where the request is right", () => {
    expect(shellLine(request)).toBe(
      `t=$(date +%s)000; q='shop=A%26B&timestamp='"$t"; ` +
        `s=$(printf %s "$q" | openssl dgst -sha256 -hmac "$BINANCE_API_SECRET" -r | cut -d ' ' -f 1); ` +
        `curl -sS -i -g -H 'X-KEY: '"$BINANCE_API_KEY" 'https://exchange.test/v1/tickets''?'"$q"'&signature='"$s"`,
    );
  });

  test("is shorter where nothing is signed", () => {
    const { method, base, path, offsetMs, kind } = request;
    const open = { method, base, path, offsetMs, kind, query: "" };
    expect(shellLine(open)).toBe("curl -sS -i -g 'https://exchange.test/v1/tickets'");
    expect(shellLine({ ...open, method: "DELETE" })).toContain(" -X DELETE ");
  });

  test("says what it does not repeat", () => {
    const note = (change: Partial<SentRequest>, needs?: Parameters<typeof shellLine>[1]): string =>
      shellLine({ ...request, ...change }, needs).split(" # ")[1] ?? "";
    expect(note({ note: "the client sent another key" })).toBe("the client sent another key");
    expect(note({ offsetMs: 999 })).toBe("the time is exact to a second");
    expect(note({}, ["faults"])).toMatch(/^without the fault/u);
    expect(note({ base: "https://mock.invalid" })).toMatch(/^BASE_URL is where/u);
  });

  test("sets the time back or forward", () => {
    expect(shellLine({ ...request, offsetMs: -5001 })).toContain("t=$(($(date +%s)000 - 5001));");
    expect(shellLine({ ...request, offsetMs: 1000 })).toContain("t=$(($(date +%s)000 + 1000));");
  });

  test("leaves out who an address names", () => {
    expect(shellLine({ ...request, base: "https://me:mine@exchange.test" })).not.toContain("mine");
  });
});

test.skipIf(toolsMissing)("a shell reads back what was quoted, byte by byte", () => {
  const text = string({ unit: "binary" }).filter((one) => !one.includes("\0"));
  const awkward = stringMatching(/^['"\\$`!#\n ~*?&;|<>(){}[\]-]*$/u);
  assert(
    property(array(oneof(text, awkward), { minLength: 500, maxLength: 600 }), (texts) => {
      const line = `printf '%s\\0' ${texts.map(quoted).join(" ")}`;
      const read = execFileSync("sh", ["-c", line]).toString().split("\0").slice(0, -1);
      expect(read).toEqual(texts);
    }),
    { numRuns: 2, seed: 20_260_115 },
  );
});
