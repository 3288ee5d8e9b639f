// What the filters let through: for each parameter with `x-filter`, values on both sides of each bound, and values that
// no item has together.
import type { Operation, Parameter } from "@open-orders/specs/model";
import type { CheckDefinition, CheckSuite } from "../run/check.ts";
import { levels } from "../run/check.ts";
import { compare } from "../run/items.ts";
import type { Item } from "../run/guards.ts";
import type { Sent, Session } from "../run/Session.ts";
import { stringify } from "../run/stringify.ts";
import { filterText, ownParameters, takesAnyString } from "../run/values.ts";
import { pairsOf } from "./combinations.ts";
import { compareFiltered } from "./lists.ts";

export const filterChecks: CheckSuite = (operation) => {
  const filtered = ownParameters(operation).filter(({ filter }) => filter);
  const equal = filtered.filter(({ filter }) => filter?.keep === "equal");
  return [
    ...filtered.flatMap((parameter) => valueChecks(operation, parameter)),
    ...pairsOf(equal).flatMap(([first, second]) =>
      filterCheck(
        operation,
        second,
        `${first.name} and ${second.name} of different items`,
        (items) => apart(items, first, second),
      ),
    ),
  ];
};

/** Values that a filter is tried with, made from those of the items in the whole list. */
type Values = (values: readonly string[]) => readonly string[];

const valuesOfKind: Readonly<
  Record<NonNullable<Parameter["filter"]>["keep"], Readonly<Record<string, Values>>>
> = {
  equal: {
    "of the first item": (values) => values.slice(0, 1),
    "of the last item": (values) => values.slice(-1),
  },
  from: bounds(),
  until: bounds(),
  first: {
    one: () => ["1"],
    "one less than there are": (values) => (values.length > 1 ? [String(values.length - 1)] : []),
    "as many as there are": (values) => [String(values.length)],
  },
};
const valuesOfList: Readonly<Record<string, Values>> = {
  "of two items": (values) => [...values.slice(0, 1), ...values.slice(-1)],
};

function bounds(): Readonly<Record<string, Values>> {
  const near =
    (offset: bigint): Values =>
    (values) => {
      const middle = values.toSorted(compare)[Math.floor(values.length / 2)];
      if (middle === undefined) return [];
      const isWhole = /^-?\d+$/u.test(middle);
      return [String(isWhole ? BigInt(middle) + offset : Number(middle) + Number(offset))];
    };
  return { "of an item": near(0n), "one above an item": near(1n), "one below an item": near(-1n) };
}

function valueChecks(operation: Operation, parameter: Parameter): readonly CheckDefinition[] {
  const { name, filter, schemaNode, json } = parameter;
  const kinds = Object.entries({
    ...valuesOfKind[filter?.keep ?? "equal"],
    ...(json && valuesOfList),
  });
  const standard = filter?.keep === "first" ? schemaNode?.at("default") : undefined;
  return [
    ...kinds.flatMap(([what, value]) =>
      filterCheck(operation, parameter, `${name} ${what}`, (items) => {
        const wanted = value(valuesIn(items, parameter));
        return wanted.length === 0 ? {} : { [name]: filterText(parameter, wanted) };
      }),
    ),
    ...(standard
      ? filterCheck(operation, parameter, `${name} not sent`, () => ({}), standard)
      : []),
    ...(filter?.keep === "equal" && takesAnyString(parameter)
      ? [noItem(operation, parameter)]
      : []),
  ];
}

function filterCheck(
  operation: Operation,
  parameter: Parameter,
  rule: string,
  sent: (items: readonly Item[]) => Sent,
  node = filterNode(parameter),
): readonly CheckDefinition[] {
  return (["raw", "method"] as const).map((level) => ({
    rule: `filters: ${rule}`,
    level,
    node,
    cause: `${operation.id} filter ${parameter.name}`,
    what: "exactly the items that the parameters let through",
    // Where one object is returned, none is an error response.
    probe: async (session) => compareFiltered(session, level, sent, !operation.list),
  }));
}

/** A string that no item has, but as one begins: an empty list, or an error. */
function noItem(operation: Operation, parameter: Parameter): CheckDefinition {
  const { name } = parameter;
  const sent = ({ account }: Session): Sent => ({
    // An empty value would be another mistake.
    [name]: account.valueOf(parameter).slice(0, -1) || "-",
  });
  return {
    rule: `filters: ${name} of no item, but as one begins`,
    node: filterNode(parameter),
    needs: ["badRequests"],
    cause: `${operation.id} filter ${name}`,
    what: "an empty list, or an error response",
    probe: async (session) => compareFiltered(session, "raw", () => sent(session), true),
  };
}

/** Strings that need encoding: the items that have them, where there are any. */
export function encodedFilterChecks(
  { name, node }: Parameter,
  rule: string,
  value: string,
): readonly CheckDefinition[] {
  return levels.map((level): CheckDefinition => ({
    rule,
    level,
    node,
    needs: level === "raw" ? ["badRequests"] : ["data"],
    what: "exactly the items that have it",
    probe: async (session) => compareFiltered(session, level, () => ({ [name]: value }), true),
  }));
}

/** The values that the items have in the filtered field; one for each item where a count is filtered. */
function valuesIn(items: readonly Item[], { filter }: Parameter): readonly string[] {
  const { field } = filter ?? {};
  if (field === undefined) return items.map(() => "");
  return items.flatMap((item) => {
    const value = item[field];
    return value === undefined || value === null ? [] : [stringify(value)];
  });
}

/** Values that are both there, in different items alone; those of the first item if there are none. */
function apart(items: readonly Item[], first: Parameter, second: Parameter): Sent {
  const a = valuesIn(items, first);
  const b = valuesIn(items, second);
  const together = new Set(a.map((value, index) => `${value}\n${b[index]}`));
  const pairs = a.flatMap((one) => b.map((other) => [one, other] as const));
  const [one = "", other = ""] =
    pairs.find(([value, beside]) => !together.has(`${value}\n${beside}`)) ?? pairs[0] ?? [];
  return { [first.name]: filterText(first, [one]), [second.name]: filterText(second, [other]) };
}

function filterNode({ node }: Parameter) {
  return node.at("x-filter") ?? node;
}
