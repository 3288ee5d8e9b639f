// A check: one statement of a description as data, and the probe that finds out whether a target agrees.
import type { Operation, SpecNode } from "@open-orders/specs/model";
import { openSession } from "./Session.ts";
import type { Session, SessionContext } from "./Session.ts";
import { withoutSecrets } from "./secrets.ts";
import type { SentRequest } from "./SentRequest.ts";
import { shellLine } from "./shellLine.ts";
import { sourceLine } from "./sourceLine.ts";
import { baseUrlOf, missingCapability } from "./Target.ts";
import type { Capability, Target } from "./Target.ts";

/** How a check asks: with requests of its own, or through the client's named methods or its calls by path. */
export type Level = "raw" | "method" | "http";
export const levels: readonly Level[] = ["raw", "method", "http"];

/** `source`: a source of the description states it. `assumption`: none does; see `Target.strict`. */
export type Basis = "source" | "assumption";

export interface Check {
  readonly api: string;
  /** The operationId. */
  readonly operation: string;
  /** What is checked, led by its suite: `security: no key`. Unique with operation and level. */
  readonly rule: string;
  readonly level: Level;
  readonly basis: Basis;
  /** What must be found, and the JSON pointer in the API's bundle that says so. */
  readonly expected: { readonly what: string; readonly pointer: string };
  readonly needs: readonly Capability[];
  /** Asks the target. Never rejects. */
  readonly run: (target: Target) => Promise<Result>;
}

export type Result = Passed | Failed | Skipped;

export interface Passed {
  readonly outcome: "passed";
  /** Keys of the facts of the description that were exercised. */
  readonly exercised: readonly string[];
  /** Fields and values that were seen and are not described. */
  readonly unknown: readonly string[];
}

/** `unconfirmed`: what the check assumes does not hold at this target. Reported, and no failure. */
export interface Failed {
  readonly outcome: "failed" | "unconfirmed";
  readonly actual: string;
  /** One line for people: operation, rule, what was expected, where that is stated, and what was found. */
  readonly message: string;
  /** What went wrong, for `createFindings`: a later check that fails for nothing else is no finding of its own. */
  readonly causes: readonly string[];
  /** A line for a shell that sends the request again, without a secret in it; undefined if none was sent. */
  readonly repeat?: string;
}

export interface Skipped {
  readonly outcome: "skipped";
  readonly reason: string;
}

/** How a target differs from what was expected. */
export interface Difference {
  readonly actual: string;
  /** @defaultValue the check's own */
  readonly causes?: readonly string[];
  /** Whether only something assumed differs. */
  readonly assumed?: boolean;
  /** The error code that was returned, if one was. */
  readonly code?: number;
  /** The request whose response shows it. @defaultValue the last one */
  readonly request?: SentRequest | undefined;
}

/** A check as a suite defines it, for one operation. */
export interface CheckDefinition {
  readonly rule: string;
  /** @defaultValue "raw" */
  readonly level?: Level;
  /** @defaultValue "source" */
  readonly basis?: Basis;
  readonly what: string;
  /** The node that says so. */
  readonly node: SpecNode;
  readonly needs?: readonly Capability[];
  /**
   * What is wrong where it fails, so that checks that fail for the same cause are one finding.
   * @defaultValue operation and rule
   */
  readonly cause?: string;
  /** Returns how the target differs; undefined where it does not. */
  readonly probe: (session: Session) => Promise<Difference | undefined> | Difference | undefined;
}

/** Defines the checks of one kind for an operation. */
export type CheckSuite = (operation: Operation) => readonly CheckDefinition[];

/** Thrown by a probe that cannot decide; the message says why. */
export class CannotDecide extends Error {}

/** `listOrders: security: no key (raw)` */
export function checkName({ operation, rule, level }: Pick<Check, "operation" | "rule" | "level">) {
  return `${operation}: ${rule} (${level})`;
}

/** Makes a check of a definition. */
export function createCheck(
  definition: CheckDefinition,
  context: Omit<SessionContext, "target" | "base">,
): Check {
  const { rule, level = "raw", basis = "source", what, node, needs = [], probe } = definition;
  const { operation } = context;
  const check: Omit<Check, "run"> = {
    api: operation.api,
    operation: operation.id,
    rule,
    level,
    basis,
    expected: { what, pointer: node.pointer },
    needs,
  };
  const failed = (difference: Difference, session: Session): Failed => {
    const { target } = session;
    const { causes = [definition.cause ?? `${operation.id}: ${rule}`] } = difference;
    const assumed = basis === "assumption" || difference.assumed === true;
    const actual = withoutSecrets(difference.actual, target);
    const source = sourceLine(check.api, node.pointer);
    const { request = session.sent.at(-1) } = difference;
    return {
      outcome: assumed && !target.strict ? "unconfirmed" : "failed",
      actual,
      message: `${checkName(check)}: expected ${what} (${source}), actual ${actual}`,
      causes,
      ...(request && { repeat: shellLine(request, needs) }),
    };
  };
  return {
    ...check,
    async run(target) {
      const base = baseUrlOf(target, check.api);
      const reasons = [
        ...needs.map((need) => missingCapability(target, need)),
        target.shared && operation.method !== "GET"
          ? "only operations that read are called"
          : undefined,
        base === undefined ? `${check.api} is not served there` : undefined,
      ];
      const reason = reasons.find((found) => found !== undefined);
      if (reason !== undefined || base === undefined)
        return { outcome: "skipped", reason: reason ?? "" };
      const session = openSession({ ...context, target, base });
      try {
        const difference = await probe(session);
        if (difference) return failed(difference, session);
        const { facts, unknown } = session;
        // A proxy may put an address with its signature anywhere.
        const seen = Array.from(unknown, (text) => withoutSecrets(text, target));
        return { outcome: "passed", exercised: [...facts.keys], unknown: seen };
      } catch (error) {
        if (error instanceof CannotDecide) return { outcome: "skipped", reason: error.message };
        return failed({ actual: `an error: ${String(error)}` }, session);
      } finally {
        session.close();
      }
    },
  };
}
