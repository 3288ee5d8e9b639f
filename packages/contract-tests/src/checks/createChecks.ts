// The matrix: every suite of checks for every operation of every description. Checks that name what is wrong come before
// those that fail with it, so that one cause is one finding.
import * as realClient from "@open-orders/client";
import type { Api, Operation } from "@open-orders/specs/model";
import { createCheck, levels as allLevels } from "../run/check.ts";
import type { Check, CheckDefinition, Level } from "../run/check.ts";
import type { ClientModule } from "../run/client.ts";
import { englishDescriptions, readApis } from "../run/descriptions.ts";
import type { Descriptions } from "../run/descriptions.ts";
import { createSchemaValidator } from "../run/schemaValidator.ts";
import type { SchemaValidator } from "../run/schemaValidator.ts";
import { clientChecks, clockChecks } from "./client.ts";
import { connectionChecks } from "./connection.ts";
import { errorChecks, retryChecks } from "./errors.ts";
import { exactnessChecks } from "./exactness.ts";
import { filterChecks } from "./filters.ts";
import { headerChecks } from "./headers.ts";
import { limitChecks } from "./limits.ts";
import { orderChecks } from "./orders.ts";
import { combinationChecks, parameterChecks } from "./parameters.ts";
import { schemaChecks } from "./schema.ts";
import { securityChecks } from "./security.ts";
import { timingChecks } from "./timing.ts";
import { weightChecks } from "./weights.ts";

/** Options of `createChecks`. */
export interface ChecksOptions {
  /** The client's module, or one to try in its place. @defaultValue @open-orders/client */
  readonly client?: ClientModule;
  /** The levels to ask at. @defaultValue all */
  readonly levels?: readonly Level[];
}

/** What was compiled of their schemas serves every run. */
const validators = new WeakMap<Descriptions, SchemaValidator>();

/**
 * Makes the checks of these descriptions. Nothing is sent until one is run.
 *
 * @throws TypeError when two checks of an operation have the same name, or a description is incomplete.
 */
export function createChecks(
  descriptions: Descriptions = englishDescriptions,
  { client = realClient, levels = allLevels }: ChecksOptions = {},
): readonly Check[] {
  const schemas = validators.get(descriptions) ?? createSchemaValidator();
  validators.set(descriptions, schemas);
  const checks = readApis(descriptions).flatMap((api) => {
    const intervalMs = Math.max(60_000, ...api.rateLimits.map((limit) => limit.intervalMs));
    return api.operations.flatMap((operation, index) =>
      definitionsFor(api, operation, index === 0)
        .filter(({ level = "raw" }) => levels.includes(level))
        .map((definition) => createCheck(definition, { operation, schemas, intervalMs, client })),
    );
  });
  const names = new Set<string>();
  for (const { api, operation, rule, level } of checks) {
    const name = `${api} ${operation}: ${rule} (${level})`;
    if (names.has(name)) throw new TypeError(`two checks have the name ${name}`);
    names.add(name);
  }
  return checks;
}

function definitionsFor(
  api: Api,
  operation: Operation,
  first: boolean,
): readonly CheckDefinition[] {
  return [
    ...(first ? clockChecks(api) : []),
    ...clientChecks(operation),
    ...schemaChecks(operation),
    ...exactnessChecks(operation),
    ...orderChecks(operation),
    ...filterChecks(operation),
    ...combinationChecks(operation),
    ...headerChecks(operation),
    ...weightChecks(operation, api.rateLimits),
    ...securityChecks(operation),
    ...timingChecks(operation),
    ...parameterChecks(operation),
    ...limitChecks(operation, api.rateLimits),
    ...errorChecks(operation),
    ...retryChecks(operation, api.clock),
    ...connectionChecks(operation),
  ];
}
