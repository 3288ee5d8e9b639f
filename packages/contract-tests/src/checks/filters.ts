// What the filters let through: for each parameter with `x-filter`, every kind of value, on both sides
// of each bound, and values that no item has together.
import type { CheckDefinition } from "../run/check.ts";
import { ownParameters } from "../spec/description.ts";
import type { Operation, Parameter } from "../spec/description.ts";
import { listed } from "./checkBuilders.ts";
import type { CheckSuite } from "./checkBuilders.ts";
import { compare } from "../run/select.ts";
import type { Item } from "../run/select.ts";
import type { Sent, Session } from "../run/Session.ts";
import { takesAnyText } from "../run/values.ts";

export const filterChecks: CheckSuite = (operation) => {
  const filtered = ownParameters(operation).filter(({ filter }) => filter);
  const equal = filtered.filter(({ filter }) => filter?.keep === "equal");
  const pairs = equal.flatMap((first, index) =>
    equal.slice(index + 1).map((second) => [first, second] as const),
  );
  return [
    ...filtered.flatMap((parameter) => valueChecks(operation, parameter)),
    ...pairs.flatMap(([first, second]) =>
      listed(operation, {
        rule: `filters: ${first.name} and ${second.name} of different items`,
        place: second.place.at("x-filter") ?? second.place,
        sent: (session) => apart(session, first, second),
        levels: ["raw", "method"],
      }),
    ),
  ];
};

function valueChecks(operation: Operation, parameter: Parameter): readonly CheckDefinition[] {
  const { name, filter } = parameter;
  const check = (
    what: string,
    value: (values: readonly string[]) => string,
  ): readonly CheckDefinition[] =>
    listed(operation, {
      rule: `filters: ${name} ${what}`,
      place: parameter.place.at("x-filter") ?? parameter.place,
      sent: (session) => ({ [name]: value(valuesOf(session, parameter)) }),
      levels: ["raw", "method"],
    });
  switch (filter?.keep) {
    case "equal":
      return [
        ...check("of the first item", (values) => String(values[0])),
        ...check("of the last item", (values) => String(values.at(-1))),
        ...(takesAnyText(parameter)
          ? check("of no item, but as one begins", (values) => String(values[0]).slice(0, -1))
          : []),
      ];
    case "from":
    case "until":
      return [
        ...check("of an item", middle),
        ...check("one above an item", (values) => String(BigInt(middle(values)) + 1n)),
        ...check("one below an item", (values) => String(BigInt(middle(values)) - 1n)),
      ];
    case "first":
      return [
        ...check("one", () => "1"),
        ...check("one less than there are", (values) => String(values.length - 1)),
        ...check("as many as there are", (values) => String(values.length)),
        ...defaultChecks(operation, parameter),
      ];
    case undefined:
    default:
      return [];
  }
}

/** How many items come when the count is left out. */
function defaultChecks(
  operation: Operation,
  { name, place }: Parameter,
): readonly CheckDefinition[] {
  const standard = place.at("schema", "default");
  if (!standard) return [];
  return listed(operation, {
    rule: `filters: ${name} not sent`,
    place: standard,
    sent: () => ({}),
    levels: ["raw", "method"],
  });
}

/** The values an item's field has, in the order of the items; the items themselves for a count. */
function valuesOf({ data }: Session, { filter }: Parameter): readonly string[] {
  const values = data.map((item) => {
    const value = (item as Item)[filter?.field ?? ""];
    return typeof value === "string" ? value : JSON.stringify(value ?? null);
  });
  return filter?.field === undefined ? values : values.filter((value) => value !== "null");
}

function middle(values: readonly string[]): string {
  return String(values.toSorted(compare)[Math.floor(values.length / 2)]);
}

/** Values that are both there, in different items alone; those of the first item if there are none. */
function apart(session: Session, first: Parameter, second: Parameter): Sent {
  const a = valuesOf(session, first);
  const b = valuesOf(session, second);
  const together = new Set(a.map((value, index) => `${value}\n${b[index]}`));
  for (const one of a) {
    const other = b.find((value) => !together.has(`${one}\n${value}`));
    if (other !== undefined) return { [first.name]: one, [second.name]: other };
  }
  return { [first.name]: String(a[0]), [second.name]: String(b[0]) };
}
