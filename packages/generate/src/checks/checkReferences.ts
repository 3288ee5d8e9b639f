// Holds what the general pages state about an API as a whole (sources/references.yaml) against its description:
// host, limit, the default of recvWindow, further fields of an operation, the values that its fields can have.
import { closed, integer, list, mapOf, nonEmptyList, oneOf, text } from "../form.ts";
import type { Valid } from "../form.ts";
import { sourceLanguage } from "../languages.ts";
import type { Bundles } from "../apis.ts";
import type { OpenApiDocument, Schema } from "../model.ts";
import type { Problem } from "./problem.ts";
import { fieldTypes } from "./sources.ts";
import { subjectsOf } from "./subject.ts";

const file = "specs/sources/references.yaml";

/** What a general page states about an API. What it does not state is left out. */
const statement = closed(
  { api: text },
  {
    /** Address of the live exchange. */
    host: text,
    weightPerMinute: integer(1),
    /** Whose requests are counted together. */
    limitPer: oneOf("ip", "account"),
    /** What the exchange assumes when no recvWindow is sent. */
    recvWindowDefaultMs: integer(1),
    /** Values of response fields, by operationId and field. */
    values: mapOf(mapOf(nonEmptyList(text))),
    /** JSON types of response fields that the operation's own page does not show, by operationId and field. */
    fields: mapOf(mapOf(oneOf(...fieldTypes))),
  },
);
export type ApiStatement = Valid<typeof statement>;

/** The form of the file. */
export const referencesForm = list(
  closed(
    { id: text, what: text, url: text },
    { commit: text, date: text, states: list(statement) },
  ),
);
export type SourceReferences = Valid<typeof referencesForm>;

/** Every statement that the description of its API contradicts. */
export function checkReferences(references: SourceReferences, bundles: Bundles): Problem[] {
  return references.flatMap(({ id, states = [] }) =>
    states.flatMap((stated) => {
      const document = bundles[stated.api]?.[sourceLanguage];
      if (!document)
        return [{ file, place: id, message: `${stated.api} is not described; correct its name` }];
      return contradictions(stated, document).map(([place, message]) => ({
        file: `specs/${stated.api}`,
        place,
        message: `${message} (stated in ${file} by ${id})`,
      }));
    }),
  );
}

type Contradiction = readonly [place: string, message: string];

function contradictions(stated: ApiStatement, document: OpenApiDocument): Contradiction[] {
  const { host, weightPerMinute, limitPer, recvWindowDefaultMs } = stated;
  const { values = {}, fields: stating = {} } = stated;
  const found: Contradiction[] = [];
  const server = document.servers[0]?.url;
  if (host !== undefined && server !== host)
    found.push(["servers", `the first is ${server}; write ${host}`]);
  const limit = document["x-rate-limits"][0];
  const perMinute = limit && limit.limit / limit.intervalMinutes;
  if (weightPerMinute !== undefined && perMinute !== weightPerMinute)
    found.push(["x-rate-limits", `allows ${perMinute} a minute; write ${weightPerMinute}`]);
  if (limitPer !== undefined && limit?.per !== limitPer)
    found.push(["x-rate-limits", `counts per ${limit?.per}; write \`per: ${limitPer}\``]);
  const subjects = subjectsOf(document);
  for (const { operation, parameters, fields } of subjects) {
    const { id: operationId, security } = operation;
    const described = parameters.get("recvWindow")?.schema.default;
    if (
      security === "signed" &&
      recvWindowDefaultMs !== undefined &&
      described !== recvWindowDefaultMs
    )
      found.push([
        `${operationId}, parameter recvWindow`,
        `has default ${JSON.stringify(described)}; write ${recvWindowDefaultMs}`,
      ]);
    for (const [name, known] of Object.entries(values[operationId] ?? {})) {
      const place = `${operationId}, response field ${name}`;
      const schema = fields.get(name);
      const missing = known.filter((value) => !schema?.["x-extensible-enum"]?.includes(value));
      if (!schema) found.push([place, "is not described; correct its name"]);
      else if (missing.length > 0)
        found.push([place, `does not list ${missing.join(", ")}; add it to x-extensible-enum`]);
    }
    for (const [name, type] of Object.entries(stating[operationId] ?? {})) {
      const place = `${operationId}, response field ${name}`;
      const schema = fields.get(name);
      if (!schema) found.push([place, "is missing; describe it under properties"]);
      else if (schema.type !== type)
        found.push([place, `has ${shownType(schema)}; write \`type: ${type}\``]);
    }
  }
  for (const operationId of Object.keys({ ...values, ...stating }))
    if (!subjects.some(({ operation }) => operation.id === operationId))
      found.push([`operation ${operationId}`, "is not described in this API; correct its name"]);
  return found;
}

const shownType = ({ type }: Schema): string => [type ?? "no type"].flat().join(" or ");
