// Asks the recorded checks again, with the recorded answers in place of the target: what they say is held
// against the description as it is now, offline.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkName } from "../run/check.ts";
import type { Check } from "../run/check.ts";
import type { Run } from "../run/coverage.ts";
import type { Api, Operation } from "../spec/description.ts";
import { makeKeys } from "../run/mockTarget.ts";
import type { Target } from "../run/Target.ts";
import { UsageError } from "../run/UsageError.ts";
import { decoded, parametersOf } from "./parametersOf.ts";
import type { Exchange, Recording } from "./Recording.ts";
import { isSensitive } from "./sanitise.ts";

/** Reads every recording of a directory. @throws UsageError where there is none, or one that cannot be read */
export async function readRecordings(directory: string): Promise<readonly Recording[]> {
  let names: readonly string[];
  try {
    names = await readdir(directory, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`--replay ${directory}: cannot be read (${code}).`, { cause: error });
  }
  const files = names.filter((name) => name.endsWith(".json")).toSorted();
  if (files.length === 0)
    throw new UsageError(`--replay ${directory}: no recordings; make some with --record.`);
  return Promise.all(files.map((file) => readRecording(join(directory, file))));
}

async function readRecording(file: string): Promise<Recording> {
  const text = await readFile(file, "utf8");
  try {
    const recording = JSON.parse(text) as Recording;
    const whole =
      typeof recording.check === "string" &&
      Array.isArray(recording.keys) &&
      Array.isArray(recording.exchanges) &&
      recording.exchanges.every(({ body, status }) => typeof body === "string" && status >= 100);
    if (whole) return recording;
  } catch {
    // Told below, as any other file that is no recording.
  }
  throw new UsageError(`--replay: ${file} is no recording; record it again.`);
}

/**
 * Runs the checks that were recorded.
 *
 * @throws UsageError naming a recording whose check is no more
 */
export async function replay(
  recordings: readonly Recording[],
  checks: readonly Check[],
  apis: readonly Api[],
): Promise<readonly Run[]> {
  const byName = new Map(checks.map((check) => [`${check.api} ${checkName(check)}`, check]));
  const runs: Run[] = [];
  for (const recording of recordings) {
    const check = byName.get(`${recording.api} ${recording.check}`);
    if (!check)
      throw new UsageError(
        `--replay: "${recording.check}" was recorded, and is no check any more; record again.`,
      );
    const { target, lost } = recordedTarget(recording, apis);
    const result = await check.run(target);
    const reason = lost();
    runs.push({ check, result: reason === undefined ? result : { outcome: "skipped", reason } });
  }
  return runs;
}

/** A target that gives the recorded answers in their order, to requests like those that they were given to. */
function recordedTarget(
  { keys, exchanges }: Recording,
  apis: readonly Api[],
): { readonly target: Target; readonly lost: () => string | undefined } {
  const operations = apis.flatMap((api) => api.operations);
  const left = [...exchanges];
  let lost: string | undefined;
  const known = Object.entries(makeKeys().credentials).filter(([kind]) =>
    (keys as readonly string[]).includes(kind),
  );
  const target: Target = {
    name: "recording",
    baseUrl: "https://recording.invalid",
    credentials: Object.fromEntries(known),
    shared: true,
    async fetch(url, init) {
      const operation = operations.find(({ path }) => new URL(url).pathname === path);
      const exchange = left.shift();
      if (!exchange || !isLike(exchange, url, init?.method ?? "GET", operation)) {
        lost = "asks for something else than was recorded; record again";
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
  if (method !== asked || new URL(url).pathname !== path) return false;
  const replaced = new Set(
    operation?.parameters
      .filter(({ place }) => isSensitive(place.at("schema") ?? place))
      .map(({ name }) => name),
  );
  const shown = (pairs: Exchange["parameters"]): string =>
    JSON.stringify(pairs.map(([name, value]) => [name, replaced.has(name) ? "" : value]));
  const now = parametersOf(url, operation).map(([name, value]) => [name, decoded(value)] as const);
  return shown(now) === shown(parameters);
}
