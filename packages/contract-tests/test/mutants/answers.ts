// Exchanges whose answers are wrong: fields, items, headers, statuses, codes.
import { fieldsOf } from "../../src/spec/fields.ts";
import type { Field } from "../../src/spec/fields.ts";
import type { Operation } from "../../src/spec/description.ts";
import { typesOf } from "../../src/spec/schema.ts";
import { answering, described, remade, telling } from "./mutant.ts";
import type { Mutant, Mutants } from "./mutant.ts";

export const answerMutants: Mutants = (operation) => [
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
  const breaks = [`schema: ${name} (raw)`, "schema: the answer (raw)"];
  // Whether another field comes or goes with this one.
  const decides = fieldsOf(operation).some(
    (other) => name in (other.schema["x-present-when"] ?? {}),
  );
  const changing = (alter: (value: unknown) => unknown): Mutant["target"] =>
    telling(operation, (items) =>
      items.map((item) => (name in item ? { ...item, [name]: alter(item[name]) } : item)),
    );
  const dropping = telling(operation, (items) =>
    items.map(({ [name]: _dropped, ...item }) => item),
  );
  const mutants: (Mutant | undefined)[] = [
    required ? { name: `drops ${name}`, breaks, alone: !decides, target: dropping } : undefined,
    when && { name: `drops ${name}`, breaks: breaks.slice(0, 1), alone: true, target: dropping },
    required
      ? {
          name: `calls ${name} by another name`,
          breaks,
          target: telling(operation, (items) =>
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
      breaks: breaks.slice(0, 1),
      alone: true,
      target: telling(operation, (items) => items.map((item) => ({ [name]: "1", ...item }))),
    },
    schema.format === "decimal"
      ? { name: `writes ${name} with an exponent`, breaks, target: changing(() => "1e-8") }
      : undefined,
    schema.format === "int64"
      ? {
          name: `rounds ${name}`,
          breaks: ["raw", "method", "http"].flatMap((level) => [
            `exactness: digits of ${name} (${level})`,
            `exactness: every item, whole (${level})`,
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
  const whole = ["raw", "method", "http"].map((level) => `exactness: every item, whole (${level})`);
  const id = fieldsOf(operation).find(({ schema }) => schema.format === "int64")?.name ?? "";
  return [
    {
      name: "loses its last item",
      breaks: whole,
      target: telling(operation, (items) => items.slice(0, -1)),
    },
    {
      name: "tells an item twice",
      breaks: whole,
      target: telling(operation, (items) => [...items.slice(1), items[1]]),
    },
    {
      name: "shows somebody else's item",
      breaks: whole,
      target: telling(operation, (items) => [...items.slice(1), { ...items[0], [id]: 42 }]),
    },
    {
      name: "wraps its list in an object",
      breaks: ["schema: the answer (raw)", ...whole],
      target: telling(operation, (items) => ({ items })),
    },
  ];
}

function headerMutants(operation: Operation): readonly Mutant[] {
  return operation.limits.flatMap(({ header }) => {
    const altering = (alter: (headers: Headers) => void): Mutant["target"] =>
      answering(operation, (response) => {
        const headers = new Headers(response.headers);
        alter(headers);
        return remade(response, { headers });
      });
    const counted = ["raw", "method", "http"].map((level) => `weights: nothing sent (${level})`);
    return [
      {
        name: `leaves out ${header}`,
        breaks: [`headers: 200 ${header} (raw)`, `headers: 400 ${header} (raw)`],
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
  const answerWith = (change: (response: Response) => Response): Mutant["target"] =>
    answering(operation, change);
  const refusals = operation.responses.flatMap(({ status, examples }) =>
    examples.filter(({ name }) => name === "UNKNOWN_PARAM").map((example) => ({ status, example })),
  );
  return [
    {
      name: "says 400 for 401",
      breaks: [`security: no key (raw)`, "security: unknown key (http)"],
      target: answerWith((response) =>
        response.status === 401 ? remade(response, { status: 400 }) : response,
      ),
    },
    {
      name: "sends its list as plain text",
      breaks: ["schema: the answer (raw)"],
      target: answerWith((response) => {
        const headers = new Headers(response.headers);
        headers.set("content-type", "text/plain");
        return remade(response, { headers });
      }),
    },
    {
      name: "sends a page in place of its list",
      breaks: ["schema: the answer (raw)", "exactness: every item, whole (method)"],
      target: answerWith((response) =>
        response.status === 200 ? remade(response, { text: "<html></html>" }) : response,
      ),
    },
    ...refusals.slice(0, 1).map(({ example }) => ({
      name: "has another code for an unknown parameter",
      breaks: ["parameters: unknown (raw)"],
      target: described(operation, example.place, (holder, key) => {
        holder[key] = { ...(holder[key] as object), value: { code: -1, msg: "No." } };
      }),
    })),
  ];
}

function textOf(value: unknown): string {
  return (value as { readonly rawJSON: string }).rawJSON;
}
