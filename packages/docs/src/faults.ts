// The fault matrix in one language: each row as its card shows it.
import type { Language } from "@open-orders/specs";
import { DocsError } from "./DocsError.ts";
import { faultMatrix } from "./faultMatrix.ts";
import type { FaultRow, Wait } from "./faultMatrix.ts";
import { languages, sourceLanguage } from "./languages.ts";
import { fill } from "./fill.ts";
import { type Messages, messages } from "./i18n.ts";

type Words = Messages["faultsPage"];

export interface FaultGroupView {
  anchor: string;
  title: string;
  rows: FaultRowView[];
}

export interface FaultRowView {
  anchor: string;
  fault: string;
  /** "with `timeoutMs` 50": options that differ from the defaults. */
  options?: string;
  /** The orders, or the fields of the error, which has the name of its class under `error`. */
  gets: FaultRow["gets"];
  requests: number;
  pauses: string;
}

/** Every group in a language. Anchors are the same in all of them. */
export function faultGroups(language: Language): FaultGroupView[] {
  const words = messages[language].faultsPage;
  const groups = faultMatrix.map(({ title, rows }) => ({
    anchor: slug(title[sourceLanguage]),
    title: title[language],
    rows: rows.map((row) => describeRow(words, row, language)),
  }));
  checkFaults(groups, language);
  return groups;
}

function describeRow(words: Words, row: FaultRow, language: Language): FaultRowView {
  const options = Object.entries(row.options ?? {}).map(([name, value]) => `\`${name}\` ${value}`);
  const pauses = row.waits.map((wait) => pauseWords(words, wait));
  return {
    anchor: `fault-${slug(row.fault[sourceLanguage])}`,
    fault: row.fault[language],
    ...(options.length > 0 && { options: fill(words.with, { options: options.join(", ") }) }),
    gets: row.gets,
    requests: row.attempts,
    pauses: pauses.length > 0 ? pauses.join(words.inTurn) : words.noPause,
  };
}

function pauseWords(words: Words, wait: Wait): string {
  if (typeof wait === "object")
    return fill(words.below, { pause: durationWords(words, wait.below) });
  return wait === 0 ? words.rightAway : durationWords(words, wait);
}

function durationWords(words: Words, ms: number): string {
  return ms < 1000
    ? fill(words.milliseconds, { count: ms })
    : fill(words.seconds, { count: ms / 1000 });
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\da-z]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

function checkFaults(groups: FaultGroupView[], language: Language): void {
  const anchors = groups.flatMap(({ anchor, rows }) => [anchor, ...rows.map((row) => row.anchor)]);
  const problems = [
    ...anchors
      .filter((anchor, at) => anchors.indexOf(anchor) !== at)
      .map((anchor) => `two rows or groups are called "${anchor}"`),
    // A row may be called by a number alone.
    ...groups
      .flatMap(({ title, rows }) => [title, ...rows.map(({ fault }) => fault)])
      .filter((text) => !languages[language].script.test(text) && !/^[\d -]+$/.test(text))
      .map((text) => `"${text}" is not ${language}`),
  ];
  if (problems.length > 0)
    throw new DocsError(
      problems.map((problem) => `packages/contract-tests/test/faults/faultMatrix.yaml: ${problem}`),
    );
}
