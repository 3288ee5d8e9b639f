// Everything a description states that a check can exercise, each fact with the place that states it.
import { stringify } from "./stringify.ts";
import { failuresOf } from "../checks/errors.ts";
import { ownParameters } from "../spec/description.ts";
import type { Api, Operation } from "../spec/description.ts";
import { knownValues } from "./exercised.ts";
import type { Fact, FactKind } from "./exercised.ts";
import { fieldsOf } from "../spec/fields.ts";
import type { SpecNode } from "../spec/SpecNode.ts";
import { typesOf } from "../spec/schema.ts";

/** A fact of the description. */
export interface StatedFact extends Fact {
  /** JSON pointer in the API's bundle. */
  readonly pointer: string;
  /**
   * Whether the fact leaves no trace in a request or an answer, and counts as exercised by the kept checks that
   * name its place, or one inside it, as what says so.
   */
  readonly byPlace: boolean;
}

/** What limits the values of a parameter. */
const limits = ["minimum", "maximum", "minLength", "maxLength", "pattern", "enum", "default"];

/** Every fact of an API, by operation. */
export function factsOf(api: Api): readonly StatedFact[] {
  return api.operations.flatMap((operation, index) => {
    // The clock belongs to no operation; its checks are among those of the first.
    const clock = index === 0 ? api.clock : undefined;
    const facts = [...traced(operation), ...ruled(operation, clock?.place)];
    return [...new Map(facts.map((fact) => [`${fact.kind} ${fact.name}`, fact])).values()];
  });
}

/** Facts that a request or an answer shows. */
function traced(operation: Operation): readonly StatedFact[] {
  const { id, place, parameters, responses } = operation;
  const fact = maker(operation, false);
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
        .map((value) => fact("value", `${name} = ${stringify(value)}`, at)),
    ),
    ...failuresOf(operation).map(({ kind, name, example }) => fact(kind, name, example.place)),
  ];
}

/** Facts that only a check made for them can show. */
function ruled(operation: Operation, clock: SpecNode | undefined): readonly StatedFact[] {
  const { key, signature, weights, success, responses } = operation;
  const fact = maker(operation, true);
  const rule = (name: string, place: SpecNode | undefined): readonly StatedFact[] =>
    place ? [fact("rule", name, place)] : [];
  return [
    ...success.examples.map(({ contentType, name, place }) =>
      fact("body", `${success.status} ${contentType} ${name}`, place),
    ),
    ...rule(`key in ${key?.name}`, key?.place),
    ...rule(`signature in ${signature?.name}`, signature?.place),
    ...rule("x-clock", clock),
    ...weights.flatMap(({ weight, whenSent, place }) =>
      rule(
        `weight ${weight}${whenSent.length > 0 ? ` with ${whenSent.join(" and ")}` : ""}`,
        place,
      ),
    ),
    ...operation.limits.flatMap(({ limit, intervalMs, place }) =>
      rule(`limit of ${limit} in ${intervalMs / 60_000} min`, place),
    ),
    ...ownParameters(operation).flatMap(({ name, place }) =>
      limits
        .flatMap((limit) => rule(`${name} ${limit}`, place.at("schema", limit)))
        .concat(rule(`${name} x-filter`, place.at("x-filter"))),
    ),
    ...responses.flatMap(({ status, place }) => rule(`${status} x-retry`, place.at("x-retry"))),
    ...responses.flatMap(({ examples }) =>
      examples.flatMap(({ name, place }) => rule(`${name} x-retry`, place.at("x-retry"))),
    ),
  ];
}

function maker({ api, id }: Operation, byPlace: boolean) {
  return (kind: FactKind, name: string, { pointer }: SpecNode): StatedFact => ({
    api,
    operation: id,
    kind,
    name,
    pointer,
    byPlace,
  });
}
