// The part of OpenAPI 3.1 and JSON Schema 2020-12 that descriptions may use, and what to write in place of the rest.
// All that lint lets pass works in the types, the client, the mock exchange, the contract tests and the documentation;
// what no endpoint of the exchange needs is not supported. specs/README.md says it for people.

/** @import { Rule } from "./redocly.d.ts" */

/**
 * The words of each kind of object. Our own words (`x-`) are listed in extensions.js.
 * @type {Record<string, string[]>}
 */
const supported = {
  Root: ["openapi", "info", "servers", "security", "tags", "externalDocs", "paths", "components"],
  Server: ["url", "description"],
  PathItem: ["get"],
  Operation: [
    "operationId",
    "summary",
    "description",
    "deprecated",
    "tags",
    "externalDocs",
    "security",
    "parameters",
    "responses",
  ],
  Parameter: [
    "name",
    "in",
    "required",
    "deprecated",
    "description",
    "schema",
    "content",
    "example",
  ],
  Header: ["required", "description", "schema", "example"],
  Response: ["description", "headers", "content"],
  MediaType: ["schema", "examples"],
  Example: ["summary", "description", "value"],
  SecurityScheme: ["type", "in", "name", "description"],
  Schema: [
    "type",
    "format",
    "description",
    "deprecated",
    "default",
    "items",
    "properties",
    "required",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
  ],
};

/** Words that may stand beside the `$ref` of a schema: they say what is special in this place. */
const besideReference = [
  "$ref",
  "description",
  "deprecated",
  "x-discrepancy",
  "x-present-when",
  "x-sensitive",
  "x-unit",
];

const reads = "This repository describes reads: describe a `get`, or leave it out.";
const atOperations = "A path holds nothing but its operation. Write it at the operation.";
const oneHost = "All calls of an API go to the same hosts. Write them in its openapi.yaml.";
const asIs = "A value is sent as it is, a list as JSON. Remove it.";
const openEnum = "The exchange adds values without notice. Write `x-extensible-enum` instead.";
const composed =
  "Types cannot be composed. Write all fields under `properties` of one schema; those of several kinds as optional fields, with `x-present-when`.";
const tuple =
  "Lists hold items of one kind. Write `items`; a tuple, a list whose items differ by position, is not supported.";
const named = "Write the names of the fields under `properties`; others are allowed anyway.";

/**
 * The same advice for several words.
 * @param {string} words - With spaces between them.
 * @param {string} advice
 */
const each = (words, advice) => Object.fromEntries(words.split(" ").map((word) => [word, advice]));

/**
 * What to write instead, by kind of object and word.
 * @type {Record<string, Record<string, string>>}
 */
const instead = {
  Root: { webhooks: reads, jsonSchemaDialect: "Schemas are JSON Schema 2020-12. Remove it." },
  Server: { variables: "Write the whole address in `url`, one server for each." },
  PathItem: {
    ...each("put post delete options head patch trace", reads),
    ...each("summary description parameters", atOperations),
    servers: oneHost,
  },
  Operation: {
    requestBody: "A read has no body. Write its values as query parameters.",
    callbacks: reads,
    servers: oneHost,
  },
  Parameter: {
    ...each("style explode allowReserved allowEmptyValue", asIs),
    examples: "Write one `example`.",
  },
  Header: {
    ...each("style explode deprecated", "Remove it."),
    content: "Write `schema`.",
    examples: "Write `example`.",
  },
  Response: { links: "Say it in `description`." },
  MediaType: { example: "Write it under `examples`, with a name.", encoding: "Remove it." },
  Example: { externalValue: "Write the value here, under `value`." },
  Schema: {
    ...each("allOf anyOf oneOf not if then else discriminator", composed),
    ...each("dependentRequired dependentSchemas", composed),
    ...each("enum const", openEnum),
    ...each("prefixItems contains minContains maxContains unevaluatedItems", tuple),
    ...each("additionalProperties patternProperties propertyNames", named),
    ...each("unevaluatedProperties minProperties maxProperties", named),
    ...each(
      "$id $anchor $dynamicAnchor",
      "A schema is known by its place: `#/schemas/CoinMOpenOrder`.",
    ),
    $defs: "Write it as a schema of its own, under `schemas` of the file.",
    $dynamicRef: "Write `$ref`.",
    ...each("example examples", "Show values in the examples of the body or the parameter."),
    title: "Write `description`.",
    pattern: "Say in `description` what the text looks like.",
    exclusiveMinimum: "Write `minimum`.",
    exclusiveMaximum: "Write `maximum`.",
  },
};

/** @satisfies {Record<string, Rule>} */
export const subsetRules = {
  "supported-words": () => ({
    any(node, { type, location, report }) {
      const allowed = supported[type.name ?? ""];
      if (!allowed || !node || typeof node !== "object" || Array.isArray(node)) return;
      for (const word of Object.keys(node)) {
        // What OpenAPI does not know either is reported by Redocly's own rule.
        const isKnown = Object.hasOwn(type.properties, word) && !word.startsWith("x-");
        if (!isKnown || allowed.includes(word)) continue;
        const advice = instead[type.name ?? ""]?.[word];
        report({
          message: `\`${word}\` is not supported here. ${advice ?? `Write one of ${allowed.join(", ")}.`}`,
          location: location.child([word]).key(),
        });
      }
    },
  }),

  "reference-siblings": () => ({
    ref(node, { type, location, report }) {
      const isSchema = type.name === "Schema";
      for (const word of Object.keys(node))
        if (word !== "$ref" && !(isSchema && besideReference.includes(word)))
          report({
            message: isSchema
              ? `\`${word}\` is not supported beside \`$ref\`. Write it at the schema it refers to, or only words of this place here: ${besideReference.slice(1).join(", ")}.`
              : `Nothing may stand beside this \`$ref\`. Write \`${word}\` where the reference leads.`,
            location: location.child([word]).key(),
          });
    },
  }),
};
