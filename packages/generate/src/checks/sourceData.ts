// The data in specs/sources: what each source page states, one half per language. specs/sources/README.md
// explains the words; sourceShape.ts rejects any other.
import type { Json } from "../model.ts";

/** When a weight applies: always, by a sent or absent parameter, or by how many symbols are asked for. */
export type WeightCondition =
  | "always"
  | { sent: string }
  | { absent: string }
  | { symbols: "one" | "several" };

export interface ParameterRow {
  name: string;
  /** As the page writes it: STRING, LONG. */
  type: string;
  mandatory: boolean;
  /** Absent where the page states no maximum. */
  maximum?: number;
  /** Words that the description of this half's language must use. */
  mentions?: string[];
}

export interface FieldRow {
  name: string;
  /** JSON type of the sample value. */
  type: "string" | "integer" | "boolean" | "null";
  sample: string | number | boolean | null;
  mentions?: string[];
  /** Unit, by the English word. */
  unit?: string;
  /** The order type without which the field is not sent. */
  presentWhen?: string;
  /** The order type for which the field means nothing. */
  ignoreWhen?: string;
}

export type NoteFact =
  | "introduction-repeats-title"
  | "all-symbols-when-absent"
  | "answers-in-an-array"
  | "weight-counts-trading-symbols-when-absent"
  | "covers-one-symbol"
  | "careful-when-absent";

export interface Note {
  fact: NoteFact;
  parameter?: string;
}

export interface SourceHalf {
  url: string;
  /** Day on which the page was copied. */
  snapshot: string;
  title: string;
  securityType: string;
  method: string;
  path: string;
  weights: { weight: number; when: WeightCondition }[];
  parameters: ParameterRow[];
  notes: Note[];
  sample: {
    shape: string;
    /** Fields that only the sample of another half has. */
    withoutFields?: string[];
    /** What keeps the sample from being JSON. */
    defects?: { defect: string; after?: string }[];
  };
  /** In the order of the sample. */
  fields: FieldRow[];
}

/** One file of specs/sources, named after its operation. */
export interface OperationSource {
  operationId: string;
  api: string;
  halves: Record<string, SourceHalf>;
}

/** One entry of specs/sources/references.yaml. */
export interface SourceReference {
  id: string;
  what: string;
  url: string;
  commit?: string;
  date?: string;
  /** What it states about an API as a whole. */
  states?: ApiStatement[];
}

/** What a general page states about an API. What it does not state is left out. */
export interface ApiStatement {
  api: string;
  /** Address of the live exchange. */
  host?: string;
  weightPerMinute?: number;
  /** Whose requests are counted together. */
  limitPer?: "ip" | "account";
  /** What the exchange assumes when no recvWindow is sent. */
  recvWindowDefaultMs?: number;
  /** Values of response fields, by the name of the field. */
  values?: Record<string, Record<string, string[]>>;
  /** JSON types of response fields that the operation's own page does not show, by operationId and field. */
  fields?: Record<string, Record<string, string>>;
}

/** JSON type of a value, with integers apart from other numbers. */
export function jsonTypeOf(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}
