// The matrix: every family of checks for every operation of every description.
import * as realClient from "@open-orders/client";
import { apis } from "@open-orders/specs";
import type { OpenApiDocument } from "@open-orders/specs";
import { createCheck } from "../run/check.ts";
import type { Check, Level } from "../run/check.ts";
import { clientChecks, clockChecks } from "./client.ts";
import { connectionChecks } from "./connection.ts";
import { errorChecks } from "./errors.ts";
import { exactnessChecks } from "./exactness.ts";
import { filterChecks } from "./filters.ts";
import { headerChecks } from "./headers.ts";
import { limitChecks } from "./limits.ts";
import { parameterChecks } from "./parameters.ts";
import { retryChecks } from "./retries.ts";
import { schemaChecks } from "./schema.ts";
import { securityChecks } from "./security.ts";
import { timingChecks } from "./timing.ts";
import { weightChecks } from "./weights.ts";
import { readApi } from "../spec/description.ts";
import type { CheckSuite } from "./checkBuilders.ts";
import type { ClientModule } from "../run/findClient.ts";

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

const families: readonly CheckSuite[] = [
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
