// Answers that are none: connections that break, bodies that are cut short, pages in place of JSON,
// redirects. The client must tell each by its class, and follow nothing.
import type { Fault } from "@open-orders/mock-exchange";
import type { CheckDefinition } from "../run/check.ts";
import { describeError, describeOutcome } from "./checkBuilders.ts";
import type { CheckSuite } from "./checkBuilders.ts";

const timeoutMs = 30;

interface Trouble {
  readonly rule: string;
  readonly fault: Omit<Fault, "operationId">;
  readonly className: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}

export const connectionChecks: CheckSuite = (operation) => {
  const status = Number(operation.success.status);
  const html = "<!doctype html><title>Maintenance</title>";
  const other = operation.list ? "{}" : "[]";
  const answered = (reason: string): Pick<Trouble, "className" | "fields"> => ({
    className: "ResponseError",
    fields: { status, reason },
  });
  const troubles: readonly Trouble[] = [
    { rule: "cut before the answer", fault: { reset: "before" }, className: "ConnectionError" },
    { rule: "cut in the body", fault: { reset: "during" }, ...answered("truncated") },
    { rule: "silent", fault: { hang: "before" }, className: "TimeoutError" },
    { rule: "silent in the body", fault: { hang: "during" }, className: "TimeoutError" },
    { rule: "half a body", fault: { truncateAt: 9 }, ...answered("truncated") },
    { rule: "no body", fault: { status }, ...answered("empty") },
    { rule: "a page", fault: { body: html, contentType: "text/html" }, ...answered("html") },
    { rule: "other JSON", fault: { body: other }, ...answered("shape") },
    {
      rule: "a redirect",
      fault: { status: 302, headers: { Location: operation.path } },
      className: "ResponseError",
      fields: { status: 302, reason: "redirect" },
    },
  ];
  return troubles.flatMap((trouble) =>
    (["method", "http"] as const).map((level): CheckDefinition => ({
      rule: `connection: ${trouble.rule}`,
      level,
      place: operation.success.place,
      needs: ["faults"],
      what: [trouble.className, ...Object.values(trouble.fields ?? {})].join(", "),
      async probe(session) {
        session.inject(trouble.fault);
        // Only where the limit is what must end the call; a busy machine may be slow.
        const hangs = trouble.fault.hang !== undefined;
        const outcome = await session.call(level, session.mandatory, hangs ? { timeoutMs } : {});
        if (session.requested.length > 1) return `${session.requested.length} requests`;
        if (outcome.kind !== "thrown") return describeOutcome(outcome);
        const { error } = outcome;
        const right = Object.entries(trouble.fields ?? {}).every(
          ([name, value]) => (error as Readonly<Record<string, unknown>>)[name] === value,
        );
        return right && session.isError(error, trouble.className)
          ? undefined
          : describeError(error);
      },
    })),
  );
};
