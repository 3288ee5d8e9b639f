// Views → sentences in the reader's language, with code in backticks.
import type { Filter } from "@open-orders/specs/model";
import type { OperationView, RateLimitView, WeightView } from "./reference.ts";
import type { Limit, Presence, TypeView, ValueView } from "./schema.ts";
import type { SigningNames } from "./signingNames.ts";
import { fill } from "./fill.ts";
import { type Messages, named } from "./i18n.ts";

/** "ID (int64)", "array of string", "array of string or null". */
export function typeWords(ui: Messages, type: TypeView): string {
  if (type.items) {
    const items = typeWords(ui, type.items);
    return fill(type.items.nullable ? ui.value.arrayOfNullable : ui.value.arrayOf, { items });
  }
  const formats: Readonly<Record<string, string>> = ui.value.formats;
  const known = type.format === undefined ? undefined : formats[type.format];
  if (known !== undefined) return known;
  const names = type.names.map((name) => named(ui.value.types, name));
  if (names.length === 0) return ui.value.any;
  return names.join(ui.value.or) + (type.format === undefined ? "" : ` (${type.format})`);
}

function limitWords(ui: Messages, { kind, value }: Limit): string {
  const notEmpty = kind === "minLength" && value === "1";
  return fill(notEmpty ? ui.value.limits.notEmpty : ui.value.limits[kind], { value });
}

/** What follows a name: type, limits and unit, each a few words. */
export function valueWords(ui: Messages, value: ValueView): string[] {
  return [
    typeWords(ui, value.type),
    ...value.limits.map((limit) => limitWords(ui, limit)),
    ...value.itemLimits.map((limit) => fill(ui.value.eachItem, { limit: limitWords(ui, limit) })),
    ...(value.unit === undefined ? [] : [`${ui.value.unit} ${value.unit}`]),
    ...(value.deprecated ? [ui.value.deprecated] : []),
  ];
}

export function presenceWords(ui: Messages, presence: Presence): string {
  if (presence.kind !== "when") return ui.presence[presence.kind];
  const { conditions } = presence;
  const all = conditions.map((condition) => fill(ui.presence.condition, { ...condition }));
  return fill(ui.presence.when, { conditions: all.join(ui.and) });
}

/** "5", or "at least 5" where only the response header says. */
export function weightFigure(ui: Messages, rule: WeightView): string {
  return rule.estimate ? fill(ui.weight.atLeast, { weight: rule.weight }) : String(rule.weight);
}

/** When a rule applies; the last one of several takes what the others leave. */
export function weightCondition(ui: Messages, rule: WeightView, rules: WeightView[]): string {
  if (rule.whenSent.length > 0)
    return fill(ui.weight.whenSent, {
      parameters: namesInCode(ui, rule.whenSent),
    });
  return rules.length > 1 ? ui.weight.otherwise : ui.weight.always;
}

export function rateLimitWords(
  ui: Messages,
  { limit, intervalMinutes, per }: RateLimitView,
): string {
  const text = intervalMinutes === 1 ? ui.servers.rateLimitPerMinute : ui.servers.rateLimit;
  return fill(text, { limit, minutes: intervalMinutes, per: ui.servers.per[per] });
}

/** The security type, and whether what a call must carry follows. */
export function securityWords(
  ui: Messages,
  { securityType: type, schemes }: Pick<OperationView, "securityType" | "schemes">,
): string {
  return fill(schemes.length > 0 ? ui.security.type : ui.security.typeWithoutKey, { type });
}

/** What the samples of a call read from the environment. */
export function samplesIntro(
  ui: Messages,
  { needed, baseUrlName }: { needed: string[]; baseUrlName: string },
): string {
  if (needed.length === 0) return fill(ui.samples.introWithoutKey, { baseUrlName });
  return fill(ui.samples.intro, { variables: namesInCode(ui, needed), baseUrlName });
}

/** The texts of the form; what is said of signatures and keys only where the call has them. */
export function tryItWords(
  ui: Messages,
  { keyHeader, signature }: SigningNames,
): Messages["tryIt"] {
  const { tryIt, tryItUnsigned } = ui;
  if (signature !== undefined) return tryIt;
  const { title, intro, noScript, send, command } = tryItUnsigned;
  const { sent, commandNote } = tryItUnsigned[keyHeader === undefined ? "withoutKey" : "withKey"];
  return {
    ...tryIt,
    title,
    intro,
    noScript,
    send,
    command,
    steps: { ...tryIt.steps, sent },
    commandNote: { hmac: commandNote, ed25519: commandNote, rsa: commandNote },
  };
}

/** "`BINANCE_API_KEY` and `BINANCE_API_SECRET`". */
export function namesInCode(ui: Messages, names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(ui.and);
}

/** What a parameter does to the response. */
export function filterWords(ui: Messages, { keep, field = "" }: Filter): string {
  return fill(ui.parameters.filter[keep], { field });
}

/** A status as a heading: "400", or in words where it stands for many. */
export function statusWords(ui: Messages, status: string): string {
  if (status === "default") return ui.errorResponses.anyOther;
  return /^\dXX$/i.test(status)
    ? fill(ui.errorResponses.range, { first: status.charAt(0) })
    : status;
}

export interface Heading {
  slug: string;
  text: string;
}

/** The sections of an operation's page, in its order. */
export function sectionsOf(ui: Messages, operation: OperationView): Heading[] {
  return [
    { slug: "parameters", text: ui.parameters.title },
    { slug: "response", text: ui.response.title },
    { slug: "fields", text: ui.response.fields },
    { slug: "weight", text: ui.weight.title },
    { slug: "servers", text: ui.servers.title },
    { slug: "security", text: ui.security.title },
    { slug: "errors", text: ui.errorResponses.title },
    ...(operation.headers.length > 0 ? [{ slug: "headers", text: ui.headers.title }] : []),
    { slug: "sources", text: ui.sources.title },
  ];
}
