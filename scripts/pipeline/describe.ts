// Synthetic operations, as a person would have written them: the YAML of one, its Chinese, and now and then an
// error code of its own. The same number always gives the same operation.
import { actionsOf } from "./actionsOf.ts";
import type { Action } from "./actionsOf.ts";
import { capital, draftOf, seededRandom, words } from "./draft.ts";
import type { Draft, Node } from "./draft.ts";

/** What one more operation adds to the descriptions. */
export interface Described {
  readonly operationId: string;
  readonly path: string;
  /** What stands in the operation's own file. */
  readonly file: Node;
  /** Actions of the overlay that turn it into Chinese. */
  readonly actions: readonly Action[];
  /** What it adds to `specs/common/error-codes.yaml`. */
  readonly errorCodes: Node;
}

/** One that half of the operations leave out. */
const rareStatus = "451";
const statuses = {
  "400": "BadRequest",
  "401": "Unauthorized",
  "403": "Forbidden",
  "418": "Banned",
  "429": "TooManyRequests",
  "451": "RestrictedLocation",
  "503": "ServiceUnavailable",
  "5XX": "ServerError",
  default: "Unexpected",
};

/** The synthetic operation of this number, from 0, below a path such as `/dapi/v1`. */
export function describe(number: number, prefix: string): Described {
  const random = seededRandom(number);
  const draft = draftOf(number, prefix, random);
  const operationId = `${draft.isList ? "list" : "get"}${draft.name}`;
  return {
    operationId,
    path: draft.path,
    file: {
      path: { get: { operationId, ...operationOf(draft, random) } },
      schemas: { [draft.name]: schemaOf(draft, random) },
    },
    actions: actionsOf(draft),
    errorCodes: errorCodesOf(draft),
  };
}

function operationOf(draft: Draft, random: () => number): Node {
  const { about, what, fields, weights } = draft;
  return {
    summary: `${capital(about.en)}: ${what.en}`,
    description: `Tells the ${what.en} of the ${about.en} of an account, in ${Object.keys(fields).length} fields.`,
    tags: ["Trade"],
    ...sourcesOf(`https://example.com/${about.en}/${what.en}`),
    ...securityOf(random() < 0.9, draft, random),
    "x-weight": weights,
    responses: responsesOf(draft, random),
  };
}

function errorCodesOf({ number, about, what, code }: Draft): Node {
  if (code === undefined) return {};
  return {
    [code]: {
      summary: code,
      description: `The ${about.en} of this account has no ${what.en}.`,
      "x-remedy": `Open the ${about.en} first.`,
      "x-retry": "never",
      value: { code: -20_000 - number, msg: `No ${what.en}.` },
    },
  };
}

function sourcesOf(url: string): Node {
  const snapshot = "2026-01-15";
  return {
    externalDocs: { description: "The page this was written from.", url },
    "x-sources": [
      { url, language: "en", snapshot },
      { url: `${url}/zh-CN`, language: "zh-CN", snapshot },
    ],
  };
}

function securityOf(isSigned: boolean, { parameters }: Draft, random: () => number): Node {
  const own = Object.entries(parameters).map(([name, parameter]) =>
    Object.assign({ name, in: "query", required: random() < 0.1 }, parameter, { zh: undefined }),
  );
  const shared = ["recvWindow", "timestamp", "signature"].map((name) => ({
    $ref: `../../common/parameters.yaml#/${name}`,
  }));
  return {
    ...(isSigned ? {} : { security: [] }),
    "x-security-type": isSigned ? "USER_DATA" : "NONE",
    parameters: isSigned ? [...own, ...shared] : own,
  };
}

function responsesOf({ name, isList, fields, code }: Draft, random: () => number): Node {
  const schema = { $ref: `#/schemas/${name}` };
  const item = Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, one.example]));
  const headers = {
    "X-MBX-USED-WEIGHT-1M": { $ref: "../../common/headers.yaml#/UsedWeight1M" },
  };
  const left = random() < 0.5 ? rareStatus : undefined;
  return {
    "200": {
      description: "How it is now.",
      headers,
      content: {
        "application/json": {
          schema: isList ? { type: "array", items: schema } : schema,
          examples: { usual: { summary: "One of them", value: isList ? [item] : item } },
        },
      },
    },
    ...Object.fromEntries(
      Object.entries(statuses)
        .filter(([status]) => status !== left)
        .map(([status, response]) => [
          status,
          { $ref: `../../common/responses.yaml#/${response}` },
        ]),
    ),
    ...(code && {
      "409": {
        description: "There is none.",
        "x-retry": "never",
        headers,
        content: {
          "application/json": {
            schema: { $ref: "../../common/schemas.yaml#/Error" },
            examples: { [code]: { $ref: `../../common/error-codes.yaml#/${code}` } },
          },
        },
      },
    }),
  };
}

function schemaOf({ name, fields }: Draft, random: () => number): Node {
  return {
    type: "object",
    description: `What ${name} tells.`,
    required: Object.keys(fields).filter((field) => field in words.common || random() < 0.8),
    properties: Object.fromEntries(
      Object.entries(fields).map(([field, { schema }]) => [field, schema]),
    ),
  };
}
