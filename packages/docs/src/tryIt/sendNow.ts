// The button on the home page: what is small enough to come with it. The client, the mock exchange and the description
// come when the reader first turns to the button.
import { planIn } from "./dom.ts";

const load = () => import("./run.ts");

/** Makes the button of each `.send-now` work. */
export function wireSendNow(document: Document): void {
  for (const root of document.querySelectorAll<HTMLElement>(".send-now")) wire(root);
}

function wire(root: HTMLElement): void {
  const button = root.querySelector("button");
  const status = root.querySelector("[role=status]");
  if (!button || !status) return;
  const plan = planIn(root);
  const prepare = async (): Promise<void> => {
    try {
      await (await load()).prepare(plan);
    } catch {
      // Reported when something is sent.
    }
  };
  const send = async (): Promise<void> => {
    try {
      await (await load()).sendOnce(root, plan);
    } catch {
      status.textContent = root.dataset["notLoaded"] ?? "";
    }
  };
  for (const turned of ["focus", "pointerover"])
    button.addEventListener(turned, () => void prepare(), { once: true });
  button.addEventListener("click", () => void send());
  button.disabled = false;
}
