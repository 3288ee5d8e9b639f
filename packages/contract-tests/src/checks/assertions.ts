// Judges answers: whether one is the refusal, or the list, that was expected, in the form described.
import { responseFor } from "../spec/description.ts";
import type { Operation } from "../spec/description.ts";
import type { Refusal } from "../spec/rejections.ts";
import { readJson } from "../run/readJson.ts";
import { mistakeIn } from "../spec/schema.ts";
import { difference, kindOf } from "../run/select.ts";
import type { Answer, Session } from "../run/Session.ts";

/** What came, in a few words. */
export function describeAnswer({ status, headers, text }: Answer): string {
  const body = parse(text);
  const code = (body as { readonly code?: unknown } | null | undefined)?.code;
  if (typeof code === "number") return `status ${status}, code ${code}`;
  if (body !== undefined) return `status ${status}, ${kindOf(body)}`;
  const type = headers.get("content-type") ?? "no content type";
  return `status ${status}, ${text.length} characters of ${type}`;
}

/** What is wrong with an answer's form by its description; undefined when nothing is. */
export function formDifference(operation: Operation, answer: Answer): string | undefined {
  const { status, headers, text } = answer;
  const response = responseFor(operation, status);
  if (!response) return `status ${status}, which is not described`;
  const [type = ""] = (headers.get("content-type") ?? "").toLowerCase().split(";");
  if (!response.bodies.has(type.trim()))
    return `${describeAnswer(answer)}: content type ${type || "missing"}`;
  const schema = response.bodies.get(type.trim());
  if (!schema || !type.includes("json")) return undefined;
  const body = parse(text);
  if (body === undefined) return `${describeAnswer(answer)}: not JSON`;
  const mistake = mistakeIn(body, schema);
  if (mistake) return `status ${status}: ${mistake}`;
  const [inexact] = readJson(text, schema).inexact;
  return inexact && `status ${status}: ${inexact}`;
}

/** Nothing when the answer is this refusal; what came otherwise. */
export function expectRejected(
  session: Session,
  answer: Answer,
  { code, status, name }: Refusal,
): string | undefined {
  const { operation, facts } = session;
  const body = parse(answer.text) as { readonly code?: unknown } | null | undefined;
  if (answer.status !== status || body?.code !== code) return describeAnswer(answer);
  const mistake = formDifference(operation, answer);
  if (!mistake) facts.add("error", `${status} ${name}`);
  return mistake;
}

/** Nothing when the answer is a success of the described form; what came otherwise. */
export function expectAccepted({ operation, facts }: Session, answer: Answer): string | undefined {
  if (String(answer.status) !== operation.success.status) return describeAnswer(answer);
  const mistake = formDifference(operation, answer);
  if (!mistake) facts.addItems(itemsIn(operation, answer));
  return mistake;
}

/** Nothing when the answer holds exactly these items; what came otherwise. */
export function expectItems(
  session: Session,
  answer: Answer,
  expected: readonly object[],
): string | undefined {
  return (
    expectAccepted(session, answer) ?? difference(expected, itemsIn(session.operation, answer))
  );
}

/** The items of a success, ids exact. @throws SyntaxError when the body is not JSON */
export function itemsIn({ list, success }: Operation, { text }: Answer): readonly unknown[] {
  const schema = success.bodies.get("application/json");
  const exact = schema && readJson(text, schema).exact;
  return list && Array.isArray(exact) ? (exact as unknown[]) : [exact];
}

/** The body as JSON.parse reads it; undefined where it is not JSON. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
