// A time limit and the caller's abort signal around one step of a call.

/** What a step is ended with when its time is over. Made once, because each new one would take a stack trace. */
export const deadlinePassed = /* @__PURE__ */ new Error("The time limit of this step has passed.");

/**
 * Runs a step. Rejects with `deadlinePassed` after `ms` milliseconds, or with the signal's reason when it
 * aborts, even if the step itself never ends. Leaves no timer and no listener behind.
 *
 * @param onEnd - Notified with the reason when the step is ended from outside.
 */
export function withDeadline<T>(
  step: () => PromiseLike<T>,
  ms: number,
  signal: AbortSignal | undefined,
  onEnd?: (reason: unknown) => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const end = (reason: unknown): void => {
      cleanUp();
      onEnd?.(reason);
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the caller's own reason
      reject(reason);
    };
    const abort = (): void => end(signal?.reason);
    const cleanUp = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
    const timer = setTimeout(end, ms, deadlinePassed);
    signal?.addEventListener("abort", abort, { once: true });
    // A signal that is aborted already dispatches no event.
    if (signal?.aborted) return abort();
    const fail = (reason: unknown): void => {
      cleanUp();
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the step's own reason
      reject(reason);
    };
    try {
      const succeed = (value: T): void => {
        cleanUp();
        resolve(value);
      };
      step().then(succeed, fail);
    } catch (thrown) {
      fail(thrown);
    }
  });
}
