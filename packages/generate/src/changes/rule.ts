// What a rule about changes says, and the words that rules share.
import type { Json } from "../model.ts";
import type { Difference } from "./difference.ts";

/** How large a step a release is, the gravest first. */
export const bumps = ["major", "minor", "patch"] as const;
export type Bump = (typeof bumps)[number];

/** The published packages, in the order in which rules state their needs. */
export const packages = [
  "@open-orders/specs",
  "@open-orders/client",
  "@open-orders/mock-exchange",
  "@open-orders/contract-tests",
] as const;
export type PackageName = (typeof packages)[number];

/** The bump of each package, in the order of `packages`; `none` where its users notice nothing. */
export type Needs = readonly [
  specs: Bump | "none",
  client: Bump | "none",
  mockExchange: Bump | "none",
  contractTests: Bump | "none",
];

export type Texts = Readonly<Record<"en" | "zh-CN", string>>;

/** A kind of change, and what it means to those who call. The first rule that fits a difference applies. */
export interface Rule {
  /** Names it in tests and in code. */
  id: string;
  /** Where: see `Difference.at`. */
  at: readonly string[];
  /** Any, where left out. */
  is?: readonly Difference["is"][];
  /** Both, where left out. */
  side?: Difference["side"];
  when?: (difference: Difference) => boolean;
  needs: Needs;
  /** The change, for the table in specs/BREAKING.md. */
  change: string;
  /** The change at one place. `{subject}`, `{before}` and `{after}` are filled in. */
  says: Texts;
  /** How `{before}` and `{after}` are written. @default a text as it is, anything else as JSON */
  show?: (value: Json | undefined) => string;
  /** What it means to a caller. */
  why: Texts;
}

/** `major: specs, client; minor: contract-tests` */
export function needsInWords(needs: Partial<Record<PackageName, Bump>>): string {
  const groups = bumps.flatMap((bump) => {
    const names = packages.filter((name) => needs[name] === bump);
    const short = names.map((name) => name.replace("@open-orders/", ""));
    return names.length > 0 ? [`${bump}: ${short.join(", ")}`] : [];
  });
  return groups.join("; ");
}

/** Programs stop compiling or go wrong. Users of the contract tests only see other checks. */
export const breaking: Needs = ["major", "major", "major", "minor"];
/** There is more than before, and nothing less. */
export const adding: Needs = ["minor", "minor", "minor", "minor"];
/** A text that the client shows on hover or in an error. */
export const wording: Needs = ["patch", "patch", "none", "none"];
/** Only the document itself. */
export const document: Needs = ["patch", "none", "none", "none"];
