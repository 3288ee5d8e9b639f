// Reads a body with exact ids. JSON.parse rounds integers above 2^53, so id fields become strings of
// digits: the safe ones by String(), the others by reading their digits in the text.
import { restoreDigits } from "./digits.ts";
import type { Holder } from "./digits.ts";

/** Which fields of an object are ids, and which hold more of them: `*` is each item of an array, as field and as id. */
export interface IdPlan {
  readonly ids: string[];
  readonly fields: Map<string, IdPlan>;
}

/** Turns paths such as `*.orderId` or `*.orderIds.*` into a plan to walk by. */
export function planIds(paths: readonly string[]): IdPlan {
  const root: IdPlan = { ids: [], fields: new Map() };
  for (const path of paths) {
    const steps = path.split(".");
    const last = steps.pop() ?? "";
    let plan = root;
    for (const step of steps) {
      const next: IdPlan = plan.fields.get(step) ?? { ids: [], fields: new Map() };
      plan.fields.set(step, next);
      plan = next;
    }
    plan.ids.push(last);
  }
  return root;
}

/** Whether a value has fields to read; an array has, too. */
export function isObject(value: unknown): value is Holder {
  return typeof value === "object" && value !== null;
}

/**
 * Parses JSON so that every id of the plan is a string with exactly the digits of the text, and no object
 * at any depth has the key `__proto__`, which changes a prototype as soon as somebody assigns it along.
 *
 * @throws SyntaxError when the text is not JSON
 * @throws TypeError when an id is neither an integer, a string nor null
 */
export function parseExact(text: string, plan: IdPlan): unknown {
  const value: unknown = JSON.parse(text);
  // A key written with escapes can be any key.
  if (text.includes("\\u") || hasProto(text)) return parseByTokens(text, plan);
  const unsafe = new Set<string>();
  stringifyIds(value, plan, unsafe);
  for (const name of unsafe)
    if (placesOf(name, plan) !== 1 || !restoreDigits(text, name, holdersOf(name, value, plan)))
      return parseByTokens(text, plan);
  return value;
}

const proto = "__proto__";

/** Whether the name stands anywhere. Its first letters alone are searched a fifth as long as all of it. */
function hasProto(text: string): boolean {
  return text.includes("__p") && text.includes(proto);
}

/** At how many places of the plan an id of this name stands. */
function placesOf(name: string, { ids, fields }: IdPlan): number {
  let places = ids.includes(name) ? 1 : 0;
  for (const inner of fields.values()) places += placesOf(name, inner);
  return places;
}

/** Turns safe ids into strings, and collects the names of all that need a closer look. */
function stringifyIds(value: unknown, plan: IdPlan, unsafe: Set<string>): void {
  visitHolders(value, plan, (holder, name) => {
    const id = holder[name];
    if (typeof id !== "number") return;
    if (Number.isSafeInteger(id)) holder[name] = `${id}`;
    else unsafe.add(name);
  });
}

/** Shows every object that can have ids to `visit`, once for each of their names, in the order in which it was read. */
function visitHolders(
  value: unknown,
  { ids, fields }: IdPlan,
  visit: (holder: Holder, name: string) => void,
): void {
  if (!isObject(value)) return;
  const items = fields.get("*");
  if (items) {
    if (Array.isArray(value)) for (const item of value) visitHolders(item, items, visit);
    return;
  }
  for (const name of ids[0] === "*" ? Object.keys(value) : ids) visit(value, name);
  if (fields.size > 0) for (const [name, inner] of fields) visitHolders(value[name], inner, visit);
}

/** Every object with an id of this name at its place in the plan. */
function holdersOf(name: string, value: unknown, plan: IdPlan): Holder[] {
  const holders: Holder[] = [];
  visitHolders(value, plan, (holder, id) => {
    if (id === name && holder[name] !== undefined) holders.push(holder);
  });
  return holders;
}

/** Stands before an integer that was quoted to keep its digits; a string that begins so gets a second one. */
const mark = "\u0000";
/** Strings, with the colon that makes them keys, and numbers: whole, so that no part of one is taken for an integer. */
const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

/** Quotes every integer that a number would round, parses, then unwraps what the plan does not name. */
function parseByTokens(text: string, plan: IdPlan): unknown {
  const quoted = text.replaceAll(tokens, (token, isKey: string | undefined) => {
    if (token.startsWith('"'))
      return token.startsWith('"\\u0000') && !isKey ? `"\\u0000${token.slice(1)}` : token;
    return /[.eE]/.test(token) || Number.isSafeInteger(Number(token)) ? token : `"\\u0000${token}"`;
  });
  const value: unknown = JSON.parse(quoted, (key, inner: unknown) =>
    key === proto ? undefined : inner,
  );
  const unsafe = new Set<string>();
  stringifyIds(value, plan, unsafe);
  if (unsafe.size > 0)
    throw new TypeError(`${[...unsafe].join(", ")} is a number that is not an integer`);
  return unwrap(value, plan, false);
}

function unwrap(value: unknown, plan: IdPlan | undefined, isId: boolean): unknown {
  if (typeof value === "string" && value.startsWith(mark)) {
    const rest = value.slice(1);
    return isId || rest.startsWith(mark) ? rest : Number(rest);
  }
  if (Array.isArray(value)) {
    const isIds = plan?.ids[0] === "*";
    for (const [index, item] of value.entries())
      value[index] = unwrap(item, plan?.fields.get("*"), isIds);
  } else if (isObject(value)) {
    for (const name of Object.keys(value)) {
      value[name] = unwrap(value[name], plan?.fields.get(name), plan?.ids.includes(name) ?? false);
    }
  }
  return value;
}
