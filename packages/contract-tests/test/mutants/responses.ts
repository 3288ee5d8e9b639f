// Exchanges whose responses are wrong: fields, items, headers, statuses, codes.
import { fieldsOf } from "../../src/run/fields.ts";
import type { Field } from "../../src/run/fields.ts";
import type { Operation } from "@open-orders/specs/model";
import { typesOf } from "@open-orders/specs/model";
import { rejectionFor } from "../../src/run/publishedErrors.ts";
import { described, limitsOf, remade, responding, returning } from "./mutant.ts";
import type { Mutant, Mutants } from "./mutant.ts";

export const responseMutants: Mutants = (operation) => [
  ...fieldsOf(operation)
    .filter(({ path }) => path.length === 1)
    .flatMap((field) => fieldMutants(operation, field)),
  ...itemMutants(operation),
  ...headerMutants(operation),
  ...statusMutants(operation),
];

function fieldMutants(operation: Operation, field: Field): readonly Mutant[] {
  const { name, schema, required } = field;
  const when = schema["x-present-when"];
  const types = typesOf(schema);
  const breaks = [`schema: ${name} (raw)`];
  // Whether another field comes or goes with this one.
  const decides = fieldsOf(operation).some(
    (other) => name in (other.schema["x-present-when"] ?? {}),
  );
  const changing = (alter: (value: unknown) => unknown): Mutant["target"] =>
    returning(operation, (items) =>
      items.map((item) => (name in item ? { ...item, [name]: alter(item[name]) } : item)),
    );
  const dropping = returning(operation, (items) =>
    items.map(({ [name]: _dropped, ...item }) => item),
  );
  const mutants: (Mutant | undefined)[] = [
    required ? { name: `drops ${name}`, breaks, alone: !decides, target: dropping } : undefined,
    when && { name: `drops ${name}`, breaks, alone: true, target: dropping },
    required
      ? {
          name: `calls ${name} by another name`,
          breaks,
          target: returning(operation, (items) =>
            items.map(({ [name]: value, ...item }) => ({ ...item, [`${name}X`]: value })),
          ),
        }
      : undefined,
    types.includes("null")
      ? undefined
      : { name: `makes ${name} null`, breaks, target: changing(() => null) },
    {
      name: `gives ${name} another type`,
      breaks,
      target: changing((value) => (typeof value === "string" ? 1 : value === null ? {} : "text")),
    },
    when && {
      name: `gives ${name} to every item`,
      breaks,
      alone: true,
      target: returning(operation, (items) => items.map((item) => ({ [name]: "1", ...item }))),
    },
    schema.format === "decimal"
      ? { name: `writes ${name} with an exponent`, breaks, target: changing(() => "1e-8") }
      : undefined,
    schema.format === "int64"
      ? {
          name: `rounds ${name}`,
          breaks: ["raw", "method", "http"].flatMap((level) => [
            `exactness: digits of ${name} (${level})`,
            `exactness: every item (${level})`,
          ]),
          target: changing((value) => (value === null ? null : Number(textOf(value)))),
        }
      : undefined,
    schema.format === "int64"
      ? {
          name: `writes ${name} as text`,
          breaks,
          target: changing((value) => (value === null ? null : textOf(value))),
        }
      : undefined,
    schema.format === "double-int"
      ? { name: `writes ${name} with a fraction`, breaks, target: changing(() => 0.5) }
      : undefined,
  ];
  return mutants.filter((mutant) => mutant !== undefined);
}

function itemMutants(operation: Operation): readonly Mutant[] {
  if (!operation.list) return [];
  const whole = ["raw", "method", "http"].map((level) => `exactness: every item (${level})`);
  const id = fieldsOf(operation).find(({ schema }) => schema.format === "int64")?.name ?? "";
  return [
    {
      name: "loses its last item",
      breaks: whole,
      target: returning(operation, (items) => items.slice(0, -1)),
    },
    {
      name: "lists an item twice",
      breaks: whole,
      target: returning(operation, (items) => [...items.slice(1), items[1]]),
    },
    {
      name: "shows somebody else's item",
      breaks: whole,
      target: returning(operation, (items) => [...items.slice(1), { ...items[0], [id]: 42 }]),
    },
    {
      name: "wraps its list in an object",
      breaks: ["schema: the response (raw)", ...whole],
      target: returning(operation, (items) => ({ items })),
    },
  ];
}

function headerMutants(operation: Operation): readonly Mutant[] {
  return limitsOf(operation).flatMap(({ header }) => {
    const altering = (alter: (headers: Headers) => void): Mutant["target"] =>
      responding(operation, (response) => {
        const headers = new Headers(response.headers);
        alter(headers);
        return remade(response, { headers });
      });
    const counted = ["raw", "method", "http"].map((level) => `weights: nothing sent (${level})`);
    return [
      {
        name: `leaves out ${header}`,
        breaks: [200, 400, 401].map((status) => `headers: ${status} ${header} (raw)`),
        target: altering((headers) => headers.delete(header)),
      },
      {
        name: `writes ${header} in words`,
        breaks: [`headers: 200 ${header} (raw)`],
        target: altering((headers) => headers.set(header, "many")),
      },
      {
        name: "counts too little",
        breaks: counted,
        target: altering((headers) => headers.set(header, String(Number(headers.get(header)) - 1))),
      },
    ];
  });
}

function statusMutants(operation: Operation): readonly Mutant[] {
  const responseWith = (change: (response: Response) => Response): Mutant["target"] =>
    responding(operation, change);
  const unknown = rejectionFor(operation, "unknown")?.example;
  return [
    {
      name: "says 400 for 401",
      breaks: [`security: no key (raw)`, "security: unknown key (method)"],
      target: responseWith((response) =>
        response.status === 401 ? remade(response, { status: 400 }) : response,
      ),
    },
    {
      name: "sends its list as plain text",
      breaks: ["schema: the response (raw)"],
      target: responseWith((response) => {
        const headers = new Headers(response.headers);
        headers.set("content-type", "text/plain");
        return remade(response, { headers });
      }),
    },
    {
      name: "sends a page in place of its list",
      breaks: ["schema: the response (raw)", "exactness: every item (method)"],
      target: responseWith((response) =>
        response.status === 200 ? remade(response, { text: "<html></html>" }) : response,
      ),
    },
    {
      name: "has another code for an unknown parameter",
      breaks: unknown ? ["parameters: unknown (raw)"] : [],
      target: described(operation, unknown?.node, (holder, key) => {
        holder[key] = { ...(holder[key] as object), value: { code: -1, msg: "No." } };
      }),
    },
  ];
}

function textOf(value: unknown): string {
  return (value as { readonly rawJSON: string }).rawJSON;
}
