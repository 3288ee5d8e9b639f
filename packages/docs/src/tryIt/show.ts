// Shows what was sent, step by step, and what came back: the response, or the error with its remedy.
import { fill } from "../fill.ts";
import { bytes, element } from "./dom.ts";
import type { KeyKind } from "./keyKinds.ts";
import type { TryItPlan } from "./plan.ts";
import type { MadeMistake, Outcome, Sent } from "./send.ts";
import type { Messages } from "../i18n.ts";

/** What the pictures of one outcome share. */
export interface View {
  /** The element of the form; the explanations of error codes are templates inside it. */
  root: HTMLElement;
  plan: TryItPlan;
  kind: KeyKind;
  words: Messages["tryIt"];
  /** Whether the exchange in the page responds. */
  inPage: boolean;
  mistakes: ReadonlySet<MadeMistake>;
}

/** Everything that was sent, in order. */
export function showOutcome(outcome: Outcome, view: View): Node[] {
  const { sent, result } = outcome;
  const { words } = view;
  if (sent.length === 0) return [failure(words.failed, result)];
  const calls = sent.filter((one) => isCall(one, view));
  return sent.flatMap((one) => {
    const number = calls.indexOf(one) + 1;
    if (number === 0) return aside(one, view);
    const shown = steps(one, number === calls.length ? result : undefined, view);
    if (calls.length === 1) return shown;
    const heading = element("h3", {}, fill(words.request, { number }));
    return number === 1
      ? [heading, shown]
      : [heading, element("p", { class: "aside" }, words.asked), shown];
  });
}

/** The outcome in a line, for those who hear the page. */
export function summaryOf({ sent, result }: Outcome, view: View): string {
  const { words } = view;
  const calls = sent.filter((one) => isCall(one, view));
  if (calls.length === 0 && "error" in result)
    return fill(words.failedWith, { error: nameOf(result.error) });
  const sentences = calls.map((one, index) => {
    const sentence = responseSentence(one, view);
    return index > 0 ? fill(words.again, { sentence }) : sentence;
  });
  if ("data" in result && Array.isArray(result.data))
    sentences.push(
      fill(result.data.length === 1 ? words.oneEntry : words.entries, {
        count: result.data.length,
      }),
    );
  return joined(sentences, view);
}

function responseSentence({ response, event }: Sent, view: View): string {
  const { words } = view;
  if (!response) return words.noResponse;
  const { status, body } = response;
  if (status === 0) return words.redirect;
  const code = event?.code;
  const name = code === undefined ? "" : `${code} ${codeName(code, view)}`.trim();
  const sentence = fill(name ? words.statusWithCode : words.status, { status, code: name });
  return body === undefined ? joined([sentence, words.cut], view) : sentence;
}

/** Sentences in a row, with what stands between two in the language. */
function joined(sentences: readonly string[], { words }: View): string {
  return sentences.reduce((first, next) => fill(words.sentences, { first, next }));
}

/** A signed call is a call; the rest is what the client asks for by itself. */
function isCall({ signed }: Sent, { plan }: View): boolean {
  return signed !== undefined || plan.signature === undefined;
}

function steps(one: Sent, result: Outcome["result"] | undefined, view: View): Node {
  const { plan, kind, words, inPage } = view;
  const { signed } = one;
  const queryOf = (text: string): string =>
    text
      .split("&")
      .filter((pair) => !pair.startsWith(`${plan.timestamp}=`))
      .join("&");
  const query = signed ? queryOf(signed.text) : (one.url.split("?")[1] ?? "");
  const header = one.headers.map(([name, value]) => `${named(name, plan)}: ${value}`);
  const step = (name: string, text: string, ...shown: Node[]): Node =>
    element("li", { "data-step": name }, element("p", {}, text), ...shown);
  return element(
    "ol",
    { class: "try-steps" },
    step("query", words.steps.query, bytes(query || `(${words.emptyQuery})`, "query")),
    ...(signed
      ? [
          step("signed", words.steps.signed, bytes(signed.text, "signed")),
          step("signature", words.steps.signature[kind], bytes(signed.signature, "signature")),
        ]
      : []),
    step(
      "sent",
      words.steps.sent,
      bytes(`${one.method} ${one.url}`, "url"),
      ...(header.length > 0 ? [bytes(header.join("\n"), "header")] : []),
      ...(inPage ? [element("p", { class: "aside" }, words.inPage)] : []),
    ),
    step(
      "response",
      words.steps.response,
      ...(one.response
        ? responseParts(one, one.response, result, view)
        : [failure(words.noResponse, result)]),
    ),
  );
}

/** The name as the description writes it: on their way, names of headers lose their capitals. */
function named(name: string, { keyHeader }: TryItPlan): string {
  return keyHeader?.toLowerCase() === name ? keyHeader : name;
}

function responseParts(
  one: Sent,
  { status, headers, body }: NonNullable<Sent["response"]>,
  result: Outcome["result"] | undefined,
  view: View,
): Node[] {
  const { words } = view;
  if (status === 0) return [rejection(one, result, view)];
  const lines = [String(status), ...headers.map(([name, value]) => `${name}: ${value}`)];
  const head = bytes(lines.join("\n"), "status");
  const wire = body === undefined ? element("p", {}, words.cut) : bytes(body, "wire");
  if (result && "data" in result) {
    const data = JSON.stringify(result.data, null, 2);
    const returned = bytes(data, "data");
    const attributes = { tabindex: "0", role: "region", "aria-label": words.returned };
    for (const [name, value] of Object.entries(attributes)) returned.setAttribute(name, value);
    return [
      head,
      element("p", { class: "label" }, words.returned),
      returned,
      element("details", {}, element("summary", {}, words.wire), wire),
    ];
  }
  return [rejection(one, result, view), head, wire];
}

/** Class, status, code, meaning, remedy, and where to read on. */
function rejection(one: Sent, result: Outcome["result"] | undefined, view: View): Node {
  const { root, mistakes, words } = view;
  const { code, errorKind } = one.event ?? {};
  const kind = errorKind ?? (result && "error" in result ? kindOf(result.error) : undefined);
  const status = one.response?.status ?? 0;
  const template = root.querySelector<HTMLTemplateElement>(`template[data-code="${code}"]`);
  const explained = template ? [template.content.cloneNode(true)] : messageOf(result);
  const made = [...mistakes].map((mistake) => words.made[mistake]);
  return element(
    "div",
    { class: "try-result", "data-code": String(code ?? "") },
    element(
      "p",
      { class: "rule" },
      element("code", { class: "error-class" }, kind ? classOf(kind) : "Error"),
      element("span", { class: "aside" }, String(status || "")),
    ),
    // The client's message names a status, and a browser hides that of a redirect.
    ...(status === 0 ? [element("p", {}, words.redirect)] : explained),
    ...(made.length > 0 ? [element("p", { class: "aside" }, joined(made, view))] : []),
  );
}

/** What failed before a response arrived. */
function failure(text: string, result: Outcome["result"] | undefined): Node {
  const error = result && "error" in result ? result.error : undefined;
  const name = element("code", { class: "error-class" }, nameOf(error));
  return element(
    "div",
    { class: "try-result" },
    element("p", { class: "rule" }, name),
    element("p", {}, text),
    ...messageOf(result),
  );
}

/** A request that the client made by itself. */
function aside(one: Sent, { words }: View): Node {
  const lines = [`${one.method} ${one.url}`, one.response?.body ?? ""];
  return element("div", {}, element("p", {}, words.otherRequest), bytes(lines.join("\n"), "aside"));
}

/** Messages of the client are English everywhere. */
function messageOf(result: Outcome["result"] | undefined): Node[] {
  if (!result || !("error" in result)) return [];
  const message = result.error instanceof Error ? result.error.message : String(result.error);
  return [element("p", { lang: "en" }, message)];
}

function codeName(code: number, { root }: View): string {
  const template = root.querySelector<HTMLTemplateElement>(`template[data-code="${code}"]`);
  return template?.content.querySelector(".code-name")?.textContent ?? "";
}

function nameOf(error: unknown): string {
  const kind = kindOf(error);
  return kind === undefined ? (error instanceof Error ? error.name : "Error") : classOf(kind);
}

function kindOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("kind" in error)) return undefined;
  return typeof error.kind === "string" ? error.kind : undefined;
}

/** `rate-limit` is the kind of a RateLimitError. */
function classOf(kind: string): string {
  const words = kind.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join("")}Error`;
}
