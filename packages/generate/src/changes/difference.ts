// Where two bundles of an API differ, as callers would name it: each place once, however often it is referred to,
// and lists by what their items are, not by where they stand.
import { isDeepStrictEqual } from "node:util";
import { decodePointer, membersOf, SpecNode } from "../model.ts";
import type { OpenApiDocument } from "../model.ts";
import { shown } from "./conditions.ts";
import { collections, components, grammar, kindOf, membersIn } from "./grammar.ts";
import type { Kind, Member } from "./grammar.ts";

/** One place that is not as it was. */
export interface Difference {
  /** The kind of object and the word in it, such as `Schema.format`; `Properties.*` is any field. */
  at: string;
  is: "added" | "removed" | "changed";
  before: unknown;
  after: unknown;
  /** Whether callers send what is described here, or receive it. */
  side: "request" | "response";
  /** What callers know it by: `listOpenOrders.symbol`, `CoinMOpenOrder.pair`. */
  subject: string;
  /** The steps of its place: in the newer bundle, or in the older where it was removed. */
  place: string[];
  /** The steps of the nearest place that the newer bundle has. */
  nearest: string[];
  documents: { before?: OpenApiDocument; after?: OpenApiDocument };
}

/** A difference that is found in another way than by comparing member by member. */
export function differenceAt(
  place: string[],
  given: Partial<Difference> & Pick<Difference, "at">,
): Difference {
  const subject = place.slice(-2).join(".");
  const values = { before: undefined, after: undefined, documents: {} };
  return { is: "changed", side: "response", subject, place, nearest: place, ...values, ...given };
}

/** What stands at a step. */
type Written = Pick<Member, "step" | "value">;

interface Context {
  kind: Kind;
  side: Difference["side"];
  subject: string;
  /** Steps of the object in the older and in the newer bundle; where one has none, of what it would stand in. */
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
    old: Written | undefined,
    now: Written | undefined,
    context: Context,
  ): void => {
    found.push({
      at,
      is: old ? (now ? "changed" : "removed") : "added",
      before: old?.value,
      after: now?.value,
      side: context.side,
      subject: subjectOf(context, key, (now ?? old)?.value),
      place: now ? [...context.now, now.step] : [...context.old, old?.step ?? key],
      nearest: now ? [...context.now, now.step, ...narrow(old?.value, now.value)] : context.now,
      documents: { before, after },
    });
  };

  const visit = (old: SpecNode | undefined, now: SpecNode | undefined, context: Context): void => {
    const [was, is] = [partOf(old), partOf(now)];
    const [list, another] = [old, now].map((node) => membersOf(node?.value)["items"] !== undefined);
    if (context.kind === "Schema" && old && now && list !== another) {
      // A list that becomes one object, or the other way round, is one change: their parts are not the same ones.
      const [from, to] = [old, now].map(({ value }) => membersOf(value)["type"]);
      const around = { old: context.old.slice(0, -1), now: context.now.slice(0, -1) };
      const step = context.now.at(-1) ?? "";
      report(
        "Schema.type",
        step,
        { step, value: from },
        { step, value: to },
        { ...context, ...around },
      );
      return;
    }
    if (old && now && was !== is) {
      const [from, to] = [was, is].map((value) => ({ step: "$ref", value }));
      report(`Reference.${context.kind}`, "$ref", from, to, context);
    }
    const pair = JSON.stringify([old?.pointer ?? context.old, now?.pointer ?? context.now]);
    if (seen.has(`${context.side} ${pair}`)) return;
    seen.add(pair).add(`${context.side} ${pair}`);
    compare(old, now, {
      ...context,
      subject: nameOf(is, context),
      old: old ? decodePointer(old.pointer) : context.old,
      now: now ? decodePointer(now.pointer) : context.now,
    });
  };

  const compare = (
    from: SpecNode | undefined,
    to: SpecNode | undefined,
    context: Context,
  ): void => {
    const { kind } = context;
    const olds = membersIn(kind, from);
    const news = membersIn(kind, to);
    const isPlain = Object.keys(grammar[kind]).length === 0;
    for (const key of new Set([...olds.keys(), ...news.keys()])) {
      const [old, now] = [olds.get(key), news.get(key)];
      const child = kindOf(kind, key);
      const named = collections.has(kind) && (child ?? isPlain);
      if (kind === "Root" && key === "components") continue;
      if (child && ((old && now) || collections.has(child)))
        visit(old?.node, now?.node, {
          kind: child,
          side: child === "Parameters" ? "request" : context.side,
          subject: subjectOf(context, key, (now ?? old)?.value),
          old: old ? [...context.old, old.step] : context.old,
          now: now ? [...context.now, now.step] : context.now,
        });
      else if (!isDeepStrictEqual(old?.value, now?.value))
        report(`${kind}.${named ? "*" : key}`, key, old, now, context);
    }
  };

  const [was, is] = [SpecNode.root(before), SpecNode.root(after)];
  visit(was, is, { kind: "Root", side: "response", subject: api, old: [], now: [] });
  // What no path leads to by a reference that is followed: security schemes, and schemas inside words of no kind.
  for (const [section, parts] of is.child("components")?.children ?? [])
    for (const [name, part] of parts.children) {
      const old = was.at("components", section, name);
      const kind = components[section];
      const side = kind === "Parameter" ? "request" : "response";
      const steps = ["components", section, name];
      const context = { side, subject: name, old: steps, now: steps } as const;
      if (!old || seen.has(JSON.stringify([old.pointer, part.pointer]))) continue;
      if (kind) visit(old, part, { ...context, kind });
      else if (!isDeepStrictEqual(old.value, part.value)) {
        const [from, to] = [old, part].map(({ value }) => ({ step: name, value }));
        report(`Components.${section}`, name, from, to, { ...context, kind: "Root" });
      }
    }
  return found.filter((one) => !isOfField(one, found));
}

/** A field that is new or gone is reported as such; that it is mandatory is no second change. */
function isOfField({ at, is, subject }: Difference, all: Difference[]): boolean {
  return (
    at === "Required.*" &&
    all.some((one) => one.at === "Properties.*" && one.is === is && one.subject === subject)
  );
}

/** The component that a node is, such as `schemas/CoinMOpenOrder`; empty where it is written in place. */
function partOf(node: SpecNode | undefined): string {
  const [root, ...part] = decodePointer(node?.pointer ?? "");
  return root === "components" && part.length === 2 ? part.join("/") : "";
}

/** A schema, parameter or response that has a name is known by that name. */
function nameOf(part: string, { kind, subject }: Context): string {
  const [, name] = part.split("/");
  const isKnown = kind === "Schema" || kind === "Parameter" || kind === "Response";
  return isKnown && name !== undefined ? name : subject;
}

/** Objects whose members callers know by both names, and by the member's alone. */
const owners = new Set<Kind>(["Parameters", "Properties", "Required", "Responses", "MediaTypes"]);
const namesakes = new Set<Kind>(["Headers", "Examples", "Servers"]);

function subjectOf({ kind, subject }: Context, key: string, value: unknown): string {
  if (owners.has(kind)) return `${subject}.${key}`;
  if (namesakes.has(kind)) return key;
  const operationId = kind === "PathItem" ? membersOf(value)["operationId"] : undefined;
  return operationId === undefined ? subject : shown(operationId);
}

/** The steps down to the one member that differs, so that a list of rules leads to the rule that changed. */
function narrow(before: unknown, after: unknown): string[] {
  const [old, now] = [membersOf(before), membersOf(after)];
  const keys = Object.keys(now);
  if (!isDeepStrictEqual(Object.keys(old), keys)) return [];
  const [only, ...others] = keys.filter((key) => !isDeepStrictEqual(old[key], now[key]));
  if (only === undefined || others.length > 0) return [];
  return [only, ...narrow(old[only], now[only])];
}
