// Recordings: what is kept of an exchange's responses, that nothing in it tells the account apart, and that the
// checks find in it what they would find at the exchange. Those in recordings/ were made with
// `--record` from a mock playing a remote; makeRecordings.ts makes them again.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenApiDocument } from "@open-orders/specs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { englishDescriptions, replayContract, runContract } from "../src/index.ts";
import type { Recording } from "../src/record/Recording.ts";
import { longIds } from "../src/run/sampleItems.ts";
import { playRemote, remoteKeys, remoteOrders, remoteUrl } from "./playRemote.ts";

const committed = join(import.meta.dirname, "recordings");
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "recordings-"));
});
afterAll(async () => rm(folder, { recursive: true }));

async function filesIn(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory, { recursive: true });
  const files = names.filter((name) => name.endsWith(".json")).toSorted();
  return files.map((name) => join(directory, name));
}

const recordingIn = async (file: string): Promise<Recording> =>
  JSON.parse(await readFile(file, "utf8")) as Recording;

/** Ids of the account that are long enough to be looked for. */
const ids = longIds.filter((id) => id.length > 9);
const names = Object.values(remoteOrders)
  .flat()
  .map(({ clientOrderId }) => String(clientOrderId))
  .filter((name) => name.length > 5);

describe.each(["what a run records", "what is kept in the repository"])("%s", (which) => {
  const made = which === "what a run records";
  let directory = committed;
  beforeAll(async () => {
    if (!made) return;
    directory = join(folder, "all");
    const remote = playRemote();
    const record = directory;
    await runContract({ target: remote.target, ...remote.clock, record });
  });

  test("is one file for each check that had a response", async () => {
    const files = await filesIn(directory);
    expect(files.length).toBeGreaterThan(made ? 140 : 10);
    const checks = await Promise.all(files.map(async (file) => (await recordingIn(file)).check));
    expect(new Set(checks).size).toBe(files.length);
  });

  test("has no id, no name, no key and no signature of the account", async () => {
    for (const file of await filesIn(directory)) {
      const text = await readFile(file, "utf8");
      const bodies = (await recordingIn(file)).exchanges.map(({ body }) => body).join("\n");
      for (const id of ids) expect(text).not.toContain(id);
      for (const name of names) expect(bodies).not.toContain(JSON.stringify(name));
      expect(text).not.toContain(remoteKeys.apiKey);
      expect(text).not.toContain(remoteKeys.secret);
      expect(text).not.toMatch(/[\da-f]{64}/iu);
      expect(text).not.toMatch(/"(?:signature|timestamp)"|signature=/u);
    }
  });

  test("passes the checks that passed, without a network", async () => {
    const report = await replayContract(directory);
    expect(report.runs.filter(({ result }) => result.outcome !== "passed")).toEqual([]);
    expect(report.runs.length).toBe((await filesIn(directory)).length);
  });

  test("fails the checks of a description that says something else", async () => {
    const descriptions = structuredClone(englishDescriptions) as Record<string, OpenApiDocument>;
    const { schemas } = Object(descriptions["coin-m-futures"]?.["components"]) as {
      schemas: { CoinMOpenOrder: { properties: { side: object } } };
    };
    schemas.CoinMOpenOrder.properties.side = { type: "boolean" };
    const { runs } = await replayContract(directory, { descriptions });
    const broken = runs.flatMap(({ check, result }) =>
      result.outcome === "failed" ? [`${check.operation}: ${check.rule}`] : [],
    );
    expect(broken).toContain("listOpenOrders: schema: side");
    expect(broken.filter((rule) => rule.startsWith("listMarginOpenOrders"))).toEqual([]);
  });
});

describe("the same id", () => {
  const replaced = async (directory: string) => {
    const pairs: (readonly [original: string, replacement: string])[] = [];
    for (const [operation, field] of [
      ["listOpenOrders", "orderId"],
      ["listMarginOpenOrders", "orderId"],
      ["listMarginOpenOrders", "accountId"],
    ] as const) {
      const file = join(directory, operation, "schema-the-response-raw.json");
      const [body = ""] = (await recordingIn(file)).exchanges.map((exchange) => exchange.body);
      const found = [...body.matchAll(new RegExp(`"${field}":(\\d+)`, "gu"))].map(([, id]) => id);
      const originals = (remoteOrders[operation] ?? []).map((item) => String(item[field]));
      expect(found).toHaveLength(originals.length);
      pairs.push(...originals.map((id, index) => [id, found[index] ?? ""] as const));
    }
    return pairs;
  };

  test("has the same replacement everywhere, another of as many digits", async () => {
    const directory = join(folder, "ids");
    const remote = playRemote();
    const only = "schema: the response";
    await runContract({ target: remote.target, ...remote.clock, only, record: directory });
    const pairs = await replaced(directory);
    const byOriginal = new Map(pairs);
    expect(byOriginal.size).toBeGreaterThan(5);
    for (const [original, replacement] of pairs) {
      expect(replacement).toBe(byOriginal.get(original));
      expect(replacement).not.toBe(original);
      expect(replacement).toHaveLength(original.length);
    }
    expect(new Set(byOriginal.values()).size).toBe(byOriginal.size);
  });
});

describe("a replay", () => {
  const copied = async (name: string, alter: (recording: Recording) => unknown) => {
    const directory = join(folder, name);
    await cp(committed, directory, { recursive: true });
    const file = join(directory, "listOpenOrders", "schema-the-response-raw.json");
    await writeFile(file, JSON.stringify(alter(await recordingIn(file))));
    return directory;
  };
  const withResponse =
    (change: Partial<Recording["exchanges"][number]>) => (recording: Recording) => ({
      ...recording,
      exchanges: recording.exchanges.map((exchange) => Object.assign({}, exchange, change)),
    });

  test.each<[string, Partial<Recording["exchanges"][number]>, string]>([
    ["a status that is not described", { status: 207 }, "status 207, a list of"],
    [
      "another content type",
      { headers: { "content-type": "text/plain" } },
      "content type text/plain",
    ],
    ["a body that is no JSON", { body: "[,]" }, "not JSON"],
  ])("reports %s in one line and ends in 1", async (name, change, came) => {
    const directory = await copied(name, withResponse(change));
    const ended = await playRemote().run("--replay", directory, "--report", join(folder, "report"));
    expect(ended.code).toBe(1);
    expect(ended.out).toMatch(
      /^ *listOpenOrders: schema: the response \(raw\): expected status 200/mu,
    );
    expect(ended.out).toContain(came);
  });

  test("reports a missing header", async () => {
    const directory = join(folder, "headers");
    await cp(committed, directory, { recursive: true });
    const file = join(directory, "listOpenOrders", "headers-200-X-MBX-USED-WEIGHT-1M-raw.json");
    const change = withResponse({ headers: { "content-type": "application/json" } });
    await writeFile(file, JSON.stringify(change(await recordingIn(file))));
    const { runs } = await replayContract(directory, { only: "headers: 200" });
    expect(runs.map(({ result }) => result.outcome).toSorted()).toEqual(["failed", "passed"]);
  });

  test("reports an unknown field", async () => {
    const directory = await copied("unknown", (recording) => {
      const exchanges = recording.exchanges.map((exchange) =>
        Object.assign({}, exchange, {
          body: exchange.body.replaceAll('"side"', '"brandNew":1,"side"'),
        }),
      );
      return { ...recording, exchanges };
    });
    const { unknown } = await replayContract(directory);
    expect(unknown.map(({ operation, what }) => `${operation}: ${what}`)).toEqual([
      "listOpenOrders: field brandNew",
    ]);
  });

  test("skips a check that sends another request by now", async () => {
    const directory = await copied("asks", withResponse({ parameters: [["pair", "BTCUSD"]] }));
    const { runs } = await replayContract(directory, { only: "schema: the response" });
    const reasons = runs.flatMap(({ result }) =>
      result.outcome === "skipped" ? [result.reason] : [],
    );
    expect(reasons).toEqual(["sends another request than was recorded; record again"]);
  });

  test.each<[string, (recording: Recording) => unknown, string]>([
    [
      "whose check is no more",
      (recording) => ({ ...recording, check: "listOpenOrders: schema: bygone (raw)" }),
      '--replay: "listOpenOrders: schema: bygone (raw)" was recorded, and is no check any more; record again.',
    ],
    ["that is something else", () => ({ orders: [] }), "is no recording; record it again."],
  ])("rejects a recording %s", async (name, alter, line) => {
    const directory = await copied(name, alter);
    const ended = await playRemote().run("--replay", directory, "--report", join(folder, "report"));
    expect({ code: ended.code, err: ended.err }).toEqual({
      code: 2,
      err: expect.stringContaining(line),
    });
  });
});

test("the command records and replays", async () => {
  const directory = join(folder, "command");
  const report = join(folder, "report");
  const remote = playRemote();
  const given = ["--target", remoteUrl, "--record", directory, "--only", "schema: o"];
  expect((await remote.run(...given, "--report", report)).code).toBe(0);
  const { length } = remote.exchange.requests;
  const replayed = await remote.run("--replay", directory, "--report", report);
  expect({ code: replayed.code, err: replayed.err }).toEqual({ code: 0, err: "" });
  expect(remote.exchange.requests).toHaveLength(length);
});
