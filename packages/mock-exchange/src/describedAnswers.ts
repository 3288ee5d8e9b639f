// The answers other than success that a description gives as examples, and how one is chosen: by the
// exchange's name for it, by its code, by status or by content type.
import type { Resolve, Schema } from "./schema.ts";

/** `responses` of an operation as they stand in a description. */
export type Responses = Readonly<
  Record<
    string,
    {
      readonly content?: Readonly<
        Record<
          string,
          {
            readonly schema?: Schema;
            readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
          }
        >
      >;
    }
  >
>;

/** One described example of a refusal or failure. */
export interface DescribedAnswer {
  /** The description's own key: `400`, `5XX` or `default`. */
  readonly status: string;
  readonly contentType: string;
  readonly name: string;
  readonly value: unknown;
}

/** What to look for; whatever is left out does not matter. */
export interface Wanted {
  readonly status?: number | undefined;
  readonly example?: string | undefined;
  readonly code?: number | undefined;
  readonly contentType?: string | undefined;
}

/** Flattens described responses, successes left out. */
export function describedAnswers(responses: Responses, resolve: Resolve): DescribedAnswer[] {
  const failures = Object.entries(responses).filter(([status]) => !status.startsWith("2"));
  return failures.flatMap(([status, response]) =>
    Object.entries(resolve(response).content ?? {}).flatMap(([contentType, media]) =>
      Object.entries(media.examples ?? {}).map(([name, example]) => ({
        status,
        contentType,
        name,
        value: resolve(example).value,
      })),
    ),
  );
}

/** The first described answer that is what is wanted, the closest status before any other. */
export function findAnswer(
  answers: readonly DescribedAnswer[],
  wanted: Wanted,
): DescribedAnswer | undefined {
  const { status, example, code, contentType } = wanted;
  const fitting = answers.filter(
    (answer) =>
      (example === undefined || answer.name === example) &&
      (code === undefined || codeOf(answer.value) === code) &&
      (contentType === undefined || answer.contentType === contentType),
  );
  if (status === undefined) return fitting[0];
  const keys = [String(status), `${String(status)[0]}XX`, "default"];
  for (const key of keys) {
    // Once a response is described for this status, those of a wider range do not speak for it.
    const described = answers.some((answer) => answer.status === key);
    const found = fitting.find((answer) => answer.status === key);
    if (found) return found;
    if (described) break;
  }
  // A code or a name may be played with a status it is not described for.
  return example === undefined && code === undefined ? undefined : fitting[0];
}

/** The status to send with a described answer when none is asked for. */
export function statusOf(answer: DescribedAnswer): number {
  const status = Number(answer.status.replace("XX", "00"));
  return Number.isInteger(status) ? status : 400;
}

/** The exchange's code in an error body; undefined in any other. */
export function codeOf(value: unknown): number | undefined {
  const code = (value as { code?: unknown } | null)?.code;
  return typeof code === "number" ? code : undefined;
}
