// What the names under `when` and `show` in rules.yaml mean.
import { isDeepStrictEqual } from "node:util";
import { membersOf, securityOf } from "../model.ts";
import type { OpenApiDocument } from "../model.ts";
import type { Difference } from "./difference.ts";

type Condition = (difference: Difference) => boolean;

const isCode: Condition = ({ before, after }) =>
  typeof codeIn(membersOf(after ?? before)["value"]) === "number";

/** Conditions that a difference may meet. */
export const conditions: Readonly<Record<string, Condition>> = {
  isTrue: ({ after }) => after === true,
  isMandatory: ({ after }) => membersOf(after)["required"] === true,
  /** Fewer values are allowed: a lower bound rises, an upper one falls, or there was none. */
  isTightened({ at, before, after }) {
    if (before === undefined || after === undefined) return before === undefined;
    return at.includes(".min") ? Number(after) > Number(before) : Number(after) < Number(before);
  },
  needsMore({ at, before, after, documents }) {
    if (at !== "Operation.x-security-type")
      return levelOf(after, documents.after) > levelOf(before, documents.before);
    const [old, now] = [before, after].map((type) => securityTypes.indexOf(shown(type)));
    // TRADE and MARGIN are permissions of their own, and either is more than to read.
    return now === -1 || (old !== -1 && Number(now) > Number(old));
  },
  costsTheSame: ({ before, after }) => isDeepStrictEqual(costs(before), costs(after)),
  mayBeNull: ({ before, after }) => isDeepStrictEqual(typesIn(before), withoutNull(after)),
  neverNull: ({ before, after }) => isDeepStrictEqual(withoutNull(before), typesIn(after)),
  /** Every role of the older `x-order` is the same in the newer one. */
  saysMore: ({ before, after }) =>
    Object.entries(membersOf(before)).every(([role, field]) => membersOf(after)[role] === field),
  isCode,
  /** Both documents have the code: it is only listed in one place more or less. */
  isKnownCode: (difference) =>
    isCode(difference) &&
    [difference.documents.before, difference.documents.after].every((document) =>
      Object.hasOwn(document?.components?.examples ?? {}, difference.subject),
    ),
  hasOtherCode: ({ before, after }) => codeIn(before) !== codeIn(after),
};

/** How values are written in a sentence. */
export const formats: Readonly<Record<string, (value: unknown) => string>> = {
  weights: (rules) => costs(rules).map(showCost).join(" / "),
  name: (part) => shown(part).replace("schemas/", ""),
};

/** A value in a sentence: a string as it is, a list with commas, anything else as JSON. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}

const securityTypes = ["NONE", "MARKET_DATA", "USER_STREAM", "USER_DATA"];

/** How much a request must carry: the more, the higher. */
function levelOf(requirement: unknown, document: OpenApiDocument | undefined): number {
  if (!document) return 0;
  const needed = requirement === undefined ? undefined : Object.values(membersOf(requirement));
  return ["none", "key", "signed"].indexOf(securityOf(document, needed?.map(membersOf)).security);
}

/** What calls cost, without remarks. */
function costs(rules: unknown) {
  return Object.values(membersOf(rules)).map((rule) => {
    const { weight, whenSent = [], estimate = false } = membersOf(rule);
    return { weight, whenSent, estimate };
  });
}

function showCost({ weight, whenSent, estimate }: ReturnType<typeof costs>[number]): string {
  const names = shown(whenSent);
  return `${estimate === true ? "≥ " : ""}${shown(weight)}${names === "" ? "" : ` (${names})`}`;
}

function typesIn(type: unknown): string[] {
  return [type ?? []].flat().map(shown).toSorted();
}

function withoutNull(type: unknown): string[] {
  return typesIn(type).filter((one) => one !== "null");
}

function codeIn(body: unknown): unknown {
  return membersOf(body)["code"];
}
