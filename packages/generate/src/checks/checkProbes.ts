// Holds specs/probes.yaml against the open questions it settles and the descriptions it asks about.
import { closed, either, list, mapOf, nonEmptyList, oneOf, text } from "../form.ts";
import type { Form } from "../form.ts";
import type { Discrepancy } from "./discrepancy.ts";
import { outcomes } from "../model.ts";
import type { Observation, Probe, Question } from "../model.ts";
import type { Bundles } from "../apis.ts";
import { sourceLanguage } from "../languages.ts";
import type { Problem } from "./problem.ts";
import { subjectsOf } from "./subject.ts";
import type { Subject } from "./subject.ts";

/** The file of the probes. */
export const probesFile = "specs/probes.yaml";

const observations = Object.keys(outcomes).filter((one): one is Observation => one in outcomes);
const question = closed(
  {
    operations: nonEmptyList(text),
    observe: oneOf(...observations),
    means: nonEmptyList(
      closed(
        { seen: text, reading: oneOf("supports", "contradicts", "open") },
        { agreesWith: list(text) },
      ),
    ),
  },
  { send: mapOf(text), fields: nonEmptyList(text), values: nonEmptyList(text) },
);

/** The form of the file. */
export const probesForm: Form<Record<string, Probe>> = mapOf(
  either(closed({ none: text }), question),
);

/** Open questions without a probe, probes of nothing, and questions about what is not described. */
export function checkProbes(
  probes: Record<string, Probe>,
  discrepancies: Discrepancy[],
  bundles: Bundles,
): Problem[] {
  const problem = (place: string, message: string): Problem => ({
    file: probesFile,
    place,
    message,
  });
  const stray = Object.keys(probes).filter((id) => !discrepancies.some((entry) => entry.id === id));
  return [
    ...stray.map((id) =>
      problem(id, "is no id of specs/discrepancies.yaml; remove it or correct the id"),
    ),
    ...discrepancies.flatMap((entry) => {
      const probe = probes[entry.id];
      if (!probe)
        return [
          problem(entry.id, "is missing; write a probe, or `none:` and why no run can settle it"),
        ];
      if ("none" in probe) return [];
      return questionProblems(probe, entry, bundles).map((message) => problem(entry.id, message));
    }),
  ];
}

function questionProblems(
  { operations, send = {}, observe, fields = [], values, means }: Question,
  { apis, says }: Discrepancy,
  bundles: Bundles,
): string[] {
  const described = apis.flatMap((api) => subjectsOf(bundles[api]?.[sourceLanguage]));
  const asked = described.filter(({ operation }) => operations.includes(operation.id));
  const possible: readonly string[] | undefined = outcomes[observe];
  const sources = new Set(says.map(({ source }) => source));
  const looksAtFields = ["presence", "type", "values", "digits"].includes(observe);
  return [
    ...operations
      .filter((id) => !described.some(({ operation }) => operation.id === id))
      .map((id) => `asks ${id}, which is no operation of ${apis.join(" or ")}; name one that is`),
    ...asked.flatMap((subject) => unknownNames(subject, send, fields)),
    ...(looksAtFields === fields.length > 0
      ? []
      : [
          `observes ${observe} ${looksAtFields ? "of no" : "and names"} \`fields\`; correct one of them`,
        ]),
    ...((observe === "values") === (values !== undefined)
      ? []
      : ["has `values` without observing them, or the other way round; correct one of them"]),
    ...means
      .filter(({ seen }) => possible !== undefined && !possible.includes(seen))
      .map(({ seen }) => `never sees "${seen}"; write one of ${possible?.join(", ")}`),
    ...means
      .flatMap(({ agreesWith = [] }) => agreesWith)
      .filter((source) => !sources.has(source))
      .map(
        (source) => `agrees with ${source}, which says nothing in the entry; name one that does`,
      ),
  ];
}

function unknownNames(
  { operation: { id }, parameters, fields: known }: Subject,
  send: Record<string, string>,
  fields: string[],
): string[] {
  return [
    ...Object.keys(send)
      .filter((name) => !parameters.has(name))
      .map((name) => `sends ${name}, which ${id} does not take; correct the name`),
    ...fields
      .filter((name) => !known.has(name))
      .map((name) => `looks at ${name}, which ${id} does not return; correct the name`),
  ];
}
