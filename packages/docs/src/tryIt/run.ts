// Reads the form, has the call sent, and shows it. Loaded when the reader first turns to the form.
import { shellCommand } from "./command.ts";
import { bytes, element, find, withCode } from "./dom.ts";
import { type KeyKind, keyKinds } from "./keyKinds.ts";
import type { TryItPlan } from "./plan.ts";
import { type Choice, described, encode, mistakes as allMistakes, send } from "./send.ts";
import { showOutcome, summaryOf } from "./show.ts";
import type { Messages } from "../i18n.ts";

/** Fetches what sending needs, so that it works without a network from then on. */
export async function prepare(plan: TryItPlan): Promise<void> {
  await described(plan.bundle);
}

/** Does what the form says. Shows nothing any more once the signal is aborted. */
export async function run(root: HTMLElement, plan: TryItPlan, signal: AbortSignal): Promise<void> {
  const words = wordsOf(root);
  const status = find(root, "[role=status]", HTMLElement);
  const place = find(root, "[data-outcome]", HTMLElement);
  const target = valueOf(root, "[name=target]:checked");
  const chosen = valueOf(root, "[name=kind]:checked");
  const kind = keyKinds.find((one) => one === chosen) ?? "hmac";
  const choice = choiceOf(root, kind);
  if (target === "other") {
    const base = readAddress(valueOf(root, "#try-it-other"), false);
    const shown = base ? await showCommand(plan, choice, base, words) : words.notAddress;
    if (signal.aborted) return;
    status.textContent = typeof shown === "string" ? shown : "";
    place.replaceChildren(...(typeof shown === "string" ? [] : shown));
    return;
  }
  const local = target === "local" ? readAddress(valueOf(root, "#try-it-local"), true) : undefined;
  if (target === "local" && !local) {
    status.textContent = words.notLocal;
    place.replaceChildren();
    return;
  }
  status.textContent = words.sending;
  const outcome = await send(plan, { ...choice, local }, signal);
  if (signal.aborted) return;
  const view = { root, plan, kind, words, inPage: !local, mistakes: choice.mistakes };
  place.replaceChildren(...showOutcome(outcome, view));
  status.textContent = summaryOf(outcome, view);
}

/** Sends the call with the demo key and no other choices; shows the request and what the client returns. */
export async function sendOnce(
  root: HTMLElement,
  plan: TryItPlan,
  signal: AbortSignal,
): Promise<void> {
  const words = wordsOf(root);
  const kind = "hmac";
  const choice = choiceOf(root, kind);
  const outcome = await send(plan, choice, signal);
  if (signal.aborted) return;
  const { sent, result } = outcome;
  const [last] = sent.slice(-1);
  const { mistakes } = choice;
  const summary = summaryOf(outcome, { root, plan, kind, words, inPage: true, mistakes });
  const text = "data" in result ? JSON.stringify(result.data, null, 2) : String(result.error);
  find(root, "[role=status]", HTMLElement).textContent = summary;
  find(root, "[data-part=data] code", HTMLElement).textContent = text;
  if (last)
    find(root, "[data-part=url] code", HTMLElement).textContent = `${last.method} ${last.url}`;
}

/** The texts stand in the page, in its language. */
function wordsOf(root: HTMLElement): Messages["tryIt"] {
  const text = root.querySelector("[data-words]")?.textContent ?? "";
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- page and script are of one build
  return JSON.parse(text) as Messages["tryIt"];
}

function choiceOf(root: HTMLElement, kind: KeyKind): Choice {
  const fields = [...root.querySelectorAll<HTMLInputElement>("[data-parameter]")];
  const filled = fields.filter(({ value }) => value !== "");
  const made = new Set(
    Array.from(
      root.querySelectorAll<HTMLInputElement>("[data-mistake]:checked:not(:disabled)"),
      ({ value }) => value,
    ),
  );
  return {
    parameters: Object.fromEntries(
      filled.map(({ dataset, value }) => [dataset["parameter"] ?? "", value]),
    ),
    key: {
      kind,
      apiKey: valueOf(root, "[data-key=apiKey]").trim(),
      secret: valueOf(root, "[data-key=secret]"),
    },
    mistakes: new Set(allMistakes.filter((one) => made.has(one))),
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
  let encoded: Awaited<ReturnType<typeof encode>>;
  try {
    encoded = await encode(plan, choice);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const command = shellCommand(plan, { kind, base, ...encoded });
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
