// Recordings: what is kept of an exchange's responses, that nothing in it tells the account apart, and that the
// checks find in it what they would find at the exchange. Those in recordings/ were made with
// `--record` from a mock playing a remote; makeRecordings.ts makes them again.
import { readdirSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { typesOf } from "@open-orders/specs/model";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { replayContract, runContract } from "../src/index.ts";
import type { Recording } from "../src/record/Recording.ts";
import { fieldsOf, holdersOf } from "../src/run/fields.ts";
import { select } from "../src/run/items.ts";
import { longIds } from "../src/run/sampleItems.ts";
import { alteredAt, firstOf, operations, shortDescriptions } from "./operations.ts";
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
/** Names in it that identify the account. */
const names = operations
  .flatMap((operation) =>
    fieldsOf(operation)
      .filter(({ schema }) => schema["x-sensitive"])
      .flatMap((field) =>
        (remoteOrders[operation.id] ?? []).flatMap((item) => holdersOf(item, field)),
      ),
  )
  .map(({ object, key }) => String(object[key]))
  .filter((name) => name.length > 5);

/** An operation whose recordings are kept in the repository, and the field that is the side of its orders. */
const recorded = firstOf(
  operations.filter(({ id }) => readdirSync(committed).includes(id)),
  "recorded operation",
);
const { side = "" } = recorded.item["x-order"] ?? {};

describe.each(["what a run records", "what is kept in the repository"])("%s", (which) => {
  const made = which === "what a run records";
  let directory = committed;
  beforeAll(async () => {
    if (!made) return;
    directory = join(folder, "all");
    const remote = playRemote();
    const record = directory;
    const descriptions = shortDescriptions;
    await runContract({ target: remote.target, ...remote.clock, record, descriptions });
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
      // A described text that is nobody's name is kept, whatever digits are in it.
      for (const id of ids) expect(text).not.toMatch(new RegExp(`[:,[]${id}[,}\\]]`, "u"));
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
    const descriptions = alteredAt(
      recorded,
      recorded.itemNode.at("properties", side),
      (holder, key) => (holder[key] = { type: "boolean" }),
    );
    const { runs } = await replayContract(directory, { descriptions });
    const broken = runs.flatMap(({ check, result }) =>
      result.outcome === "failed" ? [check] : [],
    );
    const rules = broken.map(({ operation, rule }) => `${operation}: ${rule}`);
    expect(rules).toContain(`${recorded.id}: schema: ${side}`);
    expect(broken.filter(({ api }) => api !== recorded.api)).toEqual([]);
  });
});

describe("the same id", () => {
  const replaced = async (directory: string) => {
    const pairs: (readonly [original: string, replacement: string])[] = [];
    for (const operation of operations.filter(({ list }) => list)) {
      const file = join(directory, operation.id, "schema-the-response-raw.json");
      const [body = ""] = (await recordingIn(file)).exchanges.map((exchange) => exchange.body);
      const own = fieldsOf(operation).filter(
        ({ path, required, schema }) =>
          path.length === 1 &&
          required &&
          schema.format === "int64" &&
          !typesOf(schema).includes("null"),
      );
      for (const { name } of own) {
        const found = [...body.matchAll(new RegExp(`"${name}":(\\d+)`, "gu"))].map(([, id]) => id);
        const listed = select(operation, remoteOrders[operation.id] ?? [], {});
        const originals = listed.map((item) => String(item[name]));
        expect(found).toHaveLength(originals.length);
        pairs.push(...originals.map((id, index) => [id, found[index] ?? ""] as const));
      }
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
    const file = join(directory, recorded.id, "schema-the-response-raw.json");
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
    const line = `  ${recorded.id}: schema: the response (raw): expected status 200`;
    expect(ended.out).toContain(line);
    expect(ended.out).toContain(came);
  });

  test("reports a missing header", async () => {
    const directory = join(folder, "headers");
    await cp(committed, directory, { recursive: true });
    const files = await filesIn(join(directory, recorded.id));
    const file = firstOf(
      files.filter((name) => name.includes("headers-200-")),
      "recording of a header",
    );
    const change = withResponse({ headers: { "content-type": "application/json" } });
    await writeFile(file, JSON.stringify(change(await recordingIn(file))));
    const { runs } = await replayContract(directory, { only: "headers: 200" });
    expect(runs.map(({ result }) => result.outcome).toSorted()).toEqual(["failed", "passed"]);
  });

  test("reports an unknown field", async () => {
    const directory = await copied("unknown", (recording) => {
      const exchanges = recording.exchanges.map((exchange) =>
        Object.assign({}, exchange, {
          body: exchange.body.replaceAll(`"${side}"`, `"brandNew":1,"${side}"`),
        }),
      );
      return { ...recording, exchanges };
    });
    const { unknown } = await replayContract(directory);
    expect(unknown.map(({ operation, what }) => `${operation}: ${what}`)).toEqual([
      `${recorded.id}: field brandNew`,
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
      (recording) => ({ ...recording, check: "some: schema: bygone (raw)" }),
      '--replay: "some: schema: bygone (raw)" was recorded, and is no check any more; record again.',
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
