// The form in the page.
import { planIn } from "./dom.ts";
import { senderOf } from "./sender.ts";

class TryItElement extends HTMLElement {
  #isWired = false;

  connectedCallback(): void {
    const form = this.querySelector("form");
    if (!form || this.#isWired) return;
    this.#isWired = true;
    const { send, cancel } = senderOf(this, this, planIn(this), "run");
    const place = this.querySelector("[data-outcome]");
    const shownAtFirst = [...(place?.childNodes ?? [])];
    // What is shown of a request has the API key in it.
    const clearKeys = (done = ""): void => {
      cancel();
      for (const field of this.querySelectorAll<HTMLInputElement>("[data-key]")) field.value = "";
      place?.replaceChildren(...shownAtFirst);
      this.#setStatus(done);
      this.#sync();
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void send();
    });
    form.addEventListener("input", () => this.#sync());
    const clear = this.querySelector<HTMLElement>("[data-act=clear]");
    clear?.addEventListener("click", () => clearKeys(clear.dataset["done"]));
    // A page that comes back from the browser's memory comes back without them.
    addEventListener("pagehide", () => clearKeys());
    this.#sync();
    // Once more when whoever listens is there.
    document.addEventListener("DOMContentLoaded", () => this.#reportParameters(), { once: true });
    const submit = form.querySelector<HTMLButtonElement>("[type=submit]");
    if (submit) submit.disabled = false;
  }

  #setStatus(text: string): void {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = text;
  }

  /** Shows what belongs to the choices made. */
  #sync(): void {
    const kind = this.#chosen("kind");
    const target = this.#chosen("target");
    const own = [...this.querySelectorAll<HTMLInputElement>("[data-key]")].some(
      ({ value }) => value !== "",
    );
    this.#show("key", (own ? kind?.dataset["own"] : kind?.dataset["demo"]) ?? "");
    this.#show("secret", kind?.dataset["secret"] ?? "");
    this.#show("target", target?.parentElement?.textContent.trim() ?? "");
    const toOther = target?.value === "other";
    const submit = this.querySelector<HTMLElement>("[data-shown=send]");
    if (submit) this.#show("send", submit.dataset[toOther ? "command" : "send"] ?? "");
    for (const part of this.querySelectorAll<HTMLElement>("[data-for]"))
      part.hidden = part.dataset["for"] !== target?.value;
    const mistakes = this.querySelector<HTMLElement>("[data-mistakes]");
    if (mistakes) mistakes.hidden = toOther;
    const limit = this.querySelector<HTMLInputElement>("[data-mistake][value=limit]");
    if (limit) limit.disabled = target?.value !== "page";
    this.#reportParameters();
  }

  /** Notifies the page of the parameters the call would send: its weight depends on them. */
  #reportParameters(): void {
    const fields = [...this.querySelectorAll<HTMLInputElement>("[data-parameter]")];
    const sent = fields.flatMap(({ value, dataset }) =>
      value === "" || dataset["parameter"] === undefined ? [] : [dataset["parameter"]],
    );
    const detail = { sent };
    document.dispatchEvent(new CustomEvent("open-orders:parameters", { detail }));
  }

  #chosen(name: string): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>(`[name=${name}]:checked`);
  }

  #show(part: string, text: string): void {
    const place = this.querySelector(`[data-shown=${part}]`);
    if (place && text !== "") place.textContent = text;
  }
}

/** Brings the page's `<try-it>` to life. */
export function defineTryIt(): void {
  customElements.define("try-it", TryItElement);
}
