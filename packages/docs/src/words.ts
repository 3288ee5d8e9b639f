// Views → sentences in the reader's language, with code in backticks.
import type { Filter } from "@open-orders/specs/model";
import type { OperationView, RateLimitView, WeightView } from "./reference.ts";
import type { Presence, TypeView, ValueView } from "./schema.ts";
import type { Ui } from "./ui/index.ts";

/** "exact id (int64)", "array of string". */
export function typeWords(ui: Ui, type: TypeView): string {
  if (type.items) return ui.value.arrayOf(typeWords(ui, type.items));
  const known = type.format === undefined ? undefined : ui.value.formats[type.format];
  if (known !== undefined) return known;
  const names = type.names.map((name) => ui.value.types[name] ?? name);
  if (names.length === 0) return ui.value.any;
  return ui.value.or(names) + (type.format === undefined ? "" : ` (${type.format})`);
}

/** What follows a name: type, limits and unit, each a few words. */
export function valueWords(ui: Ui, value: ValueView): string[] {
  return [
    typeWords(ui, value.type),
    ...value.limits.map((limit) => ui.value.limits[limit.kind](limit.value)),
    ...(value.unit === undefined ? [] : [`${ui.value.unit} ${value.unit}`]),
    ...(value.deprecated ? [ui.value.deprecated] : []),
  ];
}

export function presenceWords(ui: Ui, presence: Presence): string {
  if (presence.kind !== "when") return ui.presence[presence.kind];
  const { conditions } = presence;
  return ui.presence.when(
    ui.and(conditions.map(({ field, value }) => ui.presence.condition(field, value))),
  );
}

export function nullWords(ui: Ui, value: ValueView): string {
  return value.type.nullable ? ui.value.orNull : ui.value.neverNull;
}

/** "5", or "at least 5" where only the answer tells. */
export function weightFigure(ui: Ui, rule: WeightView): string {
  return rule.estimate ? ui.weight.atLeast(rule.weight) : String(rule.weight);
}

/** When a rule applies; the last one of several takes what the others leave. */
export function weightCondition(ui: Ui, rule: WeightView, rules: WeightView[]): string {
  if (rule.whenSent.length > 0)
    return ui.weight.whenSent(ui.and(rule.whenSent.map((name) => `\`${name}\``)));
  return rules.length > 1 ? ui.weight.otherwise : ui.weight.always;
}

export function rateLimitWords(ui: Ui, { limit, intervalMinutes, per }: RateLimitView): string {
  return ui.servers.rateLimit(limit, intervalMinutes, ui.servers.per[per] ?? per);
}

/** What a parameter does to the answer. */
export function filterWords(ui: Ui, { keep, field = "" }: Filter): string {
  return ui.parameters.filter[keep](field);
}

/** A status as a heading: "400", or in words where it stands for many. */
export function statusWords(ui: Ui, status: string): string {
  if (status === "default") return ui.refusals.anyOther;
  return /^\dXX$/i.test(status) ? ui.refusals.range(status) : status;
}

export interface Heading {
  depth: number;
  slug: string;
  text: string;
}

/** The headings of an operation's page in the order of the page, for the table of contents. */
export function headingsOf(ui: Ui, operation: OperationView): Heading[] {
  const answer = operation.responses.filter(({ success }) => success);
  const refusals = operation.responses.filter(({ success }) => !success);
  const hasExamples = answer.some(({ examples }) => examples.length > 0);
  return [
    { depth: 2, slug: "try-it", text: ui.overview.tryIt },
    { depth: 2, slug: "parameters", text: ui.parameters.title },
    { depth: 2, slug: "answer", text: ui.answer.title },
    { depth: 3, slug: "fields", text: ui.answer.fields },
    ...(hasExamples ? [{ depth: 3, slug: "examples", text: ui.answer.examples }] : []),
    { depth: 2, slug: "weight", text: ui.weight.title },
    { depth: 2, slug: "servers", text: ui.servers.title },
    { depth: 2, slug: "security", text: ui.security.title },
    { depth: 2, slug: "refusals", text: ui.refusals.title },
    ...refusals.map(({ status, anchor }) => ({
      depth: 3,
      slug: anchor,
      text: statusWords(ui, status),
    })),
    { depth: 2, slug: "error-body", text: ui.refusals.errorBody },
    { depth: 2, slug: "headers", text: ui.headers.title },
    { depth: 2, slug: "sources", text: ui.sources.title },
  ];
}

/** The main ones of these headings. */
export function sectionsOf(ui: Ui, operation: OperationView): Heading[] {
  return headingsOf(ui, operation).filter(({ depth, slug }) => depth === 2 || slug === "fields");
}
