// Coverage of the descriptions: everything they state that a check can exercise, and the checks that did.
import type { Api, Operation, SpecNode } from "@open-orders/specs/model";
import { typesOf } from "@open-orders/specs/model";
import { checkName } from "./check.ts";
import type { Descriptions } from "./descriptions.ts";
import { readApis } from "./descriptions.ts";
import { factKey } from "./exercised.ts";
import { fieldsOf, knownValues } from "./fields.ts";
import type { Run } from "./findings.ts";
import { groupByOperation } from "./groupByOperation.ts";
import { publishedErrorsOf } from "./publishedErrors.ts";
import { stringify } from "./stringify.ts";
import { ownParameters } from "./values.ts";

/** Kinds of facts, in the order of the summary. */
export const factKinds = {
  operation: "operations",
  parameter: "parameters",
  status: "statuses",
  header: "headers",
  field: "fields",
  value: "values",
  error: "errors",
  body: "bodies",
  rule: "rules",
} as const;
export type FactKind = keyof typeof factKinds;

/** Something that a description states. */
export interface Fact {
  readonly api: string;
  readonly operation: string;
  readonly kind: FactKind;
  /** For instance `symbol`, `429`, `side = BUY`, `400 BAD_SYMBOL`, `weight 1 with symbol`. */
  readonly name: string;
  /** JSON pointer in the API's bundle. */
  readonly pointer: string;
  /** What a check adds to the facts it exercised. */
  readonly key: string;
}

/** A fact and the names of the checks that exercised it and passed. */
export interface CoveredFact extends Fact {
  readonly exercisedBy: readonly string[];
}

/** What the descriptions state, each fact with the checks that exercised it. */
export function coverageOf(
  descriptions: Descriptions,
  runs: readonly Run[],
): readonly CoveredFact[] {
  const passed = groupByOperation(
    runs.flatMap(({ check, result }) =>
      result.outcome === "passed" ? [{ check, keys: result.exercised }] : [],
    ),
    ({ check }) => check,
  );
  return readApis(descriptions)
    .flatMap(factsOf)
    .map((fact) => {
      const own = passed.find(
        (group) => group.api === fact.api && group.operation === fact.operation,
      );
      // What stands below a fact says something about it.
      const isOf = (key: string): boolean =>
        key === fact.key || (fact.key === fact.pointer && key.startsWith(`${fact.pointer}/`));
      const by =
        own?.items.filter(({ check, keys }) => isOf(check.expected.pointer) || keys.some(isOf)) ??
        [];
      return Object.assign({}, fact, { exercisedBy: by.map(({ check }) => checkName(check)) });
    });
}

/** Facts that no check exercised. */
export function gapsIn(coverage: readonly CoveredFact[]): readonly CoveredFact[] {
  return coverage.filter(({ exercisedBy }) => exercisedBy.length === 0);
}

/** A table of text: per operation, how many facts of each kind were exercised, of how many. */
export function coverageTable(coverage: readonly CoveredFact[]): string {
  const shares = groupByOperation(coverage, (fact) => fact).map(({ operation, items }) =>
    [operation].concat(
      Object.keys(factKinds).map((kind) => {
        const all = items.filter((fact) => fact.kind === kind);
        return `${all.length - gapsIn(all).length}/${all.length}`;
      }),
    ),
  );
  const rows = [["exercised", ...Object.values(factKinds)], ...shares];
  const widths = (rows[0] ?? []).map((_title, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** What limits the values of a parameter. */
const limits = ["minimum", "maximum", "minLength", "maxLength", "default"];

/** Every fact of an API. Its clock belongs to no operation; the checks of it are among those of the first. */
function factsOf({ operations, clock, rateLimits }: Api): readonly Fact[] {
  return operations.flatMap((operation, index) => {
    const facts: Fact[] = [];
    const add = (
      kind: FactKind,
      name: string,
      node: SpecNode | undefined,
      value?: unknown,
    ): void => {
      if (!node || facts.some((fact) => fact.kind === kind && fact.name === name)) return;
      const { api, id } = operation;
      facts.push({
        api,
        operation: id,
        kind,
        name,
        pointer: node.pointer,
        key: factKey(node, value),
      });
    };
    addWhatIsSeen(operation, add);
    addRules(operation, add);
    for (const { limit, intervalMs, node } of rateLimits)
      add("rule", `limit of ${limit} in ${intervalMs / 60_000} min`, node);
    if (index === 0) add("rule", "x-clock", clock?.node);
    return facts;
  });
}

type Add = (kind: FactKind, name: string, node: SpecNode | undefined, value?: unknown) => void;

/** Facts that a request or a response shows. */
function addWhatIsSeen(operation: Operation, add: Add): void {
  add("operation", operation.id, operation.node);
  for (const { name, node } of operation.parameters) add("parameter", name, node);
  for (const { status, node, headers } of operation.responses) {
    add("status", status, node, status);
    for (const header of headers) add("header", `${status} ${header.name}`, header.node, status);
  }
  for (const { name, schema, node } of fieldsOf(operation)) {
    add("field", name, node);
    const values = typesOf(schema).includes("null")
      ? [...knownValues(schema), null]
      : knownValues(schema);
    for (const value of values) add("value", `${name} = ${stringify(value)}`, node, value);
  }
  for (const { kind, name, example, response } of publishedErrorsOf(operation))
    add(kind, name, example.node, response.status);
}

/** Facts that only a check made for them shows: it names the node. */
function addRules(operation: Operation, add: Add): void {
  const { key, signature, weights, success, result, responses } = operation;
  for (const example of result.examples)
    add("body", `${success.status} ${result.contentType} ${example.name}`, example.node);
  add("rule", `key in ${key?.name}`, key?.node);
  add("rule", `signature in ${signature?.name}`, signature?.node);
  for (const { weight, whenSent, node } of weights)
    add(
      "rule",
      `weight ${weight}${whenSent.length > 0 ? ` with ${whenSent.join(" and ")}` : ""}`,
      node,
    );
  for (const { name, node: parameter } of ownParameters(operation)) {
    for (const limit of limits) add("rule", `${name} ${limit}`, parameter.at("schema", limit));
    add("rule", `${name} x-filter`, parameter.at("x-filter"));
  }
  for (const { status, node: response, bodies } of responses) {
    add("rule", `${status} x-retry`, response.at("x-retry"));
    for (const { examples } of bodies)
      for (const example of examples)
        add("rule", `${example.name} x-retry`, example.node.at("x-retry"));
  }
}
