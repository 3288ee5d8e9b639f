// The headers that each response is described with: present when required, of their form when present.
import type { Header, Operation, Response } from "@open-orders/specs/model";
import { typesOf } from "@open-orders/specs/model";
import { CannotDecide } from "../run/check.ts";
import type { CheckDefinition, CheckSuite } from "../run/check.ts";
import { publishedErrorsOf, statusesOf } from "../run/publishedErrors.ts";
import type { RawResponse, Session } from "../run/Session.ts";
import type { Capability } from "../run/Target.ts";
import { describeResponse, expectSuccess } from "./assertions.ts";

export const headerChecks: CheckSuite = (operation) =>
  operation.responses.flatMap((response) => {
    const recipe = recipeFor(operation, response);
    return recipe ? response.headers.map((header) => headerCheck(response, recipe, header)) : [];
  });

function headerCheck(
  { status: key }: Response,
  { status, needs, ask }: Recipe,
  { name, required, schema, node }: Header,
): CheckDefinition {
  return {
    rule: `headers: ${key} ${name}`,
    node,
    needs,
    cause: `header ${name}`,
    what: `${name} ${required ? "with every" : "of its form where it comes with"} status ${key}`,
    async probe(session) {
      const response = await ask(session);
      if (needs.length === 0) {
        const failed = expectSuccess(session, response);
        if (failed) return failed;
      }
      // Which status an error gets is for others to judge, and whether there is one.
      const isBad = needs.includes("badRequests");
      if (isBad && response.status < 400) throw new CannotDecide("the request was accepted");
      if (response.status !== status && !isBad) return { actual: describeResponse(response) };
      const text = response.headers.get(name);
      if (text === null)
        return required ? { actual: `status ${response.status} without it` } : undefined;
      const numeric = typesOf(schema).some((type) => type === "integer" || type === "number");
      if (numeric && !/^-?\d+(?:\.\d+)?$/u.test(text)) return { actual: `"${text}"` };
      const [mistake] = session.schemas.mistakesIn(numeric ? Number(text) : text, schema);
      return mistake && { actual: mistake.text };
    },
  };
}

/** A way to get a response of a status: a request that earns it, where there is one, else a fault. */
interface Recipe {
  readonly status: number;
  readonly needs: readonly Capability[];
  readonly ask: (session: Session) => Promise<RawResponse>;
}

function recipeFor(operation: Operation, response: Response): Recipe | undefined {
  const [status] = statusesOf(operation, response);
  if (status === undefined) return undefined;
  if (response === operation.success) return { status, needs: [], ask: async ({ send }) => send() };
  if (status === 401 && operation.key)
    return { status, needs: ["badRequests"], ask: async ({ send }) => send({ apiKey: null }) };
  if (status === 400 && operation.timestamp)
    return { status, needs: ["badRequests"], ask: async ({ send }) => send({ timestamp: null }) };
  const published = publishedErrorsOf(operation).find((one) => one.response === response);
  return {
    status,
    needs: ["faults"],
    async ask({ inject, send }) {
      inject(published?.fault ?? { status, body: "" });
      return send();
    },
  };
}
