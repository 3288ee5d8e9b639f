// What is said where no response came: which host was asked, and what stood in the way.
import { errorContext, nameOf } from "./call.ts";
import { ConnectionError } from "./errors.ts";
import { redact } from "./redact.ts";
import type { SentRequest } from "./response.ts";

/** The error of a request that got no response. */
export function connectionFailure(
  { context, call, secrets, attempts }: SentRequest,
  thrown: unknown,
): ConnectionError {
  const cause = redact(thrown, secrets);
  // A fetch wraps what failed.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- redact keeps the code of what failed
  const { code = "", message } = (cause.cause ?? cause) as Error & { code?: string | number };
  // The system's own codes say it all. Other codes name a library's class, and its words the reason.
  const isOfSystem = /^E[A-Z]+$/.test(String(code));
  const reason = isOfSystem ? String(code) : `${message}${code && ` (${code})`}`;
  const isRejected = isRejectedByProxy(message);
  const remedy = isRejected ? " The proxy asks for a user and password that it knows." : "";
  return new ConnectionError(
    `${nameOf(call)} got no response from ${context.settings.host}: ${reason}${remedy && `.${remedy}`}`,
    errorContext(context, call, attempts, cause),
    isRejected,
  );
}

/** A proxy that wants other credentials (407) wants them at the next attempt as well. */
function isRejectedByProxy(message: string): boolean {
  return /\b407\b/.test(message) && /prox|tunnel/i.test(message);
}
