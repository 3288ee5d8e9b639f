// When a request is accepted: the timestamp and its window, each at both sides of its edge.
import type { CheckDefinition } from "../run/check.ts";
import type { Operation, Parameter } from "../spec/description.ts";
import { accepted, describeOutcome, refused } from "./checkBuilders.ts";
import type { CheckSuite } from "./checkBuilders.ts";
import { defaultWindowMs, tooFarAheadMs, windowName } from "../spec/rejections.ts";

const hourMs = 3_600_000;
/** Far enough from an edge for a clock that nobody can set, and for the way there. */
const marginMs = 10_000;

export const timingChecks: CheckSuite = (operation) =>
  operation.timestamp
    ? [
        ...timestampChecks(operation, operation.timestamp),
        ...windowChecks(operation),
        ...clockChecks(operation.timestamp),
      ]
    : [];

function timestampChecks(
  operation: Operation,
  { place, name }: Parameter,
): readonly CheckDefinition[] {
  const words = place.at("description") ?? place;
  const required = place.at("required") ?? place;
  const malformed = (rule: string, value: string | null): CheckDefinition =>
    refused(operation, "mandatory", {
      rule: `timing: ${rule}`,
      place: required,
      ask: (session) => session.ask({}, value),
    });
  return [
    malformed("no timestamp", null),
    malformed("empty timestamp", ""),
    malformed("timestamp in words", "now"),
    refused(operation, "timestamp", {
      rule: "timing: timestamp in seconds",
      place: words,
      ask: (session) => session.ask({}, Math.floor(session.now() / 1000)),
    }),
    accepted({
      rule: `timing: ${name} ${tooFarAheadMs - 1} ms ahead`,
      place: words,
      needs: ["clock"],
      ask: (session) => session.ask({}, session.now() + tooFarAheadMs - 1),
    }),
    refused(operation, "timestamp", {
      rule: `timing: ${name} ${tooFarAheadMs} ms ahead`,
      place: words,
      needs: ["clock"],
      ask: (session) => session.ask({}, session.now() + tooFarAheadMs),
    }),
    refused(operation, "timestamp", {
      rule: `timing: ${name} well ahead`,
      place: words,
      ask: (session) => session.ask({}, session.now() + tooFarAheadMs + marginMs),
    }),
  ];
}

function windowChecks(operation: Operation): readonly CheckDefinition[] {
  const parameter = operation.parameters.find(({ name }) => name === windowName);
  const schema = parameter?.place.at("schema");
  const { minimum, maximum, default: standard = defaultWindowMs } = parameter?.schema ?? {};
  const windows = [
    { of: "default", ms: Number(standard), sent: {} },
    { of: "minimum", ms: minimum, sent: { [windowName]: String(minimum) } },
    { of: "maximum", ms: maximum, sent: { [windowName]: String(maximum) } },
  ];
  return windows.flatMap(({ of, ms, sent }) => {
    const place = schema?.at(of) ?? operation.timestamp?.place;
    if (ms === undefined || !place) return [];
    const halfAsOld = accepted({
      rule: `timing: half as old as the ${of} window`,
      place,
      ask: (session) => session.ask(sent, session.now() - Math.floor(ms / 2)),
    });
    const inside = ms === 0 ? [] : [halfAsOld];
    return [
      accepted({
        rule: `timing: as old as the ${of} window`,
        place,
        needs: ["clock"],
        ask: (session) => session.ask(sent, session.now() - ms),
      }),
      refused(operation, "timestamp", {
        rule: `timing: 1 ms older than the ${of} window`,
        place,
        needs: ["clock"],
        ask: (session) => session.ask(sent, session.now() - ms - 1),
      }),
      refused(operation, "timestamp", {
        rule: `timing: well beyond the ${of} window`,
        place,
        ask: (session) => session.ask(sent, session.now() - ms - marginMs),
      }),
    ].concat(inside);
  });
}

/** A client whose clock is wrong learns the right time and gets through. */
function clockChecks({ place }: Parameter): readonly CheckDefinition[] {
  return [-hourMs, hourMs].flatMap((offset) =>
    (["method", "http"] as const).map((level): CheckDefinition => ({
      rule: `timing: client's clock an hour ${offset < 0 ? "behind" : "ahead"}`,
      level,
      place: place.at("description") ?? place,
      needs: ["clock"],
      what: "the clock to be corrected and the call to be accepted",
      async probe(session) {
        const now = (): number => session.now() + offset;
        const outcome = await session.call(level, session.mandatory, { now });
        return outcome.kind === "data" ? undefined : describeOutcome(outcome);
      },
    })),
  );
}
