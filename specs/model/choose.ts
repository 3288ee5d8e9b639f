// Which part of a description applies to one call.
import type { Response, WeightRule } from "./api.ts";

/** The rule that says what a call weighs which sends these parameters: the first that fits. */
export function weightRuleFor(
  weights: readonly WeightRule[],
  sent: { readonly has: (name: string) => boolean },
): WeightRule | undefined {
  return weights.find(({ whenSent }) => whenSent.every((name) => sent.has(name)));
}

/** The response described for a status: its own, else its range's, else the default. */
export function responseFor(responses: readonly Response[], status: number): Response | undefined {
  const keys = [String(status), `${String(status)[0]}XX`, "default"];
  return keys
    .map((key) => responses.find((response) => response.status === key))
    .find((response) => response !== undefined);
}
