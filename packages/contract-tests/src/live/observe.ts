// What a target's answers show of a doubt, one observer for each word that specs/probes.yaml knows. Each
// gives an outcome that the probe can name, and what was seen in words.
import type { Question } from "@open-orders/specs";
import { weightFor } from "../spec/description.ts";
import type { Operation } from "../spec/description.ts";
import { describeAnswer, formDifference, itemsIn, parse } from "../checks/assertions.ts";
import { findErrorResponse, errorText, strangersKey } from "../spec/rejections.ts";
import { readJson } from "../run/readJson.ts";
import type { Answer, Session } from "../run/Session.ts";
import { leastGrowth } from "../checks/weights.ts";

/** One outcome; undefined where the answers decide nothing. */
export interface Observed {
  readonly outcome: string | undefined;
  /** For people. */
  readonly seen: string;
}

type Observe = (session: Session, question: Question) => Promise<Observed>;

const json = "application/json";

/** Looks at one operation of a target. */
export async function observe(session: Session, question: Question): Promise<Observed> {
  return observers[question.observe](session, question);
}

const observers: Readonly<Record<Question["observe"], Observe>> = {
  async acceptance(session, { send }) {
    const answer = await session.ask(send);
    if (isSuccess(session, answer)) return { outcome: "accepted", seen: "accepted" };
    const name = refusalName(session.operation, answer);
    return { outcome: name, seen: [describeAnswer(answer), name].filter(Boolean).join(" ") };
  },

  async weight(session, { send = {} }) {
    const { operation } = session;
    const [limit] = operation.limits;
    const rule = weightFor(operation, Object.keys({ ...session.mandatory, ...send }));
    if (!limit || !rule) return undecided("no weight is described");
    const { growth, answer } = await leastGrowth(session, limit, send);
    if (!isSuccess(session, answer)) return undecided(describeAnswer(answer));
    if (growth === undefined) return undecided("the counts told nothing");
    const outcome = growth < rule.weight ? "less" : growth > rule.weight ? "more" : "as described";
    return { outcome, seen: `${growth} for a call, described as ${rule.weight}` };
  },

  async syntax(session, { send }) {
    const answer = await session.ask(send);
    if (answer.status !== Number(session.operation.success.status))
      return undecided(describeAnswer(answer));
    const outcome = parse(answer.text) === undefined ? "not JSON" : "JSON";
    return { outcome, seen: `a body that is ${outcome}` };
  },

  presence: overItems((items, { fields = [] }) => {
    const having = items.filter((item) => fields.every((field) => Object.hasOwn(item, field)));
    const lacking = items.filter((item) => !fields.some((field) => Object.hasOwn(item, field)));
    const outcome =
      having.length === items.length
        ? "always"
        : lacking.length === items.length
          ? "never"
          : "sometimes";
    return { outcome, seen: `${having.length} of ${items.length} items with ${fields.join(", ")}` };
  }),

  type: overItems((items, { fields = [] }) => {
    const values = valuesOf(items, fields).filter((value) => value !== null);
    const types = [...new Set(values.map(typeOf))];
    if (types.length === 0) return undecided(`${items.length} items, null in each`);
    return { outcome: types.length === 1 ? types[0] : undefined, seen: types.join(" or ") };
  }),

  values: overItems((items, { fields = [], values = [] }) => {
    const found = new Set(
      valuesOf(items, fields).filter((value) => values.includes(String(value))),
    );
    if (found.size === 0) return { outcome: "not seen", seen: `none in ${items.length} items` };
    return { outcome: "seen", seen: [...found].join(", ") };
  }),

  digits: async (session, { fields = [], send }) => {
    const answer = await session.ask(send);
    if (!isSuccess(session, answer)) return undecided(describeAnswer(answer));
    const ids = valuesOf(objectsIn(itemsIn(session.operation, answer)), fields).map(String);
    if (ids.length === 0) return undecided("no items");
    const longest = Math.max(...ids.map((id) => id.length));
    const beyond = ids.some((id) => /^\d+$/u.test(id) && !Number.isSafeInteger(Number(id)));
    return {
      outcome: beyond ? "beyond 2^53" : "within 2^53",
      seen: `${longest} digits at the most, in ${ids.length} ids`,
    };
  },

  async form(session, { send }) {
    const answer = await session.ask(send);
    const mistake = formDifference(session.operation, answer);
    if (mistake) return { outcome: "otherwise", seen: mistake };
    if (!isSuccess(session, answer)) return undecided(describeAnswer(answer));
    const { length } = itemsIn(session.operation, answer);
    if (length === 0) return undecided("no items");
    return { outcome: "as described", seen: `${length} items that fit the schema` };
  },

  async refusals(session) {
    const right = session.query();
    const asked = [
      ["noKey", await session.send(session.signed(right), null)],
      ["unknownKey", await session.send(session.signed(right), strangersKey)],
      ["mandatory", await session.send(right)],
    ] as const;
    for (const [mistake, answer] of asked) {
      const refusal = findErrorResponse(session.operation, mistake);
      const code = (parse(answer.text) as { readonly code?: unknown } | undefined)?.code;
      if (!refusal) return undecided("no such refusal is described");
      if (refusal.status !== answer.status || refusal.code !== code)
        return {
          outcome: "otherwise",
          seen: `${describeAnswer(answer)} in place of ${errorText(refusal)}`,
        };
    }
    return {
      outcome: "as described",
      seen: "no key, unknown key, no signature: each as described",
    };
  },
};

type Fields = Readonly<Record<string, unknown>>;

/** An observer of the items of an answer. */
function overItems(look: (items: readonly Fields[], question: Question) => Observed): Observe {
  return async (session, question) => {
    const answer = await session.ask(question.send);
    const schema = session.operation.success.bodies.get(json);
    if (!isSuccess(session, answer) || !schema) return undecided(describeAnswer(answer));
    const { value } = readJson(answer.text, schema);
    const items = objectsIn(Array.isArray(value) ? (value as unknown[]) : [value]);
    return items.length === 0 ? undecided("no items") : look(items, question);
  };
}

function undecided(seen: string): Observed {
  return { outcome: undefined, seen };
}

function isSuccess({ operation }: Session, { status, text }: Answer): boolean {
  return status === Number(operation.success.status) && parse(text) !== undefined;
}

function objectsIn(items: readonly unknown[]): readonly Fields[] {
  return items.filter((item): item is Fields => typeof item === "object" && item !== null);
}

function valuesOf(items: readonly Fields[], fields: readonly string[]): readonly unknown[] {
  return items.flatMap((item) =>
    fields.flatMap((field) => (Object.hasOwn(item, field) ? [item[field]] : [])),
  );
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

/** The name of the described error that an answer is. */
function refusalName({ responses }: Operation, { status, text }: Answer): string | undefined {
  const code = (parse(text) as { readonly code?: unknown } | null | undefined)?.code;
  const named = responses
    .flatMap((response) => response.examples.map((example) => ({ response, example })))
    .filter(({ example }) => (example.value as { readonly code?: unknown } | null)?.code === code);
  const own = named.find(({ response }) => response.status === String(status));
  return code === undefined ? undefined : (own ?? named[0])?.example.name;
}
