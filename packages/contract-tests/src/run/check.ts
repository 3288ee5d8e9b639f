// A check: what one part of the description promises, as data, and the probe that finds out.
import type { Operation } from "../spec/description.ts";
import { sourceLine } from "../spec/SpecNode.ts";
import type { SpecNode } from "../spec/SpecNode.ts";
import { shellLine } from "./shellLine.ts";
import { strikeSecrets } from "./secrets.ts";
import { openSession } from "./Session.ts";
import type { ClientModule, Session } from "./Session.ts";
import { baseUrlOf, missingCapability } from "./Target.ts";
import type { Capability, Target } from "./Target.ts";

/** How a check asks: by itself, or through the client's named methods or its calls by path. */
export type Level = "raw" | "method" | "http";

/** One promise. */
export interface Check {
  readonly api: string;
  /** The operationId. */
  readonly operation: string;
  /** What the promise is about, led by its family: `security: no key`. Unique with operation and level. */
  readonly rule: string;
  readonly level: Level;
  /** What must come, and the JSON pointer in the API's bundle that says so. */
  readonly expected: { readonly what: string; readonly pointer: string };
  readonly needs: readonly Capability[];
  /** Asks the target. Never rejects. */
  readonly run: (target: Target) => Promise<Result>;
}

/** What became of a check. */
export type Result = Passed | Failed | Skipped;

export interface Passed {
  readonly outcome: "passed";
  /** Keys of the facts of the description that were exercised. */
  readonly exercised: readonly string[];
  /** What was seen that the description does not know, and does not forbid. */
  readonly unknown: readonly string[];
}

export interface Failed {
  readonly outcome: "failed";
  readonly actual: string;
  /** One line for people: operation, rule, what was expected and where that stands, what came. */
  readonly message: string;
  /** A line for a shell that sends the last request again, without a secret in it; undefined if none was sent. */
  readonly repeat?: string;
}

export interface Skipped {
  readonly outcome: "skipped";
  readonly reason: string;
}

/** A check in the making. */
export interface CheckDefinition {
  readonly rule: string;
  /** @default "raw" */
  readonly level?: Level;
  readonly what: string;
  readonly place: SpecNode;
  readonly needs?: readonly Capability[];
  /** Says what came where it is not what was expected; nothing where it is. */
  readonly probe: (session: Session) => Promise<string | undefined>;
}

/** Thrown by a probe that finds it cannot decide; the message says why. */
export class CannotDecide extends Error {}

/** `listOrders: security: no key (raw)` */
export function checkName({ operation, rule, level }: Check): string {
  return `${operation}: ${rule} (${level})`;
}

/** Makes a check of a draft. */
export function createCheck(
  operation: Operation,
  draft: CheckDefinition,
  client: ClientModule,
): Check {
  const { rule, level = "raw", what, place, needs = [], probe } = draft;
  const check: Omit<Check, "run"> = {
    api: operation.api,
    operation: operation.id,
    rule,
    level,
    expected: { what, pointer: place.pointer },
    needs,
  };
  return {
    ...check,
    async run(target) {
      const reason = needs
        .map((need) => missingCapability(target, need))
        .find((found) => found !== undefined);
      if (reason !== undefined) return { outcome: "skipped", reason };
      if (target.shared && !["GET", "HEAD"].includes(operation.method))
        return { outcome: "skipped", reason: "only what reads is called at a target in use" };
      const base = baseUrlOf(target, operation.api);
      if (base === undefined)
        return { outcome: "skipped", reason: `${operation.api} is not served there` };
      const session = openSession(target, base, operation, client);
      try {
        const actual = await probe(session);
        if (actual !== undefined) return failed(check, actual, session);
        return { outcome: "passed", exercised: [...session.facts.keys], unknown: session.unknown };
      } catch (error) {
        if (error instanceof CannotDecide) return { outcome: "skipped", reason: error.message };
        return failed(check, `an error: ${String(error)}`, session);
      } finally {
        session.close();
      }
    },
  };
}

function failed(check: Omit<Check, "run">, text: string, session: Session): Failed {
  const actual = strikeSecrets(text, session.target);
  const { what, pointer } = check.expected;
  const subject = `${check.operation}: ${check.rule} (${check.level})`;
  const message = `${subject}: expected ${what} (${sourceLine(check.api, pointer)}), actual ${actual}`;
  const last = session.sent.at(-1);
  return {
    outcome: "failed",
    actual,
    message,
    ...(last && { repeat: shellLine(last, check.needs) }),
  };
}
