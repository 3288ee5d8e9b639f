// What a source page's table of parameters states, held against the description.
import { fact, textFact } from "./fact.ts";
import type { Fact } from "./fact.ts";
import { jsonTypes } from "./sources.ts";
import type { ParameterRow } from "./sources.ts";
import type { Subject } from "./subject.ts";

/** The facts of one row of the table. */
export function parameterFacts(subject: Subject, row: ParameterRow): Fact[] {
  const key = `parameters.${row.name}`;
  const place = `parameter ${row.name}`;
  const parameter = subject.parameters.get(row.name);
  if (!parameter) return [fact(key, place, false, "is missing; describe it under parameters")];
  const { schema, required } = parameter;
  const type = jsonTypes[row.type];
  const described = schema.maximum;
  return [
    fact(key, place, true, ""),
    fact(
      `${key}.type`,
      place,
      schema.type === type,
      `has type ${String(schema.type)}, the page has ${row.type}; write \`type: ${type}\``,
    ),
    fact(
      `${key}.mandatory`,
      place,
      required === row.mandatory,
      `has required ${required}; write \`required: ${row.mandatory}\``,
    ),
    fact(
      `${key}.maximum`,
      place,
      described === row.maximum,
      row.maximum === undefined
        ? `has maximum ${described}, which the page does not state; remove it`
        : `has ${described === undefined ? "no maximum" : `maximum ${described}`}; write \`maximum: ${row.maximum}\``,
    ),
    ...(row.mentions
      ? [textFact(`${key}.mentions`, place, row.mentions, [parameter.node.value.description])]
      : []),
  ];
}
