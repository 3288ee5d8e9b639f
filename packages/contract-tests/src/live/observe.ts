// What a target's responses show of an open question, one observer for each word that specs/probes.yaml knows. Each
// returns an outcome that the probe can name, and what was seen in words.
import type { Question } from "@open-orders/specs";
import type { RateLimit } from "@open-orders/specs/model";
import { weightRuleFor } from "@open-orders/specs/model";
import { describeResponse, formMistake, isItems, itemsOf } from "../checks/assertions.ts";
import { parsedItems } from "../checks/schema.ts";
import { leastGrowth } from "../checks/weights.ts";
import type { Item } from "../run/guards.ts";
import { publishedErrorsOf, rejectionFor, rejectionText } from "../run/publishedErrors.ts";
import { codeOf, parseJson } from "../run/readJson.ts";
import { unknownKey } from "../run/SentRequest.ts";
import type { RawResponse, Session } from "../run/Session.ts";

/** One outcome; undefined where the responses decide nothing. */
export interface Observed {
  readonly outcome: string | undefined;
  /** For people. */
  readonly seen: string;
}

/** Looks at one operation of a target. */
export async function observe(
  session: Session,
  question: Question,
  limit: RateLimit | undefined,
): Promise<Observed> {
  const { observe: word, send: parameters = {} } = question;
  if (word === "rejections") return rejections(session);
  if (word === "weight") return weight(session, parameters, limit);
  const response = await session.send({ parameters });
  const succeeded = String(response.status) === session.operation.success.status;
  const json = parseJson(response.text) !== undefined;
  if (word === "acceptance") return acceptance(session, response, succeeded && json);
  if (!succeeded) return undecided(describeResponse(response));
  if (word === "syntax") {
    const outcome = json ? "JSON" : "not JSON";
    return { outcome, seen: `a body that is ${outcome}` };
  }
  const mistake = formMistake(session, response);
  if (word === "form" && mistake !== undefined) return { outcome: "otherwise", seen: mistake };
  const items = itemsOf(session, response);
  if (!isItems(items)) return undecided(items.actual);
  if (items.length === 0) return undecided("no items");
  // Only of ids every digit counts; the types of others are those in the text.
  const own = word === "digits" ? items : parsedItems(session.operation, response);
  return overItems[word](own, question);
}

type Word = "presence" | "type" | "values" | "digits" | "form";

const overItems: Readonly<Record<Word, (items: readonly Item[], question: Question) => Observed>> =
  {
    presence(items, { fields = [] }) {
      const having = items.filter((item) => fields.every((field) => Object.hasOwn(item, field)));
      const some = items.some((item) => fields.some((field) => Object.hasOwn(item, field)));
      const outcome = having.length === items.length ? "always" : some ? "sometimes" : "never";
      return {
        outcome,
        seen: `${having.length} of ${items.length} items with ${fields.join(", ")}`,
      };
    },
    type(items, { fields = [] }) {
      const types = [...new Set(valuesOf(items, fields).map(typeOf))];
      if (types.length === 0) return undecided(`${items.length} items without a value`);
      return { outcome: types.length === 1 ? types[0] : undefined, seen: types.join(" or ") };
    },
    values(items, { fields = [], values = [] }) {
      const all = valuesOf(items, fields);
      if (all.length === 0) return undecided(`${items.length} items without a value`);
      const found = new Set(all.map(String).filter((one) => values.includes(one)));
      if (found.size === 0) return { outcome: "not seen", seen: `none in ${items.length} items` };
      return { outcome: "seen", seen: [...found].join(", ") };
    },
    digits(items, { fields = [] }) {
      const ids = valuesOf(items, fields).map(String);
      if (ids.length === 0) return undecided(`${items.length} items without a value`);
      const longest = Math.max(...ids.map((id) => id.length));
      const beyond = ids.some((id) => /^\d+$/u.test(id) && !Number.isSafeInteger(Number(id)));
      return {
        outcome: beyond ? "beyond 2^53" : "within 2^53",
        seen: `${longest} digits at the most, in ${ids.length} ids`,
      };
    },
    form: (items) => ({
      outcome: "as described",
      seen: `${items.length} items that fit the schema`,
    }),
  };

function acceptance({ operation }: Session, response: RawResponse, accepted: boolean): Observed {
  if (accepted) return { outcome: "accepted", seen: "accepted" };
  const code = codeOf(parseJson(response.text));
  const named = publishedErrorsOf(operation).filter(
    ({ example }) => codeOf(example.value) === code,
  );
  const own = named.find(({ status }) => status === response.status) ?? named[0];
  const outcome = code === undefined ? undefined : own?.example.name;
  return { outcome, seen: [describeResponse(response), outcome].filter(Boolean).join(" ") };
}

async function weight(
  session: Session,
  parameters: Readonly<Record<string, string>>,
  limit: RateLimit | undefined,
): Promise<Observed> {
  const { operation, account } = session;
  const sent = new Set(Object.keys({ ...account.mandatory, ...parameters }));
  const rule = weightRuleFor(operation.weights, sent);
  if (!limit || !rule) return undecided("no weight is described");
  const { growth, response } = await leastGrowth(session, limit, parameters);
  if (response.status >= 400) return undecided(describeResponse(response));
  if (growth === undefined) return undecided("the counts were not comparable");
  const outcome = growth < rule.weight ? "less" : growth > rule.weight ? "more" : "as described";
  return { outcome, seen: `${growth} for a call, described as ${rule.weight}` };
}

async function rejections({ operation, send }: Session): Promise<Observed> {
  const asked = [
    ["noKey", await send({ apiKey: null })],
    ["unknownKey", await send({ apiKey: unknownKey })],
    ["mandatory", await send({ signature: null })],
  ] as const;
  for (const [mistake, response] of asked) {
    const rejection = rejectionFor(operation, mistake);
    if (!rejection) return undecided("no such error response is described");
    const code = codeOf(parseJson(response.text));
    if (rejection.status !== response.status || rejection.code !== code)
      return {
        outcome: "otherwise",
        seen: `${describeResponse(response)} instead of ${rejectionText(rejection)}`,
      };
  }
  return { outcome: "as described", seen: "no key, unknown key, no signature: each as described" };
}

function undecided(seen: string): Observed {
  return { outcome: undefined, seen };
}

/** What stands in the fields, where it is not null. */
function valuesOf(items: readonly Item[], fields: readonly string[]): readonly unknown[] {
  return items
    .flatMap((item) => fields.map((field) => (Object.hasOwn(item, field) ? item[field] : null)))
    .filter((value) => value !== null);
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}
