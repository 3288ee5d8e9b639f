// Responses that cannot be used: connections that break, bodies that are cut short, pages instead of JSON, redirects.
// The client must name each by its class, follow nothing, and repeat only what may pass.
import { membersOf } from "@open-orders/specs/model";
import type { Fault } from "@open-orders/mock-exchange";
import type { CheckDefinition, CheckSuite } from "../run/check.ts";
import { clientLevels } from "../run/client.ts";
import { describeOutcome } from "./assertions.ts";

const timeoutMs = 30;
const retries = 1;

interface Trouble {
  readonly rule: string;
  readonly fault: Omit<Fault, "operationId">;
  readonly className: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Whether the client may repeat the request. */
  readonly repeated?: boolean;
}

export const connectionChecks: CheckSuite = (operation) => {
  const status = Number(operation.success.status);
  const body = "<!doctype html><title>Maintenance</title>";
  const unusable = (reason: string): Pick<Trouble, "className" | "fields"> => ({
    className: "ResponseError",
    fields: { status, reason },
  });
  const lost = { className: "ConnectionError", repeated: true };
  const late = { className: "TimeoutError", repeated: true };
  const troubles: readonly Trouble[] = [
    { rule: "cut before the response", fault: { reset: "before" }, ...lost },
    {
      rule: "cut in the body",
      fault: { reset: "during" },
      ...unusable("truncated"),
      repeated: true,
    },
    { rule: "no response", fault: { hang: "before" }, ...late },
    { rule: "half a body, then nothing", fault: { hang: "during" }, ...late },
    { rule: "half a body", fault: { truncateAt: 9 }, ...unusable("truncated"), repeated: true },
    { rule: "no body", fault: { status }, ...unusable("empty"), repeated: true },
    { rule: "a page", fault: { body, contentType: "text/html" }, ...unusable("html") },
    { rule: "other JSON", fault: { body: operation.list ? "{}" : "[]" }, ...unusable("shape") },
    {
      rule: "a redirect",
      fault: { status: 302, headers: { Location: operation.path } },
      className: "ResponseError",
      fields: { status: 302, reason: "redirect" },
    },
  ];
  return troubles.flatMap(({ rule, fault, className, fields = {}, repeated = false }) => {
    const requests = repeated ? 1 + retries : 1;
    return [0, retries].flatMap((maxRetries) =>
      clientLevels.map((level): CheckDefinition => ({
        rule: `connection: ${rule}${maxRetries > 0 ? ", with a retry" : ""}`,
        level,
        node: operation.success.node,
        needs: maxRetries > 0 ? ["faults", "clock"] : ["faults"],
        what: [
          className,
          ...Object.values(fields),
          ...(maxRetries > 0 ? [`${requests} requests`] : []),
        ].join(", "),
        async probe({ inject, client, account }) {
          inject({ ...fault, times: Infinity });
          // Only where the limit is what must end the call; a busy machine may be slow.
          const limit = fault.hang === undefined ? {} : { timeoutMs };
          const outcome = await client.call(level, account.mandatory, { ...limit, maxRetries });
          const expected = maxRetries > 0 ? requests : 1;
          if (client.requested.length !== expected)
            return { actual: `${client.requested.length} requests, ${describeOutcome(outcome)}` };
          const error = outcome.kind === "thrown" ? outcome.error : undefined;
          const right =
            client.isError(error, className) &&
            Object.entries(fields).every(([name, value]) => membersOf(error)[name] === value);
          return right ? undefined : { actual: describeOutcome(outcome) };
        },
      })),
    );
  });
};
