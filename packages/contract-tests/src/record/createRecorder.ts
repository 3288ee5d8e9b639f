// Keeps what a target answers, check by check, sanitised before it is written.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Check } from "../run/check.ts";
import { checkName } from "../run/check.ts";
import { responseFor } from "../spec/description.ts";
import type { Api, Operation } from "../spec/description.ts";
import { withoutCredentials } from "../run/secrets.ts";
import type { Fetch, KeyKind, Target } from "../run/Target.ts";
import { decoded, parametersOf } from "./parametersOf.ts";
import type { Exchange, Recording } from "./Recording.ts";
import type { Sanitiser } from "./sanitise.ts";

/** Listens at the way to a target. */
export interface Recorder {
  readonly fetch: Fetch;
  /** Writes what came since the last call, as the answers to this check; nothing where nothing came. */
  readonly write: (check: Check) => Promise<void>;
}

/**
 * @param directory Gets one folder for each operation; made where it is missing.
 */
export function createRecorder(
  { fetch, credentials }: Target,
  apis: readonly Api[],
  sanitiser: Sanitiser,
  directory: string,
): Recorder {
  const operations = apis.flatMap((api) => api.operations);
  const names = new Set<string>();
  let heard: { readonly url: string; readonly method: string; readonly response: Response }[] = [];
  return {
    async fetch(url, init) {
      const response = await fetch(url, init);
      heard.push({ url, method: init?.method ?? "GET", response: response.clone() });
      return response;
    },
    async write(check) {
      const came = heard;
      heard = [];
      const exchanges = await Promise.all(
        came.map(async ({ url, method, response }): Promise<Exchange> => {
          const operation = operations.find(({ path }) => new URL(url).pathname.endsWith(path));
          // An answer that was cut off has been told by the check; what came of it is nobody's body.
          const text = await response.text().catch(() => "");
          const body = withoutCredentials(text, credentials);
          return {
            method,
            path: operation?.path ?? new URL(url).pathname,
            parameters: sanitised(parametersOf(url, operation), operation, sanitiser),
            status: response.status,
            headers: keptHeaders(response, operation),
            body: sanitiser.body(body, schemaOf(response, operation), !response.ok),
          };
        }),
      );
      if (exchanges.length === 0) return;
      const recording: Recording = {
        api: check.api,
        operation: check.operation,
        check: checkName(check),
        keys: Object.keys(credentials) as KeyKind[],
        exchanges,
      };
      const folder = join(directory, check.operation);
      await mkdir(folder, { recursive: true });
      const name = fileName(check, names);
      await writeFile(join(folder, name), `${JSON.stringify(recording, null, 2)}\n`);
    },
  };
}

function sanitised(
  parameters: Exchange["parameters"],
  operation: Operation | undefined,
  sanitiser: Sanitiser,
): Exchange["parameters"] {
  return parameters.map(([name, value]) => {
    const schema = operation?.parameters
      .find((parameter) => parameter.name === name)
      ?.place.at("schema");
    return [name, schema ? sanitiser.value(decoded(value), schema) : decoded(value)];
  });
}

function keptHeaders(
  { status, headers }: Response,
  operation: Operation | undefined,
): Exchange["headers"] {
  const described = (operation && responseFor(operation, status)?.headers) ?? [];
  const kept = ["content-type", ...described.map(({ name }) => name.toLowerCase())];
  return Object.fromEntries(
    kept.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

function schemaOf({ status, headers }: Response, operation: Operation | undefined) {
  const type = (headers.get("content-type") ?? "").toLowerCase().split(";")[0]?.trim() ?? "";
  return operation && responseFor(operation, status)?.bodies.get(type);
}

/** The rule and level as a name that every file system takes, once. */
function fileName({ operation, rule, level }: Check, names: Set<string>): string {
  const slug = `${rule} ${level}`.replaceAll(/[^\dA-Za-z]+/gu, "-").replaceAll(/^-|-$/gu, "");
  let name = slug;
  for (let count = 2; names.has(`${operation}/${name}`); count += 1) name = `${slug}-${count}`;
  names.add(`${operation}/${name}`);
  return `${name}.json`;
}
