// The one list of what the checks do not exercise although it is described, each with its reason.
import type { Fact, FactKind } from "./exercised.ts";

/** Facts that are left out on purpose. What is not given holds for all. */
export interface Gap {
  readonly api?: string;
  readonly operation?: string;
  readonly kind: FactKind;
  readonly name?: string;
  /** Why, in a sentence. */
  readonly reason: string;
}

/** Gaps of the checks against the mock exchange. Nothing that is described is left out. */
export const explainedGaps: readonly Gap[] = [];

/** The reason for leaving a fact out, if there is one. */
export function explanationOf(gaps: readonly Gap[], fact: Fact): string | undefined {
  const explained = gaps.find(
    ({ api = fact.api, operation = fact.operation, kind, name = fact.name }) =>
      api === fact.api && operation === fact.operation && kind === fact.kind && name === fact.name,
  );
  return explained?.reason;
}
