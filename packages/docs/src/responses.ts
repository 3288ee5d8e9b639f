// What an operation may be answered: statuses, headers, bodies, and the codes of each refusal.
import type { Doubt, DoubtsOf } from "./doubts.ts";
import {
  type Document,
  type Example,
  type Header,
  type Json,
  type MediaType,
  nameOf,
  type Operation,
  type Reference,
  resolve,
  type Response,
  type Retry,
  type Schema,
} from "./openapi.ts";
import {
  describeValue,
  type FieldView,
  fieldsOf,
  flatten,
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
  doubts: Doubt[];
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
  doubts: Doubt[];
}

export interface HeaderView extends ValueView {
  name: string;
  anchor: string;
  required: boolean;
  description: string;
  example?: string;
  doubts: Doubt[];
}

export interface BodyView {
  /** The schema's name in the description. */
  name: string;
  anchor: string;
  type: TypeView;
  description: string;
  fields: FieldView[];
  doubts: Doubt[];
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
  doubts: Doubt[];
}

const isSuccess = (status: string): boolean => status.startsWith("2");

function isErrorExample(
  example: Example,
): example is Example & { value: { code: number; msg?: Json } } {
  const { value } = example;
  return (
    example["x-remedy"] !== undefined &&
    typeof value === "object" &&
    value !== null &&
    "code" in value &&
    typeof value.code === "number"
  );
}

/** `-1021` → `1021`: an id that reads well in an address; every code of the exchange is negative. */
export function anchorOfCode(code: number): string {
  return code < 0 ? `${-code}` : `plus-${code}`;
}

/** Reads the responses of one operation; headers and bodies that are the same share one anchor. */
export class ResponseReader {
  readonly headers: HeaderView[] = [];
  readonly bodies: BodyView[] = [];
  private readonly document: Document;
  private readonly doubtsOf: DoubtsOf;
  private readonly seen = new Map<string, HeaderView | BodyView>();
  private readonly used = new Map<string, number>();

  constructor(document: Document, doubtsOf: DoubtsOf) {
    this.document = document;
    this.doubtsOf = doubtsOf;
  }

  read(operation: Operation): ResponseView[] {
    return Object.entries(operation.responses).map(([status, node]) =>
      this.response(status, resolve<Response>(this.document, node)),
    );
  }

  private response(status: string, response: Response): ResponseView {
    const success = isSuccess(status);
    const media = Object.entries(response.content ?? {});
    const examples = media.flatMap(([type, content]) => this.examples(type, content));
    const [, json] = media.find(([type]) => type.endsWith("json")) ?? [];
    const body = json?.schema && this.body(json.schema, success);
    const retry = response["x-retry"];
    return {
      status,
      anchor: `status-${status}`,
      success,
      description: response.description,
      ...(retry !== undefined && { retry }),
      headers: Object.entries(response.headers ?? {}).map(([name, node]) =>
        this.header(name, node),
      ),
      mediaTypes: media.map(([type]) => type),
      ...(body && { body }),
      codes: success ? [] : this.codes(status, response, examples),
      examples: examples
        .filter(({ example }) => success || !isErrorExample(example))
        .map(({ name, mediaType, example }) => ({
          name,
          mediaType,
          summary: example.summary ?? name,
          description: example.description ?? "",
          text: textOf(mediaType, example.value),
          doubts: this.doubtsOf(example),
        })),
      doubts: [
        ...this.doubtsOf(response),
        ...media.flatMap(([, content]) => this.doubtsOf(content)),
      ],
    };
  }

  private examples(mediaType: string, content: MediaType) {
    const named = Object.entries(content.examples ?? {}).map(([name, node]) => ({
      name,
      mediaType,
      example: resolve<Example>(this.document, node),
    }));
    const single = content.example;
    if (single === undefined) return named;
    return [...named, { name: "example", mediaType, example: { value: single } as Example }];
  }

  private codes(
    status: string,
    response: Response,
    examples: { name: string; example: Example }[],
  ): CodeView[] {
    return examples.flatMap(({ example }) => {
      if (!isErrorExample(example)) return [];
      const own = response["x-retry"] ?? "never";
      const { code } = example.value;
      return {
        code,
        name: example.summary ?? "",
        anchor: `status-${status}-${anchorOfCode(code)}`,
        message: typeof example.value.msg === "string" ? example.value.msg : "",
        meaning: example.description ?? "",
        remedy: example["x-remedy"] ?? "",
        retry: own === "abort" ? own : (example["x-retry"] ?? own),
        doubts: this.doubtsOf(example),
      };
    });
  }

  private header(name: string, node: Header | Reference): HeaderView {
    const header = resolve<Header>(this.document, node);
    const key = `${name} ${JSON.stringify(header)}`;
    return this.once(this.headers, key, `header-${name.toLowerCase()}`, (anchor) => ({
      ...describeValue(this.document, header.schema),
      name,
      anchor,
      required: header.required ?? false,
      description: header.description ?? "",
      ...(header.example !== undefined && { example: wire(header.example) }),
      doubts: this.doubtsOf(header),
    }));
  }

  private body(node: Schema | Reference, success: boolean): BodyView {
    const schema = flatten(this.document, node);
    const itemNode = schema.items ?? node;
    const item = flatten(this.document, itemNode);
    const base = success ? "field" : "error-field";
    return this.once(this.bodies, `${base} ${JSON.stringify(schema)}`, base, (anchor) => ({
      name: nameOf(node) ?? nameOf(itemNode) ?? "",
      anchor,
      type: describeValue(this.document, node).type,
      description: item.description ?? schema.description ?? "",
      fields: fieldsOf(this.document, node, this.doubtsOf, anchor),
      doubts: [...(item === schema ? [] : this.doubtsOf(schema)), ...this.doubtsOf(item)],
    }));
  }

  /** Makes a view the first time; what is the same later is shown in the same place. */
  private once<T extends HeaderView | BodyView>(
    list: T[],
    key: string,
    base: string,
    make: (anchor: string) => T,
  ): T {
    const known = this.seen.get(key) as T | undefined;
    if (known) return known;
    const before = this.used.get(base) ?? 0;
    this.used.set(base, before + 1);
    const made = make(before === 0 ? base : `${base}-${before + 1}`);
    list.push(made);
    this.seen.set(key, made);
    return made;
  }
}

function textOf(mediaType: string, value: Json): string {
  return mediaType.endsWith("json") ? JSON.stringify(value, null, 2) : wire(value);
}
