// From a difference to a change: how severe it is, which packages it concerns, and one sentence about it.
import { bumps, moreSevere, packages } from "./bumps.ts";
import type { Bump, PackageName } from "./bumps.ts";
import { conditions, formats, shown } from "./conditions.ts";
import type { Difference } from "./difference.ts";
import { rules } from "./rules.ts";
import type { Rule } from "./rules.ts";

/** One change, as callers see it. */
export interface Change {
  apis: string[];
  /** The id of the rule that judged it. */
  rule: string;
  /** The largest bump that any package needs. */
  severity: Bump;
  /** The bump of each package whose users notice it. */
  needs: Partial<Record<PackageName, Bump>>;
  /** File and line, such as `specs/common/headers.yaml:9`; of a removed thing the nearest place that is left. */
  place: string;
  /** One sentence in each language; names stand in backticks. */
  text: Readonly<Record<"en" | "zh-CN", string>>;
}

/** The first rule that fits, or the one for what nobody knows. */
export function ruleOf(difference: Difference): Rule {
  const found = rules.find((rule) => fits(rule, difference)) ?? rules.at(-1);
  if (!found) throw new Error("rules.yaml has no rules");
  return found;
}

function fits({ at, is, side, when }: Rule, difference: Difference): boolean {
  const [, word = ""] = difference.at.split(".");
  return (
    [at].flat().some((place) => place === difference.at || place === `*.${word}`) &&
    (is === undefined || is === difference.is) &&
    (side === undefined || side === difference.side) &&
    (when === undefined || conditions[when]?.(difference) === true)
  );
}

/**
 * What a difference means.
 *
 * @param floor - How severe it is at the least, for those who call the API themselves or through the client.
 */
export function changeOf(
  api: string,
  difference: Difference,
  place: string,
  floor: Bump | undefined,
): Change {
  const rule = ruleOf(difference);
  const [specs, client, ...others] = rule.needs;
  const raised = floor !== undefined && moreSevere(floor, specs) !== specs;
  const needs = raised
    ? [floor, client === "none" ? client : moreSevere(floor, client), ...others]
    : rule.needs;
  const en = filled(rule, "en", difference) + (raised ? ` (redocly diff: ${floor})` : "");
  const chinese = filled(rule, "zh-CN", difference) + (raised ? `（redocly diff：${floor}）` : "");
  return {
    apis: [api],
    rule: rule.id,
    severity: bumps.find((bump) => needs.includes(bump)) ?? "patch",
    needs: Object.fromEntries(
      packages.flatMap((name, index) => {
        const need = needs[index];
        return need === undefined || need === "none" ? [] : [[name, need]];
      }),
    ),
    place,
    text: { en: `${en.charAt(0).toUpperCase()}${en.slice(1)}.`, "zh-CN": `${chinese}。` },
  };
}

function filled(rule: Rule, language: keyof Change["text"], difference: Difference): string {
  const { subject, at, before, after } = difference;
  const show = formats[rule.show ?? ""] ?? shown;
  const code = (value: unknown): string =>
    value === undefined ? { en: "nothing", "zh-CN": "无" }[language] : `\`${show(value)}\``;
  return rule[language]
    .replaceAll("{subject}", () => subject)
    .replaceAll("{at}", () => at)
    .replaceAll("{before}", () => code(before))
    .replaceAll("{after}", () => code(after));
}
