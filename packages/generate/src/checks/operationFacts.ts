// What a source page states about the call as a whole, held against the description.
import { fact } from "./fact.ts";
import type { Fact } from "./fact.ts";
import { sourceLanguage } from "../languages.ts";
import type { WeightRule } from "../model.ts";
import { noteFact } from "./noteFacts.ts";
import type { SourceHalf, WeightCondition } from "./sources.ts";
import { rulesThatApply } from "./subject.ts";
import type { Subject } from "./subject.ts";

/** Everything a half states outside its tables: address, title, weights, notes, form of the sample. */
export function operationFacts(subject: Subject, half: SourceHalf, language: string): Fact[] {
  const { operation } = subject;
  const { type = "nothing" } = operation.result.schema;
  return [
    ...pageFacts(subject, half, language),
    ...half.weights.flatMap(({ weight, when }) => weightFacts(operation.weights, weight, when)),
    ...half.notes.map((note) => noteFact(subject, note)),
    fact(
      "sample.shape",
      "response 200",
      type === half.sample.shape,
      `returns ${String(type)}; write \`type: ${half.sample.shape}\``,
    ),
    ...(half.sample.defects ?? []).map(({ defect }) =>
      fact(
        `sample.${defect}`,
        "examples of response 200",
        subject.published.length === 0,
        `are JSON, which the page's sample is not (${defect})`,
      ),
    ),
  ];
}

function pageFacts(subject: Subject, half: SourceHalf, language: string): Fact[] {
  const { method, path, securityType, node } = subject.operation;
  const { summary, externalDocs, "x-sources": sources } = node.value;
  const source = sources.find((each) => each.language === language);
  const pointsToPage = language !== sourceLanguage || externalDocs?.url === half.url;
  return [
    fact(
      "url",
      "x-sources",
      source?.url === half.url && pointsToPage,
      `write the url ${half.url} in x-sources under language ${language}, and the ${sourceLanguage} one in externalDocs`,
    ),
    fact(
      "snapshot",
      "x-sources",
      source?.snapshot === half.snapshot,
      `write \`snapshot: "${half.snapshot}"\` under language ${language}`,
    ),
    {
      ...fact(
        "title",
        "summary",
        summary === half.title,
        `is "${summary}"; write the page's title, "${half.title}"`,
      ),
      text: true,
    },
    fact(
      "securityType",
      "x-security-type",
      // Which `security` goes with it is checked by the lint rule operation-security.
      securityType === half.securityType,
      `write \`x-security-type: ${half.securityType}\``,
    ),
    fact(
      "method",
      `${method} ${path}`,
      method === half.method,
      `write it under \`${half.method.toLowerCase()}\``,
    ),
    fact("path", `${method} ${path}`, path === half.path, `write it under \`${half.path}\``),
  ];
}

function weightFacts(rules: readonly WeightRule[], weight: number, when: WeightCondition): Fact[] {
  const key = `weights.${weight}`;
  const isIt = (rule: WeightRule | undefined) => rule?.weight === weight && !rule.estimate;
  const agrees = (applying: (WeightRule | undefined)[]) => applying.every(isIt);
  const exists = fact(
    key,
    "x-weight",
    rules.some(isIt),
    `has no rule of weight ${weight}; add \`weight: ${weight}\``,
  );
  const conditional = (holds: boolean, instead: string) =>
    fact(`${key}.when`, "x-weight", holds, instead);
  if (when === "always")
    return [
      exists,
      conditional(
        agrees(rulesThatApply(rules)),
        `is not always ${weight}; write it as the only rule`,
      ),
    ];
  if ("symbols" in when)
    return [
      exists,
      conditional(
        false,
        `goes by what is sent, but the page gives ${weight} for ${when.symbols} symbol(s), whatever is sent`,
      ),
    ];
  const isSent = "sent" in when;
  const parameter = isSent ? when.sent : when.absent;
  return [
    exists,
    conditional(
      agrees(rulesThatApply(rules, parameter, isSent)),
      isSent
        ? `is not always ${weight} when ${parameter} is sent; write \`{ whenSent: [${parameter}], weight: ${weight} }\``
        : `is not always ${weight} without ${parameter}; write \`weight: ${weight}\` as the last rule`,
    ),
  ];
}
