// Asks a target for the first time: whether it is there, what its clock says, and whether it takes the keys.
// What is wrong here is for the caller to mend, and would break every check.
import type { Api, Operation } from "../spec/description.ts";
import { describeAnswer, parse } from "../checks/assertions.ts";
import { findErrorResponse } from "../spec/rejections.ts";
import { strikeSecrets } from "../run/secrets.ts";
import { openSession } from "../run/Session.ts";
import type { Sent } from "../run/Session.ts";
import { baseUrlOf } from "../run/Target.ts";
import type { Target } from "../run/Target.ts";
import { UsageError } from "../run/UsageError.ts";

/** A clock that differs less than this is as good as the answer that tells it, in milliseconds. */
const sameClockMs = 1000;

/**
 * @param now This machine's clock, in milliseconds since the Unix epoch.
 * @returns the target, with its own clock
 * @throws UsageError where nobody answers, or the keys are refused
 */
export async function reachTarget(
  target: Target,
  apis: readonly Api[],
  now: () => number,
): Promise<Target> {
  let offsetMs = 0;
  for (const api of apis) {
    const base = baseUrlOf(target, api.name);
    if (base === undefined) continue;
    try {
      const told = await clockOffset(target, api, base, now);
      if (Math.abs(told) > sameClockMs) offsetMs = told;
      await checkKeys({ ...target, now: () => now() + told }, api, base);
    } catch (error) {
      throw error instanceof UsageError ? error : unreachable(error, target, api, base);
    }
  }
  return { ...target, now: () => now() + offsetMs };
}

function unreachable(error: unknown, target: Target, { name }: Api, base: string): UsageError {
  const { cause, message } = error as Error & { readonly cause?: { readonly code?: string } };
  const why = strikeSecrets(cause?.code ?? message, target);
  const line = `${name} cannot be reached at ${base} (${why}); start it, or mend --target.`;
  return new UsageError(line, { cause: error });
}

/** How far the target's clock is ahead, in milliseconds. */
async function clockOffset(
  target: Target,
  { clock, operations }: Api,
  base: string,
  now: () => number,
): Promise<number> {
  const sentAt = now();
  const path = clock?.path ?? operations[0]?.path ?? "";
  const response = await target.fetch(`${base}${path}`, { redirect: "manual" });
  const body = parse(await response.text()) as Readonly<Record<string, unknown>> | undefined;
  const told = clock && response.ok ? Number(body?.[clock.field]) : Number.NaN;
  // A Date has no milliseconds, so half a second is the best guess.
  const dated = Date.parse(response.headers.get("date") ?? "") + 500;
  const time = Number.isNaN(told) ? dated : told;
  return Number.isNaN(time) ? 0 : time - (sentAt + now()) / 2;
}

/** One right request, the one that weighs least. */
async function checkKeys(target: Target, { name, operations }: Api, base: string): Promise<void> {
  const operation = operations.find(({ method, key }) => key && method === "GET");
  if (!operation) return;
  const session = openSession(target, base, operation, {});
  const answer = await session.ask(lightest(operation, session.valueOf));
  const code = (parse(answer.text) as { readonly code?: unknown } | null | undefined)?.code;
  const refusals = (["noKey", "unknownKey", "signature"] as const).map((mistake) =>
    findErrorResponse(operation, mistake),
  );
  const refused = refusals.some(
    (refusal) => refusal?.status === answer.status && refusal.code === code,
  );
  if (refused)
    throw new UsageError(
      `${name} at ${base} refuses the key or its signature (${describeAnswer(answer)}); check the keys in the environment, and that they are for this target.`,
    );
}

function lightest(
  operation: Operation,
  valueOf: (parameter: Operation["parameters"][number]) => string,
): Sent {
  const [rule] = operation.weights.toSorted((a, b) => a.weight - b.weight);
  const names = rule?.whenSent ?? [];
  return Object.fromEntries(
    operation.parameters
      .filter(({ name }) => names.includes(name))
      .map((parameter) => [parameter.name, valueOf(parameter)]),
  );
}
