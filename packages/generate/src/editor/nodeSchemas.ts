// The linter's kinds of nodes as JSON Schema, which editors understand. The linter asks functions about a value that
// is there; a schema has to say beforehand, so each function is asked about one value of every type.
import { membersOf } from "../model.ts";
import type { Members } from "../model.ts";
import type { NodeType } from "../../../../specs/lint/redocly.d.ts";

/** A function of the linter, which says of what kind a value is. */
type KindOf = (value: unknown, key: string) => unknown;

/** An extension's words for people, by its name. */
export type Words = Record<string, { description: string; markdownDescription: string }>;

/** One value of each JSON type. */
const samples: [string, unknown][] = [
  ["object", {}],
  ["array", []],
  ["string", ""],
  ["number", 0],
  ["boolean", true],
];

/** Names of which some are allowed where others are not: paths and statuses. */
const sometimes: [pattern: string, name: string][] = [
  ["^/", "/"],
  ["^[1-5]([0-9]{2}|XX)$", "200"],
];

const reference = {
  properties: {
    $ref: { type: "string" },
    summary: { type: "string" },
    description: { type: "string" },
  },
  additionalProperties: false,
};

/**
 * The schemas of all kinds of nodes, for the `definitions` of a JSON Schema (draft 7).
 *
 * @param types - Kinds of nodes by name.
 * @param words - What to show at a property of one of these names.
 */
export function nodeSchemas(
  types: Record<string, NodeType>,
  words: Words,
): Record<string, Members> {
  const definitions: Record<string, Members> = {};

  /** What a function returns, or nothing where it allows no such name. */
  const ask = (kindOf: KindOf, key: string): Members | undefined => {
    const [first, ...others] = samples.flatMap(([type, sample]) => {
      const kind = attempt(kindOf, sample, key);
      return kind === undefined ? [] : [[type, valueSchema(kind)] as const];
    });
    return others
      .filter(([, schema]) => JSON.stringify(schema) !== JSON.stringify(first?.[1]))
      .reduce((schema, [type, other]) => choose({ type }, other, schema), first?.[1]);
  };

  const valueSchema = (type: unknown): Members => {
    if (isFunction(type)) return ask(type, "") ?? {};
    if (typeof type === "string") return { $ref: `#/definitions/${type}` };
    if (isNode(type)) {
      define(type.name, type);
      return { $ref: `#/definitions/${type.name}` };
    }
    const { isExample: _, directResolveAs: __, ...schema } = membersOf(type);
    return schema;
  };

  const others = ({ additionalProperties }: NodeType): Members => {
    if (!isFunction(additionalProperties))
      return {
        additionalProperties: additionalProperties ? valueSchema(additionalProperties) : false,
      };
    const known = sometimes.map(
      ([pattern, name]) => [pattern, ask(additionalProperties, name) ?? false] as const,
    );
    const anyName = ask(additionalProperties, "any");
    return anyName === undefined
      ? { patternProperties: Object.fromEntries(known), additionalProperties: false }
      : { additionalProperties: anyName };
  };

  const define = (name: string, type: NodeType): void => {
    if (definitions[name]) return;
    if (type.items) {
      definitions[name] = { type: "array", items: valueSchema(type.items) };
      return;
    }
    definitions[name] = {};
    const properties = Object.entries(type.properties).map(([key, value]) => {
      const schema = valueSchema(value);
      return [key, words[key] ? { ...words[key], allOf: [schema] } : schema] as const;
    });
    definitions[name] = {
      type: "object",
      ...choose({ required: ["$ref"] }, reference, {
        properties: Object.fromEntries(properties),
        ...others(type),
        ...required(type),
      }),
    };
  };

  for (const [name, type] of Object.entries(types)) define(name, type);
  return definitions;
}

function choose(condition: Members, fits: Members, otherwise?: Members): Members {
  // oxlint-disable-next-line unicorn/no-thenable -- it is JSON Schema's word
  return { if: condition, then: fits, ...(otherwise && { else: otherwise }) };
}

/** Some functions fail on values of a type that they do not expect. */
function attempt(kindOf: KindOf, value: unknown, key: string): unknown {
  try {
    return kindOf(value, key);
  } catch {
    return undefined;
  }
}

function isFunction(type: unknown): type is KindOf {
  return typeof type === "function";
}

function isNode(type: unknown): type is NodeType & { name: string } {
  return typeof membersOf(type)["name"] === "string";
}

/** What must be there, always or beside a certain word of another property. */
function required({ required: needs, requiredOneOf, properties }: NodeType): Members {
  const oneOf = requiredOneOf && { anyOf: requiredOneOf.map((name) => ({ required: [name] })) };
  if (typeof needs !== "function") return { ...(needs && { required: needs }), ...oneOf };
  const words = Object.entries(properties).flatMap(([name, schema]) =>
    Object.values(membersOf(membersOf(schema)["enum"])).map((word) => [name, word] as const),
  );
  const cases = words.map(([name, word]) => ({ name, word, needed: needs({ [name]: word }) }));
  const always = needs({}).filter((name) => cases.every(({ needed }) => needed.includes(name)));
  const beside = cases.filter(({ needed }) => needed.some((name) => !always.includes(name)));
  return {
    required: always,
    ...oneOf,
    allOf: beside.map(({ name, word, needed }) =>
      choose({ properties: { [name]: { const: word } }, required: [name] }, { required: needed }),
    ),
  };
}
