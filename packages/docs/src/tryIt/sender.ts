// What sends from a page, and is small enough to come with it. Client, mock exchange and description come when the reader
// first turns to what sends.
import type { TryItPlan } from "./plan.ts";

const load = () => import("./run.ts");

/**
 * Sends with a function of run.ts, one call at a time.
 *
 * @param root - Holds what is sent, and what is said of it.
 * @param turnedTo - What the reader turns to, by keyboard or pointer, before anything is sent.
 */
export function senderOf(
  root: HTMLElement,
  turnedTo: HTMLElement,
  plan: TryItPlan,
  name: "run" | "sendOnce",
): () => Promise<void> {
  const prepare = async (): Promise<void> => {
    try {
      await (await load()).prepare(plan);
    } catch {
      // Reported when something is sent.
    }
  };
  for (const turn of ["focusin", "pointerover"])
    turnedTo.addEventListener(turn, () => void prepare(), { once: true });

  let running = false;
  return async () => {
    if (running) return;
    running = true;
    try {
      const send = await load();
      await send[name](root, plan);
    } catch {
      // Only loading can fail here, and browsers do not load a module twice: what fails in a call is shown.
      const status = root.querySelector("[role=status]");
      if (status) status.textContent = root.dataset["notLoaded"] ?? "";
    } finally {
      running = false;
    }
  };
}
