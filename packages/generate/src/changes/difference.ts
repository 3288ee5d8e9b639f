// Where two bundles of an API differ, as callers would name it: each place once, however often it is referred to,
// and lists by what their items are, not by where they stand.
import { isDeepStrictEqual } from "node:util";
import type { Json, OpenApiDocument } from "../model.ts";
import { collections, components, follow, grammar, membersOf } from "./grammar.ts";
import { member, shown } from "./json.ts";
import type { Followed, Kind, Member, Tree } from "./grammar.ts";

/** One place that is not as it was. */
export interface Difference {
  /** The kind of object and the word in it, such as `Schema.format`; `Properties.*` is any field. */
  at: string;
  is: "added" | "removed" | "changed";
  before: Json | undefined;
  after: Json | undefined;
  /** Whether callers send what is described here, or receive it. */
  side: "call" | "answer";
  /** What callers know it by: `listOpenOrders.symbol`, `CoinMOpenOrder.pair`. */
  subject: string;
  /** The steps of its place: in the newer bundle, or in the older where it was removed. */
  place: string[];
  /** The steps of the nearest place that the newer bundle has. */
  nearest: string[];
  documents: { before: OpenApiDocument; after: OpenApiDocument };
}

interface Context {
  kind: Kind;
  side: Difference["side"];
  subject: string;
  /** Steps of the object in the older and in the newer bundle. */
  old: string[];
  now: string[];
}

/** Every difference between two bundles of one API in one language. */
export function differencesOf(
  api: string,
  before: OpenApiDocument,
  after: OpenApiDocument,
): Difference[] {
  const found: Difference[] = [];
  const seen = new Set<string>();

  const report = (
    at: string,
    key: string,
    from: Member | undefined,
    to: Member | undefined,
    context: Context,
  ): void => {
    found.push({
      at,
      is: from ? (to ? "changed" : "removed") : "added",
      before: from?.value,
      after: to?.value,
      side: context.side,
      subject: subjectOf(context, key, (to ?? from)?.value),
      place: to ? [...context.now, to.step] : [...context.old, from?.step ?? key],
      nearest: to ? [...context.now, to.step, ...narrow(from?.value, to.value)] : context.now,
      documents: { before, after },
    });
  };

  const visit = (from: Json, to: Json, context: Context): void => {
    const a = follow(before, from, context.old);
    const b = follow(after, to, context.now);
    if (a.part !== b.part) {
      const [old, now] = [a, b].map(({ part }) => ({ step: "$ref", value: part }));
      report(`Reference.${context.kind}`, "$ref", old, now, context);
    }
    const pair = pairOf(a.steps, b.steps);
    if (seen.has(`${context.side} ${pair}`)) return;
    seen.add(pair).add(`${context.side} ${pair}`);
    compare(a.value, b.value, {
      ...context,
      subject: nameOf(b, context),
      old: a.steps,
      now: b.steps,
    });
  };

  const compare = (from: Json, to: Json, context: Context): void => {
    const { kind } = context;
    const olds = membersOf(kind, from, before);
    const news = membersOf(kind, to, after);
    if (kind === "Schema") keepShared(olds, news);
    const own = grammar[kind];
    for (const key of new Set([...olds.keys(), ...news.keys()])) {
      const [old, now] = [olds.get(key), news.get(key)];
      const child = own[key] ?? own["*"];
      const named = collections.has(kind) && (child ?? Object.keys(own).length === 0);
      if (kind === "Root" && key === "components") continue;
      if (child && ((old && now) || collections.has(child)))
        visit(old?.value ?? {}, now?.value ?? {}, {
          kind: child,
          side: child === "Parameters" || child === "RequestBody" ? "call" : context.side,
          subject: subjectOf(context, key, (now ?? old)?.value),
          old: old ? [...context.old, old.step] : context.old,
          now: now ? [...context.now, now.step] : context.now,
        });
      else if (!isDeepStrictEqual(old?.value, now?.value))
        report(`${kind}.${named ? "*" : key}`, key, old, now, context);
    }
  };

  const whole = (document: OpenApiDocument): Json => document as unknown as Json;
  visit(whole(before), whole(after), {
    kind: "Root",
    side: "answer",
    subject: api,
    old: [],
    now: [],
  });
  // What no path leads to by a reference that is followed: security schemes, and schemas inside words of no kind.
  const sections = ({ components: all = {} }: OpenApiDocument) => all as Record<string, Tree>;
  for (const [section, parts] of Object.entries(sections(after))) {
    const kind = components[section];
    for (const [name, part] of Object.entries(parts)) {
      const old = sections(before)[section]?.[name];
      const steps = ["components", section, name];
      const side = kind === "Parameter" ? "call" : "answer";
      const context = { side, subject: name, old: steps, now: steps } as const;
      if (seen.has(pairOf(steps, steps))) continue;
      if (old !== undefined && kind) visit(old, part, { ...context, kind });
      else if (old !== undefined && !isDeepStrictEqual(old, part))
        report(
          `Components.${section}`,
          name,
          { step: name, value: old },
          { step: name, value: part },
          { ...context, kind: "Root" },
        );
    }
  }
  return found;
}

const pairOf = (old: string[], now: string[]): string => JSON.stringify([old, now]);

/** A field that is new or gone is said as such; that it is mandatory is no second change. */
function keepShared(olds: Map<string, Member>, news: Map<string, Member>): void {
  const fields = [olds, news].map(
    (members) => new Set(Object.keys((members.get("properties")?.value ?? {}) as Tree)),
  );
  const [before, after] = fields;
  for (const members of [olds, news]) {
    const required = members.get("required");
    if (!required) continue;
    const names = Object.entries(required.value as Tree);
    const shared = names.filter(([, name]) => before?.has(shown(name)) === after?.has(shown(name)));
    members.set("required", { ...required, value: Object.fromEntries(shared) });
  }
}

/** A schema, parameter or response that has a name is known by that name. */
function nameOf({ part }: Followed, { kind, subject }: Context): string {
  const [, name] = part.split("/");
  const isKnown = kind === "Schema" || kind === "Parameter" || kind === "Response";
  return isKnown && name !== undefined ? name : subject;
}

/** Objects whose members callers know by both names, and by the member's alone. */
const owners = new Set<Kind>(["Parameters", "Properties", "Required", "Responses", "MediaTypes"]);
const namesakes = new Set<Kind>(["Headers", "Examples", "Servers"]);

function subjectOf({ kind, subject }: Context, key: string, value: Json | undefined): string {
  if (owners.has(kind)) return `${subject}.${key}`;
  if (namesakes.has(kind)) return key;
  const operationId = kind === "PathItem" ? member(value, "operationId") : undefined;
  return operationId === undefined ? subject : shown(operationId);
}

/** The steps down to the one member that differs, so that a list of rules leads to the rule that changed. */
function narrow(before: Json | undefined, after: Json | undefined): string[] {
  if (typeof before !== "object" || typeof after !== "object" || !before || !after) return [];
  const [old, now] = [before as Tree, after as Tree];
  const keys = Object.keys(now);
  if (!isDeepStrictEqual(Object.keys(old), keys)) return [];
  const [only, ...others] = keys.filter((key) => !isDeepStrictEqual(old[key], now[key]));
  if (only === undefined || others.length > 0) return [];
  return [only, ...narrow(old[only], now[only])];
}
