// The signature debugger's form. What it says stands in the page already; this shows what applies.
import { diagnoseSignature, type Diagnosis } from "./diagnoseSignature.ts";
import { bytes, element, find } from "./dom.ts";
import { firstDifference } from "./firstDifference.ts";
import type { SignatureNames } from "./signatureInput.ts";

class SignatureDebuggerElement extends HTMLElement {
  #run = 0;

  connectedCallback(): void {
    const form = this.querySelector("form");
    if (!form) return;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#check();
    });
    form.addEventListener("reset", () => this.#forget());
    form.addEventListener("input", () => this.#forget());
    this.querySelector("[data-act=example]")?.addEventListener("click", () => {
      const { query = "", secret = "", signature = "" } = this.dataset;
      this.#field("query").value = query;
      this.#field("secret").value = secret;
      this.#field("signature").value = signature;
      void this.#check();
    });
    addEventListener("pagehide", () => form.reset());
    for (const button of form.querySelectorAll("button")) button.disabled = false;
  }

  /** What is shown is about what the fields hold, or nothing is. */
  #forget(): void {
    this.#run += 1;
    this.#place().replaceChildren();
  }

  async #check(): Promise<void> {
    this.#forget();
    const run = this.#run;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- page and script are of one build
    const names = JSON.parse(this.dataset["names"] ?? "") as SignatureNames;
    const diagnosis = await diagnoseSignature(
      {
        query: this.#field("query").value,
        secret: this.#field("secret").value,
        signature: this.#field("signature").value,
      },
      names,
    );
    if (run === this.#run) this.#place().replaceChildren(this.#shown(diagnosis));
  }

  #shown(diagnosis: Diagnosis): HTMLElement {
    const { verdict, mistakes, payload, signed, expected } = diagnosis;
    const but = verdict === "match" && mistakes.length > 0 ? "match-but" : verdict;
    return element(
      "div",
      { class: "try-result", "data-verdict": but },
      this.#template(but),
      ...mistakes.map((mistake) => {
        const known = this.querySelector(`li[data-mistake="${mistake}"]`);
        const copies = [...(known?.childNodes ?? [])].map((node) => node.cloneNode(true));
        return element("div", { "data-found": mistake }, ...copies);
      }),
      ...(signed === undefined
        ? []
        : [
            this.#template("signed"),
            marked(signed, payload, "signed"),
            this.#template("to-sign"),
            marked(payload, signed, "payload"),
          ]),
      ...(verdict === "unknown" && expected !== ""
        ? [this.#template("to-sign"), bytes(payload, "payload")]
        : []),
      ...(expected === "" || but === "match"
        ? []
        : [this.#template("right"), bytes(expected, "expected")]),
    );
  }

  #template(name: string): Node {
    const template = this.querySelector<HTMLTemplateElement>(`template[data-text="${name}"]`);
    return template?.content.cloneNode(true) ?? document.createDocumentFragment();
  }

  #field(name: string): HTMLInputElement | HTMLTextAreaElement {
    const field = this.querySelector(`[data-field="${name}"]`);
    return field instanceof HTMLTextAreaElement
      ? field
      : find(this, `[data-field="${name}"]`, HTMLInputElement);
  }

  #place(): HTMLElement {
    return find(this, "[data-outcome]", HTMLElement);
  }
}

/** A text with what another one has differently marked; line ends can be seen. */
function marked(text: string, other: string, part: string): HTMLElement {
  const [from, to] = firstDifference(text, other);
  const seen = (piece: string): string => piece.replaceAll("\r", "␍").replaceAll("\n", "␊");
  const middle = seen(text.slice(from, to));
  const code = element(
    "code",
    {},
    text.slice(0, from),
    element("mark", {}, middle),
    text.slice(to),
  );
  return element("pre", { "data-part": part }, code);
}

/** Brings the page's `<signature-debugger>` to life. */
export function defineSignatureDebugger(): void {
  customElements.define("signature-debugger", SignatureDebuggerElement);
}
