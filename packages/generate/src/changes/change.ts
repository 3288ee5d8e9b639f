// From a difference to a change: how severe it is, which packages it concerns, and one sentence about it.
import type { Json } from "../model.ts";
import { responseRules } from "./responseRules.ts";
import { callRules } from "./callRules.ts";
import type { Difference } from "./difference.ts";
import { errorRules } from "./errorRules.ts";
import { shown } from "./json.ts";
import { bumps, packages } from "./rule.ts";
import type { Bump, Needs, PackageName, Rule, Texts } from "./rule.ts";
import { termsRules } from "./termsRules.ts";
import { textRules, unknownRule } from "./textRules.ts";

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
  text: Texts;
}

/** Every rule, in the order in which they are tried. */
export const rules: readonly Rule[] = [
  ...callRules,
  ...termsRules,
  ...responseRules,
  ...errorRules,
  ...textRules,
  unknownRule,
];

/** The first rule that fits, or the one for what nobody knows. */
export function ruleOf(difference: Difference): Rule {
  const fits = ({ at, is, side, when }: Rule): boolean =>
    at.includes(difference.at) &&
    (is?.includes(difference.is) ?? true) &&
    (side === undefined || side === difference.side) &&
    (when?.(difference) ?? true);
  return rules.find(fits) ?? unknownRule;
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
  const needs: Needs = raised
    ? [floor, client === "none" ? client : moreSevere(floor, client), ...others]
    : rule.needs;
  const remark = { en: ` (redocly diff: ${floor})`, "zh-CN": `（redocly diff：${floor}）` };
  const text = (language: keyof Texts): string => {
    const [colon, stop] = language === "en" ? [": ", "."] : ["：", "。"];
    const says = filled(rule, difference, language);
    return `${says}${colon}${rule.why[language]}${raised ? remark[language] : ""}${stop}`;
  };
  return {
    apis: [api],
    rule: rule.id,
    severity: needs.reduce(moreSevere) as Bump,
    needs: Object.fromEntries(
      packages.flatMap((name, index) => {
        const need = needs[index];
        return need === undefined || need === "none" ? [] : [[name, need]];
      }),
    ),
    place,
    text: { en: capital(text("en")), "zh-CN": text("zh-CN") },
  };
}

/** The more severe of two bumps. */
export function moreSevere<T extends Bump | "none">(a: T, b: T): T {
  const rank = (bump: Bump | "none"): number => [...bumps, "none"].indexOf(bump);
  return rank(a) <= rank(b) ? a : b;
}

function filled({ says, show = shown }: Rule, difference: Difference, language: keyof Texts) {
  const { subject, at, before, after } = difference;
  const code = (value: Json | undefined): string =>
    value === undefined ? { en: "nothing", "zh-CN": "无" }[language] : `\`${show(value)}\``;
  return says[language]
    .replaceAll("{subject}", () => subject)
    .replaceAll("{at}", () => at)
    .replaceAll("{before}", () => code(before))
    .replaceAll("{after}", () => code(after));
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
