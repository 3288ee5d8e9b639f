// Synthetic operations, as a person would have written them: the YAML of one, its Chinese, and now and then an
// error code of its own. The same number always gives the same operation.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** An object of a description. */
export type Node = Readonly<Record<string, unknown>>;

/** What one more operation adds to the descriptions. */
export interface Described {
  readonly operationId: string;
  readonly path: string;
  /** What stands in the operation's own file. */
  readonly file: Node;
  /** Actions of the overlay that turn it into Chinese. */
  readonly actions: readonly { readonly target: string; readonly update: Node }[];
  /** What it adds to `specs/common/error-codes.yaml`. */
  readonly errorCodes: Node;
}

interface Part {
  readonly schema: Node;
  readonly zh: Node;
  readonly example: unknown;
}

type Parts = Readonly<Record<string, Part>>;

const words = parse(readFileSync(join(import.meta.dirname, "words.yaml"), "utf8")) as {
  nouns: Readonly<Record<string, string>>;
  common: Parts;
  fields: Parts;
  parameters: Parts;
  options: Parts;
};
const nouns = Object.entries(words.nouns);

/** How many operations can be told apart by their names. */
export const mostOperations: number = nouns.length ** 2;

const operationsPerCode = 20;
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
  const about = nounOf(number);
  const what = nounOf(number + Math.floor(number / nouns.length) + 1);
  const name = capital(about.en) + capital(what.en);
  const isList = random() < 0.7;
  const operationId = `${isList ? "list" : "get"}${name}`;
  const path = `${prefix}/${about.en}/${what.en}`;
  const fields = { ...words.common, ...some(words.fields, 2 + random() * 18, random) };
  const parameters = {
    ...(isList ? some(words.parameters, random() * 6, random) : {}),
    ...some(words.options, random() * 2, random),
  };
  const code = number % operationsPerCode === 0 ? `NO_${name}`.toUpperCase() : undefined;
  const target = `$.paths['${path}'].get`;
  const weights = weightsOf(Object.keys(parameters), random);
  return {
    operationId,
    path,
    file: {
      path: {
        get: {
          operationId,
          summary: `${capital(about.en)}: ${what.en}`,
          description: `Tells the ${what.en} of the ${about.en} of an account, in ${Object.keys(fields).length} fields.`,
          tags: ["Trade"],
          ...sourcesOf(`https://example.com/${about.en}/${what.en}`),
          ...securityOf(random() < 0.9, parameters, random),
          "x-weight": weights,
          responses: responsesOf(name, isList, fields, code, random),
        },
      },
      schemas: { [name]: schemaOf(name, fields, random) },
    },
    actions: [
      {
        target,
        update: {
          summary: `${about.zh}的${what.zh}`,
          description: `查询账户${about.zh}的${what.zh}，共 ${Object.keys(fields).length} 个字段。`,
          externalDocs: { description: "本描述所依据的页面。" },
          responses: {
            "200": {
              description: `当前的${what.zh}。`,
              content: {
                "application/json": { examples: { usual: { summary: `${what.zh}一例` } } },
              },
            },
            ...(code && { "409": { description: `没有${what.zh}。` } }),
          },
        },
      },
      ...(weights.length > 1
        ? [
            {
              target: `${target}['x-weight'][1]`,
              update: { description: `查询全部${what.zh}的权重更高。` },
            },
          ]
        : []),
      ...Object.entries(parameters).map(([parameter, { zh }]) => ({
        target: `${target}.parameters[?@.name=='${parameter}']`,
        update: zh,
      })),
      {
        target: `$.components.schemas.${name}`,
        update: {
          description: `一条${about.zh}的${what.zh}。`,
          properties: Object.fromEntries(
            Object.entries(fields).map(([field, { zh }]) => [field, zh]),
          ),
        },
      },
      ...(code
        ? [
            {
              target: `$.components.examples.${code}`,
              update: {
                description: `该账户的${about.zh}没有${what.zh}。`,
                "x-remedy": `请先开通${about.zh}。`,
              },
            },
          ]
        : []),
    ],
    errorCodes: code
      ? {
          [code]: {
            summary: code,
            description: `The ${about.en} of this account has no ${what.en}.`,
            "x-remedy": `Open the ${about.en} first.`,
            "x-retry": "never",
            value: { code: -20_000 - number, msg: `No ${what.en}.` },
          },
        }
      : {},
  };
}

function nounOf(number: number): { readonly en: string; readonly zh: string } {
  const [en, zh] = nouns[number % nouns.length] ?? ["", ""];
  return { en, zh };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
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

function securityOf(isSigned: boolean, parameters: Parts, random: () => number): Node {
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

function weightsOf(parameters: readonly string[], random: () => number): readonly Node[] {
  const weight = 1 + Math.floor(random() * 5);
  const [whenSent] = parameters;
  if (whenSent === undefined || random() < 0.5) return [{ weight }];
  return [
    { whenSent: [whenSent], weight },
    { weight: weight * 10, description: "Asking for all of it weighs more." },
  ];
}

function responsesOf(
  name: string,
  isList: boolean,
  fields: Parts,
  code: string | undefined,
  random: () => number,
): Node {
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

function schemaOf(name: string, fields: Parts, random: () => number): Node {
  return {
    type: "object",
    description: `What ${name} tells.`,
    required: Object.keys(fields).filter((field) => field in words.common || random() < 0.8),
    properties: Object.fromEntries(
      Object.entries(fields).map(([field, { schema }]) => [field, schema]),
    ),
  };
}

/** About so many of the entries, in their order. */
function some<T>(
  all: Readonly<Record<string, T>>,
  count: number,
  random: () => number,
): Record<string, T> {
  const entries = Object.entries(all);
  return Object.fromEntries(entries.filter(() => random() < count / entries.length));
}

/** Numbers from 0 to below 1, the same for the same seed: the mulberry32 generator. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
