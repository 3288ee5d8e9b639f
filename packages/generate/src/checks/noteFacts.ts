// What the notes and the introduction of a source page state, held against the description.
import { fact } from "./fact.ts";
import type { Fact } from "./fact.ts";
import type { Note } from "./sources.ts";
import { rulesThatApply } from "./subject.ts";
import type { Subject } from "./subject.ts";

/** The fact of one note. */
export function noteFact(subject: Subject, note: Note): Fact {
  return noteChecks[note.fact](
    `notes.${note.fact}`,
    subject,
    "parameter" in note ? note.parameter : "",
  );
}

const isRequired = (subject: Subject, name: string) =>
  subject.parameters.get(name)?.required ?? false;

const noteChecks: Record<Note["fact"], (key: string, subject: Subject, name: string) => Fact> = {
  "introduction-repeats-title": (key, { operation: { node } }) =>
    fact(
      key,
      "description",
      Boolean(node.value.description),
      "is missing; say in own words what the call returns",
    ),
  "returns-an-array": (key, { operation: { list } }) =>
    fact(key, "response 200", list, "is no array; write `type: array`"),
  "all-symbols-when-absent": (key, subject, name) =>
    fact(
      key,
      `parameter ${name}`,
      !isRequired(subject, name),
      "is required, but all symbols come back without it; write `required: false`",
    ),
  "covers-one-symbol": (key, subject, name) =>
    fact(
      key,
      `parameter ${name}`,
      isRequired(subject, name),
      "is optional, but the page speaks of one symbol; write `required: true`",
    ),
  "weight-counts-trading-symbols-when-absent": (key, { operation: { weights } }, name) =>
    fact(
      key,
      "x-weight",
      rulesThatApply(weights, name, false).every((rule) => rule?.estimate === true),
      `cannot be known without ${name}; write a last rule with \`estimate: true\``,
    ),
  "careful-when-absent": (key, { operation: { weights } }, name) => {
    const sent = rulesThatApply(weights, name, true);
    const isGreater = rulesThatApply(weights, name, false).every((rule) =>
      sent.every((other) => rule && other && rule.weight > other.weight),
    );
    return fact(
      key,
      "x-weight",
      isGreater,
      `is not greater without ${name}, but the page asks for care then; write a greater weight in the last rule`,
    );
  },
};
