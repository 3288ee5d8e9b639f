// When a request is accepted: the timestamp and its window, on both sides of each edge.
import type { Operation, Parameter } from "@open-orders/specs/model";
import type { CheckDefinition, CheckSuite } from "../run/check.ts";
import type { Sent } from "../run/Session.ts";
import { accepted, rejected, returnsData } from "./checkBuilders.ts";

const hourMs = 3_600_000;
/** Far enough from an edge for a clock that cannot be set, and for the way there. */
const marginMs = 10_000;
/** A timestamp this far ahead of the exchange's clock is rejected; one less is not. */
const tooFarAheadMs = 1000;
/** The parameter that says how old a request may be when it is accepted; its default where none is described. */
const windowName = "recvWindow";
const defaultWindowMs = 5000;

export const timingChecks: CheckSuite = (operation) => {
  const { timestamp } = operation;
  if (!timestamp) return [];
  const node = timestamp.node.at("description") ?? timestamp.node;
  const clock = { needs: ["clock"] } as const;
  const cause = "timestamp";
  const late = (rule: string, offsetMs: number, more: object = {}): CheckDefinition =>
    rejected(
      operation,
      "timestamp",
      { rule: `timing: ${rule}`, node, cause, ...more },
      { timestamp: offsetMs },
    );
  const missing = (rule: string, value: string | null): CheckDefinition =>
    rejected(
      operation,
      "mandatory",
      { rule: `timing: ${rule}`, node: timestamp.node.at("required") ?? node, cause },
      { timestamp: value },
    );
  return [
    ...windowChecks(operation, timestamp),
    late("timestamp well ahead", tooFarAheadMs + marginMs),
    late(`timestamp ${tooFarAheadMs} ms ahead`, tooFarAheadMs, clock),
    accepted(
      { rule: `timing: timestamp ${tooFarAheadMs - 1} ms ahead`, node, ...clock },
      { timestamp: tooFarAheadMs - 1 },
    ),
    rejected(
      operation,
      "timestamp",
      { rule: "timing: timestamp in seconds", node, cause },
      (session) => ({
        timestamp: String(Math.floor(session.clock.now() / 1000)),
      }),
    ),
    missing("no timestamp", null),
    missing("empty timestamp", ""),
    missing("timestamp in words", "now"),
    ...[-hourMs, hourMs].flatMap((offset) =>
      returnsData(
        {
          rule: `timing: client's clock an hour ${offset < 0 ? "behind" : "ahead"}`,
          node,
          ...clock,
        },
        (session) => ({ now: () => session.clock.now() + offset }),
        "the clock to be corrected and the call to be accepted",
      ),
    ),
  ];
};

function windowChecks(operation: Operation, timestamp: Parameter): readonly CheckDefinition[] {
  const parameter = operation.parameters.find(({ name }) => name === windowName);
  const { minimum, maximum, default: standard = defaultWindowMs } = parameter?.schema ?? {};
  const windows: readonly (readonly [of: string, ms: number | undefined, sent: Sent])[] = [
    ["default", Number(standard), {}],
    ["minimum", minimum, { [windowName]: String(minimum) }],
    ["maximum", maximum, { [windowName]: String(maximum) }],
  ];
  return windows.flatMap(([of, ms, parameters]) => {
    if (ms === undefined) return [];
    const node = parameter?.schemaNode?.at(of) ?? timestamp.node;
    const common = (rule: string) => ({ rule: `timing: ${rule} the ${of} window`, node });
    const clock = { needs: ["clock"] } as const;
    const aged = (ageMs: number) => ({ parameters, timestamp: -ageMs });
    const cause = "timestamp";
    const half = accepted(common("half as old as"), aged(Math.floor(ms / 2)));
    return [
      rejected(operation, "timestamp", { ...common("well beyond"), cause }, aged(ms + marginMs)),
      accepted({ ...common("as old as"), ...clock }, aged(ms)),
      rejected(
        operation,
        "timestamp",
        { ...common("1 ms older than"), ...clock, cause },
        aged(ms + 1),
      ),
    ].concat(ms === 0 ? [] : half);
  });
}

/** Whether a value of the parameter can make a request too old as soon as time passes. */
export function isWindow({ name }: Parameter): boolean {
  return name === windowName;
}
