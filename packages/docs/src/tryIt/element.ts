// The form in the page: what is small enough to come with it. Client, mock exchange and description come
// when the reader first turns to the form.
import { planIn } from "./dom.ts";
import type { TryItPlan } from "./plan.ts";

const load = () => import("./run.ts");

class TryItElement extends HTMLElement {
  #plan: TryItPlan | undefined;
  #running = false;

  connectedCallback(): void {
    const form = this.querySelector("form");
    if (!form || this.#plan) return;
    const plan = planIn(this);
    this.#plan = plan;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#run(plan);
    });
    form.addEventListener("input", () => this.#sync());
    const ready = () => void this.#prepare(plan);
    this.addEventListener("focusin", ready, { once: true });
    this.addEventListener("pointerover", ready, { once: true });
    const clear = this.querySelector<HTMLElement>("[data-act=clear]");
    clear?.addEventListener("click", () => {
      this.#clearKeys();
      this.#setStatus(clear.dataset["done"]);
    });
    // A page that comes back from the browser's memory comes back without them.
    addEventListener("pagehide", () => this.#clearKeys());
    this.#sync();
    // Once more when whoever listens is there.
    document.addEventListener("DOMContentLoaded", () => this.#reportParameters(), { once: true });
    const submit = form.querySelector<HTMLButtonElement>("[type=submit]");
    if (submit) submit.disabled = false;
  }

  async #prepare(plan: TryItPlan): Promise<void> {
    try {
      const { prepare } = await load();
      await prepare(plan);
    } catch {
      // Reported when something is sent.
    }
  }

  async #run(plan: TryItPlan): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      const { run } = await load();
      await run(this, plan);
    } catch {
      // Only loading can fail here, and browsers do not load a module twice: what fails in a call is shown.
      this.#setStatus(this.dataset["notLoaded"]);
    } finally {
      this.#running = false;
    }
  }

  #setStatus(text = ""): void {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = text;
  }

  #clearKeys(): void {
    for (const field of this.querySelectorAll<HTMLInputElement>("[data-key]")) field.value = "";
    this.#sync();
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
