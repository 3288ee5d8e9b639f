// Signs a call with the real client and sends it: to an exchange inside the page, or to one on this
// machine. Every request is caught on its way, so that what is shown is what was sent.
import * as client from "@open-orders/client";
import type { AttemptEvent, Signer } from "@open-orders/client";
import { createMockExchange } from "@open-orders/mock-exchange";
import type { ParsedDocument } from "@open-orders/specs/model";
import { methodOf } from "./findClient.ts";
import { anotherSigner, type Key, type KeyChoice, readKey } from "./keys.ts";
import type { TryItPlan } from "./plan.ts";

/** What can be done wrong on purpose. */
export const mistakes = ["secret", "clock", "timestamp", "unknown", "limit"] as const;
export type MadeMistake = (typeof mistakes)[number];

/** What stands in the form. */
export interface Choice {
  parameters: Readonly<Record<string, string>>;
  key: KeyChoice;
  mistakes: ReadonlySet<MadeMistake>;
  /** Base address of an exchange on this machine; undefined for the one in the page. */
  local: string | undefined;
}

/** One request on the wire and what came back. */
export interface Sent {
  method: string;
  url: string;
  headers: [name: string, value: string][];
  /** Undefined for a request that is not signed. */
  signed?: { text: string; signature: string } | undefined;
  /** There is no body where it did not come whole. The status is 0 where a browser hides a redirect. */
  response?: { status: number; headers: [name: string, value: string][]; body?: string };
  event?: AttemptEvent;
}

/** All requests of a call, in order, and what the client made of them. */
export interface Outcome {
  sent: Sent[];
  result: { data: unknown } | { error: unknown };
}

const tenMinutesMs = 600_000;
const unknownValue = "NOSUCHMARKET";

/** Sends the call. Never rejects: what fails is the outcome. */
export async function send(plan: TryItPlan, choice: Choice, signal: AbortSignal): Promise<Outcome> {
  const sent: Sent[] = [];
  const wrong = (mistake: MadeMistake): boolean => choice.mistakes.has(mistake);
  const drop = wrong("timestamp") ? plan.timestamp : undefined;
  let signed: Sent["signed"];
  try {
    const key = await readKey(choice.key);
    const sign = wrong("secret") ? await anotherSigner(choice.key.kind) : key.signer;
    const carry = choice.local === undefined ? await exchangeInPage(plan, key, wrong) : undefined;
    const signer: Signer = async (query) => {
      const text = without(drop, query);
      const signature = await sign(text);
      signed = { text, signature };
      return signature;
    };
    const caught: typeof fetch = async (input, init = {}) => {
      const [address = "", query] = addressOf(input).split("?", 2);
      const rest = query === undefined ? "" : `?${without(drop, query)}`;
      const url = address + rest;
      const method = init.method ?? "GET";
      const one: Sent = { method, url, headers: [...new Headers(init.headers)], signed };
      signed = undefined;
      sent.push(one);
      const response = await (carry ?? globalThis.fetch)(url, init);
      one.response = { status: response.status, headers: [...response.headers] };
      try {
        one.response.body = await response.clone().text();
      } catch {
        // The client fails to read it too, and says so.
      }
      return response;
    };
    const call = methodOf(client, plan, {
      apiKey: key.apiKey,
      signer,
      baseUrl: choice.local ?? plan.servers[0] ?? "",
      fetch: caught,
      now: () => Date.now() - (wrong("clock") ? tenMinutesMs : 0),
      maxRetries: 0,
      waitForWeight: false,
      onAttempt: (event) => {
        const own = sent.findLast((one) => one.signed !== undefined || !plan.signature);
        if (own) own.event = event;
      },
    });
    return { sent, result: { data: await call(parametersOf(plan, choice), { signal }) } };
  } catch (error) {
    return { sent, result: { error } };
  }
}

/** Path and query as they are encoded, without what is filled in for each request; nothing is sent. */
export async function encode(
  plan: TryItPlan,
  choice: Choice,
): Promise<{ path: string; query: string }> {
  const [baseUrl = ""] = plan.servers;
  let sent: string | undefined;
  const call = methodOf(client, plan, {
    apiKey: "none",
    signer: () => "none",
    baseUrl,
    fetch: (input) => {
      sent ??= addressOf(input);
      return Promise.resolve(new Response("[]", { status: 200 }));
    },
    now: () => 0,
    maxRetries: 0,
    waitForWeight: false,
    onAttempt: () => {},
  });
  try {
    await call(parametersOf(plan, choice));
  } catch (error) {
    // What stands in the form cannot be sent; whatever fails later is no matter.
    if (sent === undefined) throw error;
  }
  const [address = "", query = ""] = (sent ?? "").split("?");
  const unsigned = without(plan.signature, without(plan.timestamp, query));
  return { path: address.slice(baseUrl.length), query: unsigned };
}

function parametersOf(plan: TryItPlan, { parameters, mistakes: made }: Choice) {
  return plan.picks !== undefined && made.has("unknown")
    ? { ...parameters, [plan.picks]: unknownValue }
    : parameters;
}

async function exchangeInPage(
  plan: TryItPlan,
  key: Key,
  wrong: (mistake: MadeMistake) => boolean,
): Promise<typeof fetch> {
  const exchange = createMockExchange({
    accounts: [
      {
        ...(await key.account()),
        ...(plan.orders && { orders: { [plan.operationId]: plan.orders } }),
      },
    ],
    descriptions: { [plan.api]: await described(plan.bundle) },
    // Only what the account has orders in is traded.
    symbols: [],
    ...(wrong("limit") && { weightLimits: { [plan.api]: 0 } }),
  });
  return exchange.fetch;
}

const documents = new Map<string, Promise<ParsedDocument>>();

/** The description that the exchange in the page serves, fetched from this site once. */
export function described(address: string): Promise<ParsedDocument> {
  const known = documents.get(address);
  if (known) return known;
  const asked = fetch(address).then((response) => {
    if (!response.ok) throw new Error(`${address}: status ${response.status}`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of this site, built from such a document
    return response.json() as Promise<ParsedDocument>;
  });
  documents.set(address, asked);
  asked.catch(() => documents.delete(address));
  return asked;
}

/** The client passes texts, and a text is passed on as it is: a URL object would encode it anew. */
function addressOf(input: RequestInfo | URL): string {
  if (typeof input === "string") return input;
  return "url" in input ? input.url : input.href;
}

function without(name: string | undefined, query: string): string {
  if (name === undefined) return query;
  return query
    .split("&")
    .filter((pair) => !pair.startsWith(`${name}=`))
    .join("&");
}
