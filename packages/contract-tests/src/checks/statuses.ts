// How each described status is brought about: by a request that earns it, where there is one, else by
// a fault.
import type { Fault } from "@open-orders/mock-exchange";
import type { DescribedResponse, Example, Operation } from "../spec/description.ts";
import type { Answer, Session } from "../run/Session.ts";
import type { Capability } from "../run/Target.ts";

/** Statuses to play for an entry of `responses`: its own, some of its range, or one not described. */
export function statusesOf(operation: Operation, { status }: DescribedResponse): readonly number[] {
  if (status === "default") {
    const other = [409, 404, 422, 410].find((candidate) => !isDescribed(operation, candidate));
    return other === undefined ? [] : [other];
  }
  if (!status.endsWith("XX")) return [Number(status)];
  const hundred = Number(status[0]) * 100;
  return [hundred, hundred + 2, hundred + 4].filter(
    (candidate) => !operation.responses.some((response) => response.status === String(candidate)),
  );
}

/** A way to get an answer of a status. */
export interface Recipe {
  readonly status: number;
  readonly needs: readonly Capability[];
  readonly ask: (session: Session) => Promise<Answer>;
}

/** How to get an answer that this entry of `responses` describes. */
export function recipeFor(operation: Operation, response: DescribedResponse): Recipe | undefined {
  const [status] = statusesOf(operation, response);
  if (status === undefined) return undefined;
  if (response === operation.success)
    return { status, needs: [], ask: async (session) => session.ask() };
  if (status === 401 && operation.key)
    return {
      status,
      needs: ["badRequests"],
      ask: async (session) => session.send(session.signed(session.query()), null),
    };
  if (status === 400)
    return {
      status,
      needs: ["badRequests"],
      ask: async (session) => session.ask({ anUnknownParameter: "x" }),
    };
  const [example] = response.examples;
  return {
    status,
    needs: ["faults"],
    async ask(session) {
      session.inject(example ? faultFor(status, example) : { status, body: "" });
      return session.ask();
    },
  };
}

/** The fault that plays a published failure: the target is to find the body in its own description. */
export function faultFor(
  status: number,
  { name, contentType }: Example,
): Omit<Fault, "operationId"> {
  return { status, example: name, contentType };
}

function isDescribed({ responses }: Operation, status: number): boolean {
  const range = `${String(status)[0]}XX`;
  return responses.some((response) => [String(status), range].includes(response.status));
}
