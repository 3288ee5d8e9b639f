// What sends from a page, and is small enough to come with it. Client, mock exchange and description come when the reader
// first turns to what sends.
import type { TryItPlan } from "./plan.ts";

const load = () => import("./run.ts");

/**
 * Sends with a function of run.ts. A new call cancels the one before, so that only the latest is shown.
 *
 * @param root - Holds what is sent, and what is said of it.
 * @param turnedTo - What the reader turns to, by keyboard or pointer, before anything is sent.
 */
export function senderOf(
  root: HTMLElement,
  turnedTo: HTMLElement,
  plan: TryItPlan,
  name: "run" | "sendOnce",
): { send: () => Promise<void>; cancel: () => void } {
  const prepare = async (): Promise<void> => {
    try {
      await (await load()).prepare(plan);
    } catch {
      // Reported when something is sent.
    }
  };
  for (const turn of ["focusin", "pointerover"])
    turnedTo.addEventListener(turn, () => void prepare(), { once: true });

  let latest = new AbortController();
  const cancel = (): void => latest.abort();
  const send = async (): Promise<void> => {
    cancel();
    latest = new AbortController();
    const { signal } = latest;
    try {
      const calls = await load();
      if (!signal.aborted) await calls[name](root, plan, signal);
    } catch {
      // Only loading can fail here: what fails in a call is shown by the call.
      const status = root.querySelector("[role=status]");
      if (status) status.textContent = root.dataset["notLoaded"] ?? "";
    }
  };
  return { send, cancel };
}
