// What a sample has to know of a call, whatever language it is written in.
import { clientFactoryName, fillPath } from "@open-orders/specs/model";
import { DocsError } from "../DocsError.ts";
import type { OperationView, ParameterView } from "../reference.ts";
import { type SigningNames, signingNames } from "../signingNames.ts";

/** A parameter and its value: as it is sent, and as TypeScript writes it. */
interface Sent {
  name: string;
  value: string;
  literal: string;
}

/** The cheapest call that an operation takes, with the values of its examples. */
export interface Call extends SigningNames {
  operationId: string;
  /** In capitals. */
  method: string;
  /** As it is described. */
  path: string;
  /** The path with its values, encoded. */
  address: string;
  baseUrl: string;
  /** Variable of the environment that may name another host. `npm start` knows it too. */
  baseUrlName: string;
  /** Variables that must be set. */
  needed: string[];
  /** What the client calls the function that makes a client of this API. */
  factory: string;
  /** Those of the query. */
  parameters: Sent[];
  /** Those of the path. */
  inPath: Sent[];
}

/** Throws a DocsError when a parameter that has to be sent has no example, or is sent in a header. */
export function callOf(operation: OperationView): Call {
  const { api, operationId, method, path, servers, weights, parameters } = operation;
  const [cheapest] = weights.toSorted(
    (a, b) => a.weight - b.weight || Number(a.estimate) - Number(b.estimate),
  );
  const sent = parameters.filter(
    ({ name, mandatory, filledByClient }) =>
      !filledByClient && (mandatory || cheapest?.whenSent.includes(name)),
  );
  const names = signingNames(operation);
  const inPath = sent
    .filter((parameter) => parameter.in === "path")
    .map((parameter) => describe(operation, parameter));
  const valueOf = (name: string) => inPath.find((one) => one.name === name)?.value ?? "";
  return {
    operationId,
    method,
    path,
    address: fillPath(path, (name) => encode(valueOf(name))),
    inPath,
    baseUrl: servers[0]?.url ?? "",
    baseUrlName: `BINANCE_${api.toUpperCase().replaceAll("-", "_")}_URL`,
    needed: [
      ...(names.keyHeader === undefined ? [] : ["BINANCE_API_KEY"]),
      ...(names.signature === undefined ? [] : ["BINANCE_API_SECRET"]),
    ],
    factory: clientFactoryName(api),
    parameters: sent
      .filter((parameter) => parameter.in !== "path")
      .map((parameter) => describe(operation, parameter)),
    ...names,
  };
}

/** As in a URL. What this leaves as it is means nothing between the double quotes of a shell. */
export function encode(value: string): string {
  return encodeURIComponent(value).replaceAll("'", "%27");
}

function describe({ api, operationId }: OperationView, parameter: ParameterView): Sent {
  const { name, example: value, type } = parameter;
  const place = `specs/${api}/paths/${operationId}.yaml: parameter ${name}`;
  if (value === undefined)
    throw new DocsError([`${place}: has no example; give one, the samples send it`]);
  if (parameter.in !== "query" && parameter.in !== "path")
    throw new DocsError([
      `${place}: is not in the query or the path; teach packages/docs/src/samples to send it`,
    ]);
  // Ids are strings of digits in TypeScript, also in a list.
  if (type.items?.format === "int64")
    return { name, value, literal: value.replaceAll(/\d+/g, '"$&"') };
  const quoted = type.names.includes("string") || type.format === "int64";
  return { name, value, literal: quoted ? JSON.stringify(value) : value };
}
