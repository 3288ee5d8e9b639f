// Reads the form, has the call sent, and shows it. Loaded when the reader first turns to the form.
import { shellCommand } from "./command.ts";
import { bytes, element, withCode } from "./dom.ts";
import type { KeyKind } from "./keyKinds.ts";
import type { TryItPlan } from "./plan.ts";
import { type Choice, described, encode, type MadeMistake, send } from "./send.ts";
import { showOutcome, summaryOf } from "./show.ts";
import type { Messages } from "../i18n.ts";

/** Fetches what sending needs, so that it works without a network from then on. */
export async function prepare(plan: TryItPlan): Promise<void> {
  await described(plan.bundle);
}

/** Does what the form says. */
export async function run(root: HTMLElement, plan: TryItPlan): Promise<void> {
  const words = wordsOf(root);
  const status = root.querySelector("[role=status]") as HTMLElement;
  const place = root.querySelector("[data-outcome]") as HTMLElement;
  const target = valueOf(root, "[name=target]:checked");
  const kind = (valueOf(root, "[name=kind]:checked") || "hmac") as KeyKind;
  const choice = choiceOf(root, kind);
  if (target === "other") {
    const base = readAddress(valueOf(root, "#try-it-other"), false);
    const shown = base ? await showCommand(plan, choice, base, words) : words.notAddress;
    status.textContent = typeof shown === "string" ? shown : "";
    if (typeof shown !== "string") place.replaceChildren(...shown);
    return;
  }
  const local = target === "local" ? readAddress(valueOf(root, "#try-it-local"), true) : undefined;
  if (target === "local" && !local) {
    status.textContent = words.notLocal;
    return;
  }
  status.textContent = words.sending;
  const outcome = await send(plan, { ...choice, local });
  const view = { root, plan, kind, words, inPage: !local, mistakes: choice.mistakes };
  place.replaceChildren(...showOutcome(outcome, view));
  status.textContent = summaryOf(outcome, view);
}

/** The texts stand in the page, in its language. */
function wordsOf(root: HTMLElement): Messages["tryIt"] {
  return JSON.parse(root.querySelector("[data-words]")?.textContent ?? "") as Messages["tryIt"];
}

function choiceOf(root: HTMLElement, kind: KeyKind): Choice {
  const fields = [...root.querySelectorAll<HTMLInputElement>("[data-parameter]")];
  const filled = fields.filter(({ value }) => value !== "");
  const mistakes = [
    ...root.querySelectorAll<HTMLInputElement>("[data-mistake]:checked:not(:disabled)"),
  ].map(({ value }) => value as MadeMistake);
  return {
    parameters: Object.fromEntries(
      filled.map(({ dataset, value }) => [dataset["parameter"] ?? "", value]),
    ),
    key: {
      kind,
      apiKey: valueOf(root, "[data-key=apiKey]").trim(),
      secret: valueOf(root, "[data-key=secret]"),
    },
    mistakes: new Set(mistakes),
    local: undefined,
  };
}

async function showCommand(
  plan: TryItPlan,
  choice: Choice,
  base: string,
  words: Messages["tryIt"],
): Promise<Node[] | string> {
  const { kind } = choice.key;
  let query: string;
  try {
    query = await encode(plan, choice);
  } catch (error) {
    return (error as Error).message;
  }
  const command = shellCommand(plan, { kind, base, query });
  const copied = element("span", { role: "status" });
  const copy = element("button", { type: "button" }, words.copy);
  const toClipboard = async (): Promise<void> => {
    await navigator.clipboard.writeText(command);
    copied.textContent = words.copied;
  };
  copy.addEventListener("click", () => void toClipboard());
  return [
    element("h3", {}, words.command),
    bytes(command, "command"),
    element("div", { class: "try-actions" }, copy, copied),
    element("p", { class: "aside" }, ...withCode(words.commandNote[kind])),
  ];
}

/** An address without anything after its path; undefined where it is none, or not one that is allowed. */
function readAddress(text: string, onThisMachine: boolean): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, origin, pathname, search, hash, username } = new URL(text);
  if (search || hash || username) return undefined;
  const allowed = onThisMachine
    ? protocol === "http:" && ["127.0.0.1", "localhost"].includes(hostname)
    : protocol === "https:" || ["127.0.0.1", "localhost"].includes(hostname);
  return allowed ? origin + pathname.replace(/\/$/, "") : undefined;
}

function valueOf(root: HTMLElement, selector: string): string {
  return root.querySelector<HTMLInputElement>(selector)?.value ?? "";
}
