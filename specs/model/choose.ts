// Which part of a description applies to one call.
import type { Response, WeightRule } from "./api.ts";

/** The rule that says what a call weighs which sends these parameters: the first that fits. */
export function weightRuleFor(
  weights: readonly WeightRule[],
  sent: { readonly has: (name: string) => boolean },
): WeightRule | undefined {
  return weights.find(({ whenSent }) => whenSent.every((name) => sent.has(name)));
}

/** The keys under which a status may be described, the closest first: `429`, `4XX`, `default`. */
export function statusKeys(status: number): readonly string[] {
  return [String(status), `${String(status)[0]}XX`, "default"];
}

/** The response described for a status: its own, else its range's, else the default. */
export function responseFor(responses: readonly Response[], status: number): Response | undefined {
  return statusKeys(status)
    .map((key) => responses.find((response) => response.status === key))
    .find((response) => response !== undefined);
}
