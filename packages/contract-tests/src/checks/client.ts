// Whether the client has what the description promises: a factory for the API, a method for the
// operation, the operation's path; and whether the exchange tells its time.
import type { CheckDefinition } from "../run/check.ts";
import type { Api, Operation } from "../spec/description.ts";
import { clientFactoryName, findMethod } from "../run/findClient.ts";
import { parse } from "./assertions.ts";

export function clientChecks({ api, id, method, place }: Operation): readonly CheckDefinition[] {
  return [
    {
      rule: "client: factory",
      level: "method",
      place,
      what: `the client to export ${clientFactoryName(api)}`,
      probe: async ({ client }) => Promise.resolve(client() ? undefined : "no such export"),
    },
    {
      rule: "client: named method",
      level: "method",
      place: place.at("operationId") ?? place,
      what: `a method ${id}`,
      async probe(session) {
        const client = session.client();
        return Promise.resolve(client && findMethod(client, id) ? undefined : "no such method");
      },
    },
    {
      rule: "client: call by path",
      level: "http",
      place,
      what: `http.${method}`,
      probe: async ({ client }) =>
        Promise.resolve(client()?.http[method] ? undefined : "no such method"),
    },
  ];
}

/** The API's clock, asked for in the name of one of its operations. */
export function clockChecks({ clock }: Api): readonly CheckDefinition[] {
  if (!clock) return [];
  return [
    {
      rule: "clock: the time, without a key",
      place: clock.place,
      needs: ["clock"],
      what: `the exchange's time in ${clock.field}, to the millisecond`,
      async probe({ target, base, now }) {
        const response = await target.fetch(`${base}${clock.path}`);
        const body = parse(await response.text()) as Readonly<Record<string, unknown>> | undefined;
        const time = body?.[clock.field];
        return response.status === 200 && time === now()
          ? undefined
          : `status ${response.status}, ${clock.field} ${String(time)}`;
      },
    },
  ];
}
