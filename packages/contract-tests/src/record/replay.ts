// Runs the recorded checks again, with the recorded responses in place of the target: they are judged by the description
// as it is now, offline.
import { findByPath, membersOf } from "@open-orders/specs/model";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Api, Operation } from "@open-orders/specs/model";
import { checkName } from "../run/check.ts";
import type { Check } from "../run/check.ts";
import { createFindings } from "../run/findings.ts";
import type { Run } from "../run/findings.ts";
import { testKeys } from "../run/mockTarget.ts";
import { errorCode } from "../run/guards.ts";
import type { Credentials, Target } from "../run/Target.ts";
import { UsageError } from "../run/UsageError.ts";
import { parametersIn } from "./Recording.ts";
import type { Exchange, Recording } from "./Recording.ts";
import { isSensitive } from "./sanitise.ts";

/** Reads every recording of a directory. @throws UsageError where there is none, or one that cannot be read */
export async function readRecordings(directory: string): Promise<readonly Recording[]> {
  let names: readonly string[];
  try {
    names = await readdir(directory, { recursive: true });
  } catch (error) {
    throw new UsageError(`--replay ${directory}: cannot be read (${errorCode(error)}).`, {
      cause: error,
    });
  }
  const files = names.filter((name) => name.endsWith(".json")).toSorted();
  if (files.length === 0)
    throw new UsageError(`--replay ${directory}: no recordings; make some with --record.`);
  return Promise.all(files.map(async (file) => readRecording(join(directory, file))));
}

async function readRecording(file: string): Promise<Recording> {
  const text = await readFile(file, "utf8");
  try {
    const recording: unknown = JSON.parse(text);
    if (isRecording(recording)) return recording;
  } catch {
    // Named below, like any other file that is no recording.
  }
  throw new UsageError(`--replay: ${file} is no recording; record it again.`);
}

function isRecording(value: unknown): value is Recording {
  const texts = ["api", "operation", "check"].map((name) => membersOf(value)[name]);
  const [keys, exchanges] = ["keys", "exchanges"].map((name) => membersOf(value)[name]);
  return (
    texts.every((text) => typeof text === "string") &&
    Array.isArray(keys) &&
    Array.isArray(exchanges) &&
    exchanges.every(
      (one) =>
        typeof membersOf(one)["body"] === "string" && Number(membersOf(one)["status"]) >= 100,
    )
  );
}

/**
 * Runs the checks that were recorded.
 *
 * @throws UsageError naming a recording whose check does not exist any more
 */
export async function replay(
  recordings: readonly Recording[],
  checks: readonly Check[],
  apis: readonly Api[],
): Promise<readonly Run[]> {
  const byName = new Map(checks.map((check) => [`${check.api} ${checkName(check)}`, check]));
  const { credentials } = testKeys();
  const judge = createFindings();
  const runs: Run[] = [];
  for (const recording of recordings) {
    const check = byName.get(`${recording.api} ${recording.check}`);
    if (!check)
      throw new UsageError(
        `--replay: "${recording.check}" was recorded, and is no check any more; record again.`,
      );
    const { target, lost } = recordedTarget(recording, apis, credentials);
    const result = await check.run(target);
    const reason = lost();
    runs.push({
      check,
      result: reason === undefined ? judge(check, result) : { outcome: "skipped", reason },
    });
  }
  return runs;
}

/** A target that returns the recorded responses in their order, to requests like the recorded ones. */
function recordedTarget(
  { keys, exchanges }: Recording,
  apis: readonly Api[],
  credentials: Readonly<Record<string, Credentials>>,
): { readonly target: Target; readonly lost: () => string | undefined } {
  const operations = apis.flatMap((api) => api.operations);
  const left = [...exchanges];
  let lost: string | undefined;
  const target: Target = {
    name: "recording",
    baseUrl: "https://recording.invalid",
    credentials: Object.fromEntries(
      Object.entries(credentials).filter(([kind]) => keys.some((known) => known === kind)),
    ),
    shared: true,
    async fetch(url, init) {
      const operation = findByPath(operations, new URL(url).pathname);
      const exchange = left.shift();
      if (!exchange || !isLike(exchange, url, init?.method ?? "GET", operation)) {
        lost = "sends another request than was recorded; record again";
        throw new TypeError(lost);
      }
      const { status, headers, body } = exchange;
      return Promise.resolve(new Response(body === "" ? null : body, { status, headers }));
    },
  };
  return { target, lost: () => lost };
}

/** Whether a request is the recorded one. What was replaced in the recording may be anything. */
function isLike(
  { method, path, parameters }: Exchange,
  url: string,
  asked: string,
  operation: Operation | undefined,
): boolean {
  const replaced = operation?.parameters.filter(({ schema }) => isSensitive(schema)) ?? [];
  const shown = (pairs: Exchange["parameters"]): string =>
    JSON.stringify(
      pairs.map(([name, value]) => [name, replaced.some((one) => one.name === name) ? "" : value]),
    );
  const same = shown(parametersIn(url, operation)) === shown(parameters);
  return method === asked && (operation?.path ?? new URL(url).pathname) === path && same;
}
