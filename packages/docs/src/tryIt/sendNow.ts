// The button on the home page.
import { planIn } from "./dom.ts";
import { senderOf } from "./sender.ts";

/** Makes the button of each `.send-now` work. */
export function wireSendNow(document: Document): void {
  for (const root of document.querySelectorAll<HTMLElement>(".send-now")) {
    const button = root.querySelector("button");
    if (!button) continue;
    const { send } = senderOf(root, button, planIn(root), "sendOnce");
    button.addEventListener("click", () => void send());
    button.disabled = false;
  }
}
