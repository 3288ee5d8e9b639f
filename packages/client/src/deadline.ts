// A time limit and the caller's abort signal around one step of a call.

/** What ends a step whose time is over. Made once, because each new one would take a stack trace. */
export const deadlinePassed = /* @__PURE__ */ new Error("The time limit of this step has passed.");

/**
 * Runs a step. Resolves with nothing after `ms` milliseconds, and rejects with the signal's reason when it
 * aborts, even if the step itself never ends. Leaves no timer and no listener behind.
 *
 * @param onEnd - Called with the reason, `deadlinePassed` or the signal's, when the step is ended from outside.
 *   What it returns is the result then.
 */
export function withDeadline<T, R = undefined>(
  step: () => PromiseLike<T>,
  ms: number,
  signal: AbortSignal | undefined,
  onEnd?: (reason: unknown) => R,
): Promise<T | R> {
  return new Promise((resolve, reject) => {
    const cleanUp = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
    const succeed = (value: T | R): void => {
      cleanUp();
      resolve(value);
    };
    const fail = (reason: unknown): void => {
      cleanUp();
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the step's or the caller's own reason
      reject(reason);
    };
    const end = (reason: unknown): void => {
      if (onEnd) succeed(onEnd(reason));
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- without onEnd, R is undefined
      else if (reason === deadlinePassed) succeed(undefined as R);
      else fail(reason);
    };
    const abort = (): void => end(signal?.reason);
    const timer = setTimeout(end, ms, deadlinePassed);
    signal?.addEventListener("abort", abort, { once: true });
    // A signal that is aborted already dispatches no event.
    if (signal?.aborted) return abort();
    try {
      step().then(succeed, fail);
    } catch (thrown) {
      fail(thrown);
    }
  });
}
