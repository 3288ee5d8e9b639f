// Open questions: where the sources disagree, the reading that the descriptions take, and how a run at a live target can
// settle it. ../discrepancies.yaml and ../probes.yaml hold them; @open-orders/specs publishes them as `discrepancies`.

/** What each kind of observation can come to; any other outcome leaves the question open. */
export const outcomes = {
  /** Whether the call succeeds; if not, the name of the error. */
  acceptance: undefined,
  /** The weight counted for the call, against the described one. */
  weight: ["as described", "more", "less"],
  /** Whether the body of the response is JSON. */
  syntax: ["JSON", "not JSON"],
  /** How many items have the fields. */
  presence: ["always", "sometimes", "never"],
  /** The JSON type of the fields where they are not null. */
  type: ["string", "integer", "number", "boolean", "object", "array"],
  /** Whether any item has one of `values` in the fields. */
  values: ["seen", "not seen"],
  /** Whether any id in the fields is beyond what a JavaScript number holds. */
  digits: ["beyond 2^53", "within 2^53"],
  /** Whether the items fit the described schema. */
  form: ["as described", "otherwise"],
  /** Whether requests without key, with an unknown key and without signature are rejected as described. */
  rejections: ["as described", "otherwise"],
} as const satisfies Record<string, readonly string[] | undefined>;

export type Observation = keyof typeof outcomes;

/** How a run at a live target settles an open question: what to ask and to look at, and what each outcome means. */
export interface Question {
  /** operationIds, each asked by itself. */
  operations: string[];
  /** Parameters to send besides what is mandatory. */
  send?: Record<string, string>;
  observe: Observation;
  fields?: string[];
  values?: string[];
  /** Any other outcome leaves the question open. */
  means: {
    seen: string;
    /** What the outcome says of the reading taken. */
    reading: "supports" | "contradicts" | "open";
    /** Sources whose statement it bears out. */
    agreesWith?: string[];
  }[];
}

/** A question, or why no run can settle it. */
export type Probe = Question | { none: string };

/** A stated fact that the description contradicts on purpose. */
export interface Override<Language extends string = string> {
  /** operationId of a file in ../sources. */
  source: string;
  language: Language;
  /** The fact's key, such as `parameters.symbol.mandatory`. */
  fact: string;
}

/** A place where the sources disagree or stay silent, and the reading the description takes. */
export interface Discrepancy<Api extends string = string, Language extends string = string> {
  /** What `x-discrepancy` refers to. */
  id: string;
  apis: Api[];
  title: Record<Language, string>;
  /** What each source says. */
  says: { source: string; says: Record<Language, string> }[];
  /** The reading taken, and why. */
  reading: Record<Language, string>;
  /** What would settle it. */
  settledBy: Record<Language, string>;
  probe: Probe;
  overrides: Override<Language>[];
}
