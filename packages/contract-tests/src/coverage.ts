// Coverage of the description: everything it states that a check can exercise, and which check did.
import { asText } from "./asText.ts";
import type { Check, Result } from "./check.ts";
import { checkName } from "./check.ts";
import { failuresOf } from "./checks/errors.ts";
import type { Descriptions } from "./createChecks.ts";
import { readApi } from "./description.ts";
import type { Operation } from "./description.ts";
import { factKey, factKinds, knownValues } from "./exercised.ts";
import type { Fact, FactKind } from "./exercised.ts";
import { fieldsOf } from "./fields.ts";
import { explanationOf } from "./gaps.ts";
import type { Gap } from "./gaps.ts";
import type { Place } from "./Place.ts";
import { typesOf } from "./schema.ts";

/** A fact and what became of it. */
export interface CoveredFact extends Fact {
  /** JSON pointer in the API's bundle. */
  readonly pointer: string;
  /** Names of the checks that exercised it and were kept. */
  readonly exercisedBy: readonly string[];
  /** Why it is not exercised, where that is known. */
  readonly reason: string | undefined;
}

/** A check with its result. */
export interface Run {
  readonly check: Check;
  readonly result: Result;
}

/** What the descriptions state, each fact with the checks that exercised it. */
export function coverageOf(
  descriptions: Descriptions,
  runs: readonly Run[],
  gaps: readonly Gap[] = [],
): readonly CoveredFact[] {
  const by = new Map<string, string[]>();
  for (const { check, result } of runs) {
    if (result.outcome !== "kept") continue;
    for (const key of result.exercised) by.set(key, [...(by.get(key) ?? []), checkName(check)]);
  }
  return Object.entries(descriptions).flatMap(([name, document]) =>
    readApi(name, document)
      .operations.flatMap(factsOf)
      .map((fact) => {
        const exercisedBy = by.get(factKey(fact)) ?? [];
        return Object.assign(fact, { exercisedBy, reason: explanationOf(gaps, fact) });
      }),
  );
}

/** Facts that no check exercised and no reason explains. */
export function unexplainedGaps(coverage: readonly CoveredFact[]): readonly CoveredFact[] {
  return coverage.filter(
    ({ exercisedBy, reason }) => exercisedBy.length === 0 && reason === undefined,
  );
}

/** A short table: per operation, how many facts of each kind were exercised, of how many. */
export function coverageTable(coverage: readonly CoveredFact[]): string {
  const operations = [...new Set(coverage.map(({ operation }) => operation))];
  const rows = operations.map((operation) => {
    const own = coverage.filter((fact) => fact.operation === operation);
    return [operation].concat(factKinds.map((kind) => share(own, kind)));
  });
  const table = [["exercised", ...factKinds.map((kind) => plural(kind))], ...rows];
  const widths = (table[0] ?? []).map((_unused, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function share(facts: readonly CoveredFact[], kind: FactKind): string {
  const all = facts.filter((fact) => fact.kind === kind);
  return `${all.filter(({ exercisedBy }) => exercisedBy.length > 0).length}/${all.length}`;
}

function plural(kind: FactKind): string {
  return kind === "status" ? "statuses" : kind === "body" ? "bodies" : `${kind}s`;
}

type StatedFact = Fact & { readonly pointer: string };

function factsOf(operation: Operation): readonly StatedFact[] {
  const { api, id, place, parameters, responses } = operation;
  const fact = (kind: FactKind, name: string, { pointer }: Place): StatedFact => ({
    api,
    operation: id,
    kind,
    name,
    pointer,
  });
  const failures = new Map(failuresOf(operation).map((failure) => [failure.name, failure]));
  return [
    fact("operation", id, place),
    ...parameters.map((parameter) => fact("parameter", parameter.name, parameter.place)),
    ...responses.map((response) => fact("status", response.status, response.place)),
    ...responses.flatMap(({ status, headers }) =>
      headers.map((header) => fact("header", `${status} ${header.name}`, header.place)),
    ),
    ...fieldsOf(operation).map((field) => fact("field", field.name, field.place)),
    ...fieldsOf(operation).flatMap(({ name, schema, place: at }) =>
      knownValues(schema)
        .concat(typesOf(schema).includes("null") ? [null] : [])
        .map((value) => fact("value", `${name} = ${asText(value)}`, at)),
    ),
    ...[...failures.values()].map(({ kind, name, example }) => fact(kind, name, example.place)),
  ];
}
