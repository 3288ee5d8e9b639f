// Keeps the responses of a target, check by check, sanitised before they are written.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Api, Operation } from "@open-orders/specs/model";
import { findByPath, responseFor } from "@open-orders/specs/model";
import { contentTypeOf } from "../checks/assertions.ts";
import { checkName } from "../run/check.ts";
import type { Check } from "../run/check.ts";
import { withoutCredentials } from "../run/secrets.ts";
import { kindsOf } from "../run/Target.ts";
import type { Fetch, Target } from "../run/Target.ts";
import { parametersIn } from "./Recording.ts";
import type { Exchange, Recording } from "./Recording.ts";
import type { Sanitiser } from "./sanitise.ts";

export interface Recorder {
  readonly fetch: Fetch;
  /** Writes the responses since the last call, as those to this check; nothing where there were none. */
  readonly write: (check: Check) => Promise<void>;
}

/** @param directory Gets one folder for each operation; made where it is missing. */
export function createRecorder(
  { fetch, credentials }: Target,
  apis: readonly Api[],
  sanitiser: Sanitiser,
  directory: string,
): Recorder {
  const operations = apis.flatMap((api) => api.operations);
  const names = new Set<string>();
  let received: { readonly url: string; readonly method: string; readonly response: Response }[] =
    [];

  const exchangeOf = async ({
    url,
    method,
    response,
  }: (typeof received)[number]): Promise<Exchange> => {
    const { pathname } = new URL(url);
    const operation = findByPath(operations, pathname);
    // A response that was cut off has been judged by the check; what is left of it is no body.
    const text = withoutCredentials(await response.text().catch(() => ""), credentials);
    const described = operation && responseFor(operation.responses, response.status);
    const body = described?.bodies.find(
      ({ contentType }) => contentType === contentTypeOf(response),
    );
    const kept = [
      "content-type",
      ...(described?.headers ?? []).map(({ name }) => name.toLowerCase()),
    ];
    return {
      method,
      path: operation?.path ?? pathname,
      parameters: parametersIn(url, operation).map(([name, value]) => [
        name,
        sanitiser.value(value, schemaOf(operation, name)),
      ]),
      status: response.status,
      headers: Object.fromEntries(
        kept.flatMap((name) => {
          const value = response.headers.get(name);
          return value === null ? [] : [[name, value]];
        }),
      ),
      body: sanitiser.body(text, body?.schemaNode && body.schema, !response.ok),
    };
  };
  return {
    async fetch(url, init) {
      const response = await fetch(url, init);
      received.push({ url, method: init?.method ?? "GET", response: response.clone() });
      return response;
    },
    async write(check) {
      const exchanges = await Promise.all(received.map(exchangeOf));
      received = [];
      if (exchanges.length === 0) return;
      const { api, operation } = check;
      const keys = kindsOf(credentials);
      const recording: Recording = { api, operation, check: checkName(check), keys, exchanges };
      const folder = join(directory, operation);
      await mkdir(folder, { recursive: true });
      const text = `${JSON.stringify(recording, null, 2)}\n`;
      await writeFile(join(folder, fileName(check, names)), text);
    },
  };
}

function schemaOf(operation: Operation | undefined, name: string) {
  return operation?.parameters.find((parameter) => parameter.name === name)?.schema ?? {};
}

/** The rule and level as a name that every file system takes, once. */
function fileName({ operation, rule, level }: Check, names: Set<string>): string {
  const slug = `${rule} ${level}`.replaceAll(/[^\dA-Za-z]+/gu, "-").replaceAll(/^-|-$/gu, "");
  let name = slug;
  for (let count = 2; names.has(`${operation}/${name}`); count += 1) name = `${slug}-${count}`;
  names.add(`${operation}/${name}`);
  return `${name}.json`;
}
