// The responses of an operation: statuses, headers, bodies, and the error codes of each.
import { componentName, isObject } from "@open-orders/specs/model";
import type {
  Body,
  Example,
  Header,
  Json,
  Operation,
  Response,
  Retry,
} from "@open-orders/specs/model";
import type { OpenQuestion, QuestionsOf } from "./openQuestions.ts";
import {
  describeValue,
  type FieldView,
  fieldsOf,
  type TypeView,
  type ValueView,
  wire,
} from "./schema.ts";

export interface ExampleView {
  name: string;
  mediaType: string;
  summary: string;
  description: string;
  /** JSON as it may be read on the wire, or the text itself. */
  text: string;
  questions: OpenQuestion[];
}

/** One error code under one status. */
export interface CodeView {
  code: number;
  name: string;
  anchor: string;
  message: string;
  meaning: string;
  remedy: string;
  retry: Retry;
  questions: OpenQuestion[];
}

export interface HeaderView extends ValueView {
  name: string;
  anchor: string;
  required: boolean;
  description: string;
  example?: string;
  questions: OpenQuestion[];
}

export interface BodyView {
  /** The schema's name in the description. */
  name: string;
  anchor: string;
  type: TypeView;
  description: string;
  fields: FieldView[];
  questions: OpenQuestion[];
}

export interface ResponseView {
  status: string;
  anchor: string;
  success: boolean;
  description: string;
  retry?: Retry;
  headers: HeaderView[];
  mediaTypes: string[];
  body?: BodyView;
  codes: CodeView[];
  examples: ExampleView[];
  questions: OpenQuestion[];
}

const isSuccess = (status: string): boolean => status.startsWith("2");

/** The number of an error code's example; undefined for any other. */
function codeOf({ value, node }: Example): number | undefined {
  if (node.value["x-remedy"] === undefined) return undefined;
  const code = isObject(value) ? value["code"] : undefined;
  return typeof code === "number" ? code : undefined;
}

/** `-1021` → `1021`: an id that reads well in an address; every code of the exchange is negative. */
export function anchorOfCode(code: number): string {
  return code > 0 ? `plus-${code}` : `${Math.abs(code)}`;
}

/** Reads the responses of one operation; headers and bodies that are the same share one anchor. */
export class ResponseReader {
  private readonly questionsOf: QuestionsOf;
  private readonly seenHeaders = new Map<string, HeaderView>();
  private readonly seenBodies = new Map<string, BodyView>();
  private readonly used = new Map<string, number>();

  constructor(questionsOf: QuestionsOf) {
    this.questionsOf = questionsOf;
  }

  get headers(): HeaderView[] {
    return [...this.seenHeaders.values()];
  }

  get bodies(): BodyView[] {
    return [...this.seenBodies.values()];
  }

  read({ responses }: Operation): ResponseView[] {
    return responses.map((response) => this.response(response));
  }

  private response(response: Response): ResponseView {
    const { status, retry, headers, bodies, node } = response;
    const success = isSuccess(status);
    const examples = bodies.flatMap((body) =>
      body.examples.map((example) => ({ example, mediaType: body.contentType })),
    );
    const json = bodies.find(({ contentType }) => contentType.endsWith("json"));
    const body = json?.schemaNode && this.body(json, success);
    return {
      status,
      anchor: `status-${status}`,
      success,
      description: node.value.description,
      ...(retry !== undefined && { retry }),
      headers: headers.map((header) => this.header(header)),
      mediaTypes: bodies.map(({ contentType }) => contentType),
      ...(body && { body }),
      codes: success ? [] : bodies.flatMap((one) => this.codes(response, one)),
      examples: examples
        .filter(({ example }) => success || codeOf(example) === undefined)
        .map(({ example, mediaType }) => ({
          name: example.name,
          mediaType,
          summary: example.node.value.summary ?? example.name,
          description: example.node.value.description ?? "",
          text: textOf(mediaType, example.value),
          questions: this.questionsOf(example.node.value),
        })),
      questions: [node, ...bodies.map((one) => one.node)].flatMap(({ value }) =>
        this.questionsOf(value),
      ),
    };
  }

  private codes({ status, retry = "never" }: Response, { examples }: Body): CodeView[] {
    return examples.flatMap((example) => {
      const code = codeOf(example);
      if (code === undefined) return [];
      const { value } = example.node;
      const msg = isObject(example.value) ? example.value["msg"] : undefined;
      return {
        code,
        name: value.summary ?? "",
        anchor: `status-${status}-${anchorOfCode(code)}`,
        message: typeof msg === "string" ? msg : "",
        meaning: value.description ?? "",
        remedy: value["x-remedy"] ?? "",
        retry: retry === "abort" ? retry : (value["x-retry"] ?? retry),
        questions: this.questionsOf(value),
      };
    });
  }

  private header({ name, required, schema, node: { value } }: Header): HeaderView {
    const key = `${name} ${JSON.stringify(value)}`;
    return this.once(this.seenHeaders, key, `header-${name.toLowerCase()}`, (anchor) => ({
      ...describeValue(schema),
      name,
      anchor,
      required,
      description: value.description ?? "",
      ...(value.example !== undefined && { example: wire(value.example) }),
      questions: this.questionsOf(value),
    }));
  }

  private body({ schema, schemaNode }: Body, success: boolean): BodyView {
    const { items: item = schema } = schema;
    const itemNode = schemaNode?.child("items");
    const base = success ? "field" : "error-field";
    return this.once(this.seenBodies, `${base} ${JSON.stringify(schema)}`, base, (anchor) => ({
      name:
        (schemaNode && componentName(schemaNode)) ?? (itemNode && componentName(itemNode)) ?? "",
      anchor,
      type: describeValue(schema).type,
      description: item.description ?? schema.description ?? "",
      fields: fieldsOf(schema, this.questionsOf, anchor),
      questions: [...(item === schema ? [] : this.questionsOf(schema)), ...this.questionsOf(item)],
    }));
  }

  /** Makes a view the first time; what is the same later is shown in the same place. */
  private once<T>(seen: Map<string, T>, key: string, base: string, make: (anchor: string) => T): T {
    const known = seen.get(key);
    if (known) return known;
    const before = this.used.get(base) ?? 0;
    this.used.set(base, before + 1);
    const made = make(before === 0 ? base : `${base}-${before + 1}`);
    seen.set(key, made);
    return made;
  }
}

function textOf(mediaType: string, value: Json): string {
  return mediaType.endsWith("json") ? JSON.stringify(value, null, 2) : wire(value);
}
