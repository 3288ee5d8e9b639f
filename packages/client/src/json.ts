// Reads a body with exact ids. JSON.parse rounds integers above 2^53, so id fields become strings of
// digits: the safe ones by String(), the others by reading their digits in the text.

/** Where ids stand: `items` of an array, `ids` and nested `fields` of an object. */
export interface IdPlan {
  items?: IdPlan;
  ids: string[];
  fields: [name: string, plan: IdPlan][];
}

/** Turns paths such as `*.orderId` into a plan to walk by. */
export function planIds(paths: readonly string[]): IdPlan {
  const root: IdPlan = { ids: [], fields: [] };
  for (const path of paths) {
    const steps = path.split(".");
    const last = steps.pop() as string;
    let plan = root;
    for (const step of steps) {
      const known = step === "*" ? plan.items : plan.fields.find(([name]) => name === step)?.[1];
      const next: IdPlan = known ?? { ids: [], fields: [] };
      if (!known && step === "*") plan.items = next;
      else if (!known) plan.fields.push([step, next]);
      plan = next;
    }
    plan.ids.push(last);
  }
  return root;
}

/** An id whose number lost digits, and where to put them. */
interface RoundedId {
  holder: Record<string, unknown>;
  name: string;
}

/**
 * Parses JSON so that every id of the plan is a string with exactly the digits of the text.
 *
 * @throws SyntaxError when the text is not JSON, or an id is neither an integer, a string nor null
 */
export function parseExact(text: string, plan: IdPlan): unknown {
  const value = parseSafely(text);
  const rounded: RoundedId[] = [];
  stringifyIds(value, plan, rounded);
  if (rounded.length === 0 || restoreInOrder(text, rounded)) return value;
  return parseByTokens(text, plan);
}

function parseSafely(text: string): unknown {
  // An own property of this name turns into a prototype as soon as somebody assigns it along.
  return text.includes("__proto__")
    ? JSON.parse(text, (key, value: unknown) => (key === "__proto__" ? undefined : value))
    : JSON.parse(text);
}

function stringifyIds(value: unknown, plan: IdPlan, rounded: RoundedId[]): void {
  if (typeof value !== "object" || value === null) return;
  if (plan.items) {
    if (Array.isArray(value)) for (const item of value) stringifyIds(item, plan.items, rounded);
    return;
  }
  const holder = value as Record<string, unknown>;
  for (const name of plan.ids) {
    const id = holder[name];
    if (typeof id === "number") {
      if (Number.isSafeInteger(id)) holder[name] = String(id);
      else rounded.push({ holder, name });
    }
  }
  for (const [name, inner] of plan.fields) stringifyIds(holder[name], inner, rounded);
}

/**
 * Reads the digits of rounded ids in the order they stand in the text. Says false, so that the
 * slower reading is taken, whenever text and walk disagree: a repeated key, a key written with
 * escapes, the same name elsewhere, a number that is no integer.
 */
function restoreInOrder(text: string, rounded: RoundedId[]): boolean {
  const queues = new Map<string, RoundedId[]>();
  for (const id of rounded) {
    const queue = queues.get(id.name);
    if (queue) queue.push(id);
    else queues.set(id.name, [id]);
  }
  for (const [name, queue] of queues) {
    // Inside a string a quote is escaped, so a match not led by a backslash is a key.
    const pattern = new RegExp(`"${name}"\\s*:\\s*(-?\\d{16,})(?=[\\s,}])`, "g");
    let index = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const digits = match[1] as string;
      if (Number.isSafeInteger(Number(digits)) || text[match.index - 1] === "\\") continue;
      const id = queue[index++];
      if (id?.holder[name] !== Number(digits)) return false;
      id.holder[name] = digits;
    }
    if (index !== queue.length) return false;
  }
  return true;
}

/** Leads an integer that was quoted to keep its digits; a string that begins so gets a second one. */
const mark = "\u0000";
const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d{16,}(?![\d.eE])/g;

/** Quotes every integer that a number would round, parses, then unwraps what the plan does not name. */
function parseByTokens(text: string, plan: IdPlan): unknown {
  const quoted = text.replaceAll(tokens, (token, colon: string | undefined) => {
    if (token.startsWith('"'))
      return token.startsWith('"\\u0000') && !colon ? `"\\u0000${token.slice(1)}` : token;
    return Number.isSafeInteger(Number(token)) ? token : `"\\u0000${token}"`;
  });
  const value = parseSafely(quoted);
  const rounded: RoundedId[] = [];
  stringifyIds(value, plan, rounded);
  const strange = rounded[0];
  if (strange)
    throw new SyntaxError(
      `${strange.name} is ${String(strange.holder[strange.name])}, not an integer`,
    );
  return unwrap(value, plan, false);
}

function unwrap(value: unknown, plan: IdPlan | undefined, isId: boolean): unknown {
  if (typeof value === "string" && value.startsWith(mark)) {
    const rest = value.slice(1);
    return isId || rest.startsWith(mark) ? rest : Number(rest);
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) value[index] = unwrap(item, plan?.items, false);
  } else if (typeof value === "object" && value !== null) {
    const holder = value as Record<string, unknown>;
    for (const name of Object.keys(holder)) {
      const inner = plan?.fields.find(([field]) => field === name)?.[1];
      holder[name] = unwrap(holder[name], inner, plan?.ids.includes(name) ?? false);
    }
  }
  return value;
}
