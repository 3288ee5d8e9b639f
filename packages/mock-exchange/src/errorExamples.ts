// The error responses that a description gives as examples, and how one is chosen: by the exchange's name for it, by
// its code, by status or by content type.
import { membersOf, statusKeys } from "@open-orders/specs/model";
import type { Json, Response } from "@open-orders/specs/model";

/** A described example of an error response. */
export interface ErrorExample {
  /** The description's own key: `400`, `5XX` or `default`. */
  readonly status: string;
  readonly contentType: string;
  readonly name: string;
  readonly value: Json;
}

/** What to look for; whatever is left out does not matter. */
export interface Wanted {
  readonly status?: number | undefined;
  readonly example?: string | undefined;
  readonly code?: number | undefined;
  readonly contentType?: string | undefined;
}

/** The examples of all responses but the successful ones. */
export function errorExamplesOf(responses: readonly Response[]): readonly ErrorExample[] {
  return responses
    .filter(({ status }) => !status.startsWith("2"))
    .flatMap(({ status, bodies }) =>
      bodies.flatMap(({ contentType, examples }) =>
        examples.map(({ name, value }) => ({ status, contentType, name, value })),
      ),
    );
}

/** The first example that is what is wanted, the closest status before any other. */
export function findErrorExample(
  examples: readonly ErrorExample[],
  wanted: Wanted,
): ErrorExample | undefined {
  const { status, example, code, contentType } = wanted;
  const fitting = examples.filter(
    (one) =>
      (example === undefined || one.name === example) &&
      (code === undefined || codeOf(one.value) === code) &&
      (contentType === undefined || one.contentType === contentType),
  );
  if (status === undefined) return fitting[0];
  for (const key of statusKeys(status)) {
    const found = fitting.find((one) => one.status === key);
    if (found) return found;
    // Where a response is described for this status, those of a wider range do not apply.
    if (examples.some((one) => one.status === key)) break;
  }
  // A code or a name may be played with a status it is not described for.
  return example === undefined && code === undefined ? undefined : fitting[0];
}

/** The status to send with an example when none is asked for. */
export function statusOf({ status }: ErrorExample): number {
  return status === "default" ? 400 : Number(status.replace("XX", "00"));
}

/** The exchange's code in an error body; undefined in any other. */
export function codeOf(value: unknown): number | undefined {
  const { code } = membersOf(value);
  return typeof code === "number" ? code : undefined;
}
