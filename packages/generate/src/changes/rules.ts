// The rules of rules.yaml: what a kind of change means to those who call, and the bump that it needs.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { closed, either, list, oneOf, readAs, text } from "../form.ts";
import type { Form, Valid } from "../form.ts";
import { bumps } from "./bumps.ts";
import type { Bump } from "./bumps.ts";
import { conditions, formats } from "./conditions.ts";

/** The bump of each package, in the order of `packages`; `none` where its users notice nothing. */
export type Needs = [
  specs: Bump | "none",
  client: Bump | "none",
  mockExchange: Bump | "none",
  contractTests: Bump | "none",
];

const needs: Form<Needs> = {
  type: "array",
  items: oneOf(...bumps, "none"),
  minItems: 4,
  maxItems: 4,
};

const rule = closed(
  {
    /** Names it in tests and in code. */
    id: text,
    at: either(text, list(text)),
    needs,
    change: text,
    en: text,
    "zh-CN": text,
  },
  {
    is: oneOf("added", "removed", "changed"),
    side: oneOf("request", "response"),
    when: oneOf(...Object.keys(conditions)),
    show: oneOf(...Object.keys(formats)),
  },
);
export type Rule = Valid<typeof rule>;

const file = join(import.meta.dirname, "rules.yaml");
const content: unknown = parse(readFileSync(file, "utf8"));

/** Every rule, in the order in which they are tried; the last one fits what nobody knows. */
export const { rules } = readAs(
  closed({ rules: list(rule) }, { needs: {} }),
  "rules.yaml",
  content,
);
