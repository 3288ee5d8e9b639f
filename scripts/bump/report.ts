// The lines that `npm run bump` prints.
import { needsInWords } from "@open-orders/generate/bumps";
import type { Change } from "@open-orders/generate/change";
import { bumpFor, needOf } from "./needs.ts";
import type { Need } from "./needs.ts";

export const firstReleaseLines = [
  "Nothing has been released yet, so there is nothing to compare with. A first release asks only that every",
  "published package is in a changeset.",
];

/** Every change, gravest first: what it means, whom it concerns, and where it is written. */
export function changeLines(changes: Change[], since: string | undefined): string[] {
  const from = since ?? "the last release";
  if (changes.length === 0) return [`The descriptions say what they said at ${from}.`];
  const places = changes.length === 1 ? "one place" : `${changes.length} places`;
  return [
    `Since ${from} the descriptions changed in ${places}:`,
    ...changes.flatMap(({ apis, severity, needs, place, text }) => [
      "",
      `${severity}: ${text.en}`,
      `  ${place} (${apis.join(", ")})`,
      `  ${needsInWords(needs)}`,
    ]),
  ];
}

/** What the packages need and promise: one line for each that promises too little, or one for all. */
export function shortfallLines(needs: Need[], shortfalls: Need[]): string[] {
  const isEarly = needs.some(
    (need) =>
      need.change !== undefined &&
      needOf(need.change, need) === "major" &&
      bumpFor("major", need.version) !== "major",
  );
  const early = isEarly
    ? [
        "",
        "Before 1.0 a caret range takes no new minor, so there a minor is enough where a major is needed.",
      ]
    : [];
  if (shortfalls.length === 0) {
    const lines = needs.map(
      ({ name, bump, promised }) =>
        `  ${name} promises ${promised ?? "nothing"}${bump ? `, needs ${bump}` : ""}`,
    );
    return needs.length === 0
      ? ["No package needs a release for them."]
      : [...early, "", "The pending changesets promise enough:", ...lines];
  }
  return [
    ...early,
    "",
    ...shortfalls.map(shortfallLine),
    "",
    "Raise the bump in a file of .changeset, or let `npm run bump -- --write` draft one.",
  ];
}

function shortfallLine({ name, version, promised, bump, change }: Need): string {
  const promise = promised === undefined ? "is in no changeset" : `promises only ${promised}`;
  const need = bump === undefined ? "" : ` and needs ${bump}`;
  const reason = change ? `: ${change.text.en} ${change.place}` : "";
  return `✗ ${name} ${version} ${promise}${need}${reason}`;
}
