// A time limit and the caller's abort signal around one step of a call.

/** What ends a step whose time is over. Made once, because each new one would take a stack trace. */
const deadlinePassed = /* @__PURE__ */ new Error("The time limit of this step has passed.");

/**
 * Runs a step. Resolves with nothing after `ms` milliseconds, and rejects with the signal's reason when it
 * aborts, even if the step itself never ends. Leaves no timer and no listener behind.
 *
 * @param onEnd - Notified with the reason when the step is ended from outside.
 */
export function withDeadline<T>(
  step: () => PromiseLike<T>,
  ms: number,
  signal: AbortSignal | undefined,
  onEnd?: (reason: unknown) => void,
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const cleanUp = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
    const timer = setTimeout(() => {
      cleanUp();
      onEnd?.(deadlinePassed);
      resolve(undefined);
    }, ms);
    const fail = (reason: unknown): void => {
      cleanUp();
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the step's or the caller's own reason
      reject(reason);
    };
    const abort = (): void => {
      onEnd?.(signal?.reason);
      fail(signal?.reason);
    };
    signal?.addEventListener("abort", abort, { once: true });
    // A signal that is aborted already dispatches no event.
    if (signal?.aborted) return abort();
    const succeed = (value: T): void => {
      cleanUp();
      resolve(value);
    };
    try {
      step().then(succeed, fail);
    } catch (thrown) {
      fail(thrown);
    }
  });
}
