// The shapes of our x- extensions, and where each may stand. Redocly's `struct` rule checks the
// shapes; `known-extensions` rejects every other extension, Redocly's own included.

import { filledByClient, filterKinds, retryRules, securityTypes } from "../model/words.ts";
import { mandatoryRoles, roles } from "./order.js";

/** @import { NodeType, Rule } from "./redocly.d.ts" */

const text = { type: "string" };
const texts = { type: "array", items: text };
const count = { type: "integer", minimum: 1 };
const prefix = { extensionsPrefix: "x-" };

/** What a client may do after an error response. */
const retry = { enum: retryRules };

/**
 * Extensions by the kind of node they belong to. A name in quotes is a type declared below.
 * @type {Record<string, Record<string, unknown>>}
 */
const extensions = {
  Root: { "x-rate-limits": "RateLimits", "x-clock": "Clock" },
  Server: { "x-environment": { enum: ["production", "testnet"] } },
  Operation: {
    "x-security-type": { enum: securityTypes },
    "x-weight": "WeightRules",
    "x-sources": "Sources",
  },
  Parameter: { "x-filled-by-client": { enum: filledByClient }, "x-filter": "Filter" },
  Schema: {
    "x-extensible-enum": texts,
    "x-order": "Order",
    "x-simulation": "Simulation",
    "x-present-when": "PresentWhen",
    "x-sensitive": { type: "boolean" },
    "x-unit": text,
  },
  Response: { "x-retry": retry },
  Example: { "x-retry": retry, "x-remedy": text },
};

/** @type {Record<string, NodeType>} */
const types = {
  RateLimits: { properties: {}, items: "RateLimit" },
  RateLimit: {
    properties: {
      limit: count,
      intervalMinutes: count,
      per: { enum: ["ip", "account"] },
      header: text,
    },
    required: ["limit", "intervalMinutes", "per", "header"],
    ...prefix,
  },
  Clock: { properties: { path: text, field: text }, required: ["path", "field"], ...prefix },
  WeightRules: { properties: {}, items: "WeightRule" },
  WeightRule: {
    properties: {
      whenSent: texts,
      weight: { type: "integer", minimum: 0 },
      estimate: { type: "boolean" },
      description: text,
    },
    required: ["weight"],
    ...prefix,
  },
  Sources: { properties: {}, items: "Source" },
  Source: {
    properties: { url: text, language: { enum: ["en", "zh-CN"] }, snapshot: text },
    required: ["url", "language", "snapshot"],
    ...prefix,
  },
  Filter: {
    properties: { field: text, keep: { enum: filterKinds } },
    required: ({ keep }) => (keep === "first" ? ["keep"] : ["field", "keep"]),
    ...prefix,
  },
  PresentWhen: { properties: {}, additionalProperties: text },
  Order: {
    properties: Object.fromEntries(Object.keys(roles).map((role) => [role, text])),
    required: mandatoryRoles,
    ...prefix,
  },
  Simulation: {
    properties: {
      price: texts,
      averagePrice: text,
      traded: "Traded",
      onFill: "Transition",
      onTrigger: "Triggers",
      becomesIn: text,
    },
    required: ["price"],
    ...prefix,
  },
  Traded: {
    properties: { field: text, contractValues: "ContractValues" },
    required: ["field"],
    ...prefix,
  },
  ContractValues: { properties: {}, items: "ContractValue" },
  ContractValue: {
    properties: { when: "FieldValues", value: count },
    required: ["value"],
    ...prefix,
  },
  Transition: {
    properties: { from: "FieldValues", to: "FieldValues" },
    required: ["from", "to"],
    ...prefix,
  },
  Triggers: { properties: {}, items: "Trigger" },
  Trigger: {
    properties: { from: "FieldValues", to: "FieldValues", as: "FieldValues" },
    required: ["from", "to"],
    ...prefix,
  },
  FieldValues: {
    properties: {},
    additionalProperties: (/** @type {unknown} */ value) =>
      typeof value === "boolean" ? { type: "boolean" } : text,
  },
};

/** @param {unknown} value */
const discrepancy = (value) => (Array.isArray(value) ? texts : text);

/**
 * Redocly's types with our extensions in place of all others.
 * @param {Record<string, NodeType>} theirs
 */
export function extendTypes(theirs) {
  /** @type {Record<string, NodeType>} */
  const extended = {};
  for (const [name, type] of Object.entries({ ...theirs, ...types })) {
    const standard = Object.entries(type.properties).filter(
      ([property]) => !property.startsWith("x-"),
    );
    const own = type.extensionsPrefix && {
      "x-discrepancy": discrepancy,
      ...extensions[name],
    };
    extended[name] = { ...type, properties: { ...Object.fromEntries(standard), ...own } };
  }
  const root = extended["Root"];
  if (root && Array.isArray(root.required)) root.required = [...root.required, "x-rate-limits"];
  return extended;
}

/** @satisfies {Record<string, Rule>} */
export const extensionRules = {
  "known-extensions": () => ({
    any(node, { type, location, report }) {
      if (!type.extensionsPrefix || typeof node !== "object" || Array.isArray(node)) return;
      const known = Object.keys(type.properties).filter((name) => name.startsWith("x-"));
      for (const name of Object.keys(node))
        if (name.startsWith("x-") && !known.includes(name))
          report({
            message: `\`${name}\` is unknown here. Write one of ${known.toSorted().join(", ")}, or declare it in specs/lint/extensions.js.`,
            location: location.child([name]).key(),
          });
    },
  }),
};
