// The matrix: every family of checks for every operation of every description.
import * as realClient from "@open-orders/client";
import { apis } from "@open-orders/specs";
import type { OpenApiDocument } from "@open-orders/specs";
import { createCheck } from "./check.ts";
import type { Check, Level } from "./check.ts";
import { clientChecks, clockChecks } from "./checks/client.ts";
import { connectionChecks } from "./checks/connection.ts";
import { errorChecks } from "./checks/errors.ts";
import { exactnessChecks } from "./checks/exactness.ts";
import { filterChecks } from "./checks/filters.ts";
import { headerChecks } from "./checks/headers.ts";
import { limitChecks } from "./checks/limits.ts";
import { parameterChecks } from "./checks/parameters.ts";
import { retryChecks } from "./checks/retries.ts";
import { schemaChecks } from "./checks/schema.ts";
import { securityChecks } from "./checks/security.ts";
import { timingChecks } from "./checks/timing.ts";
import { weightChecks } from "./checks/weights.ts";
import { readApi } from "./description.ts";
import type { Family } from "./drafts.ts";
import type { ClientModule } from "./findClient.ts";

/** Bundled descriptions by the name of their API. */
export type Descriptions = Readonly<Record<string, OpenApiDocument>>;

/** The English descriptions of `@open-orders/specs`. */
export const englishDescriptions: Descriptions = Object.fromEntries(
  Object.entries(apis).map(([name, { en }]) => [name, en]),
);

/** Options of `createChecks`. */
export interface ChecksOptions {
  /** The client's module, or one to be tried in its place. @default @open-orders/client */
  readonly client?: ClientModule;
  /** The levels to ask at. @default all */
  readonly levels?: readonly Level[];
}

const families: readonly Family[] = [
  clientChecks,
  securityChecks,
  timingChecks,
  parameterChecks,
  filterChecks,
  weightChecks,
  limitChecks,
  schemaChecks,
  headerChecks,
  errorChecks,
  retryChecks,
  connectionChecks,
  exactnessChecks,
];

/**
 * Makes the checks of these descriptions. Nothing is sent until one is run.
 *
 * @throws TypeError when two checks of an operation have the same name, or a description is not whole.
 */
export function createChecks(
  descriptions: Descriptions = englishDescriptions,
  { client = realClient, levels = ["raw", "method", "http"] }: ChecksOptions = {},
): readonly Check[] {
  const checks = Object.entries(descriptions).flatMap(([name, document]) => {
    const api = readApi(name, document);
    return api.operations.flatMap((operation, index) => {
      const shared = index === 0 ? clockChecks(api) : [];
      const own = families.flatMap((family) => family(operation));
      return [...shared, ...own].map((draft) => createCheck(operation, draft, client));
    });
  });
  const chosen = checks.filter(({ level }) => levels.includes(level));
  const names = new Set<string>();
  for (const { api, operation, rule, level } of chosen) {
    const name = `${api} ${operation}: ${rule} (${level})`;
    if (names.has(name)) throw new TypeError(`two checks are called ${name}`);
    names.add(name);
  }
  return chosen;
}
