// Whether the client has what the description says: a factory for the API, a method for the operation, its path. And
// whether the exchange returns its time.
import type { Api } from "@open-orders/specs/model";
import { clientFactoryName, membersOf } from "@open-orders/specs/model";
import type { CheckDefinition, CheckSuite } from "../run/check.ts";
import { findMethod } from "../run/client.ts";
import { parseJson } from "../run/readJson.ts";

export const clientChecks: CheckSuite = ({ api, id, method, node }) => [
  {
    rule: "client: factory",
    level: "method",
    node,
    what: `the client to export ${clientFactoryName(api)}`,
    probe: ({ client }) => (client.create() ? undefined : { actual: "no such export" }),
  },
  {
    rule: "client: named method",
    level: "method",
    node: node.child("operationId") ?? node,
    what: `a method ${id}`,
    probe({ client }) {
      const made = client.create();
      return made && findMethod(made, id) ? undefined : { actual: "no such method" };
    },
  },
  {
    rule: "client: call by path",
    level: "http",
    node,
    what: `http.${method}`,
    probe: ({ client }) =>
      client.create()?.http[method] ? undefined : { actual: "no such method" },
  },
];

/** The API's clock, checked with the first of its operations. */
export function clockChecks({ clock }: Api): readonly CheckDefinition[] {
  if (!clock) return [];
  const { path, field, node } = clock;
  return [
    {
      rule: "clock: the time, without a key",
      node,
      needs: ["clock"],
      what: `the exchange's time in ${field}, to the millisecond`,
      async probe({ get, clock: { now } }) {
        const { status, text } = await get(path);
        const time = membersOf(parseJson(text))[field];
        const right = status === 200 && time === now();
        return right ? undefined : { actual: `status ${status}, ${field} ${String(time)}` };
      },
    },
  ];
}
