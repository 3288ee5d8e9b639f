// The program that every runtime runs unchanged, with the packed client and nothing else. It judges nothing:
// it says what it saw, and the test outside compares.
import {
  BinanceError,
  ApiError,
  createCoinMFuturesClient,
  createPortfolioMarginClient,
  ed25519,
  hmac,
  rsa,
} from "@open-orders/client";
import type { ClientOptions, Signer } from "@open-orders/client";
import { createRedisWeightBudget } from "@open-orders/client/redis";
import { createValidator } from "@open-orders/client/validate";

/** What the program is given. */
export interface Given {
  /** A mock exchange that listens. */
  baseUrl: string;
  apiKey: string;
  secret: string;
  /** A secret and a query with a published signature. */
  vector: { secret: string; query: string };
  /** Private keys, PKCS#8 PEM. */
  keys: { rsa: string; ed25519: string };
  /** A symbol with characters that runtimes might encode in their own ways. */
  symbol: string;
  /** What the scripted exchange answers. */
  body: string;
}

/** What the program saw; plain JSON. */
export interface Seen {
  /** The signature of the vector. */
  vector: string;
  /** URLs as they were sent, one per kind of signer. */
  signed: Record<"hmac" | "rsa" | "rsaKey" | "ed25519" | "ed25519Key", string>;
  /** The scripted body, as each way of calling returned it. */
  read: Record<"coinM" | "coinMByPath" | "margin" | "marginByPath", unknown>;
  /** What responses of the path level can do besides, and what came through middleware. */
  byPath: { isResponse: boolean; texts: string[]; cloned: unknown; throughMiddleware: unknown };
  errorResponse: Failure;
  /** Whether a caller's abort came back as the caller's own reason. */
  abortedByOwnReason: boolean;
  /** What the subpaths gave. */
  shapeFault: Failure;
  redisLimit: number;
  /** From a server, with the runtime's own fetch. */
  overHttp: { coinM: unknown; margin: unknown; usedWeight: number; errorResponse: Failure };
}

/** A failure, and what identifies it. */
export interface Failure {
  name: string;
  kind: string;
  message: string;
  isApiError: boolean;
  code: number | undefined;
  attempts: number;
}

export async function conform(given: Given): Promise<Seen> {
  return {
    vector: await hmac(given.vector.secret)(given.vector.query),
    signed: await signEveryWay(given),
    read: await readEveryWay(given),
    byPath: await callByPath(given),
    errorResponse: await failureOf(scripted('{"code":-1121,"msg":"Invalid symbol."}', 400)),
    abortedByOwnReason: await abort(),
    shapeFault: await failureOf({ ...scripted(given.body), validate: createValidator() }),
    redisLimit: createRedisWeightBudget({ limit: 7, eval: () => Promise.resolve([]) }).weightUsage
      .weightLimit,
    overHttp: await callOverHttp(given),
  };
}

/** Options for an exchange that gives one answer. Into `urls` goes what was sent. */
function scripted(body: string, status = 200, urls: string[] = []): ClientOptions {
  const fetch: typeof globalThis.fetch = (input) => {
    urls.push(input instanceof Request ? input.url : input.toString());
    const headers = { "content-type": "application/json" };
    return Promise.resolve(new Response(body, { status, headers }));
  };
  return { apiKey: "key", signer: hmac("secret"), fetch };
}

async function signEveryWay(given: Given): Promise<Seen["signed"]> {
  const { keys, secret } = given;
  const sent = async (signer: Signer): Promise<string> => {
    const urls: string[] = [];
    const client = createCoinMFuturesClient({ ...scripted("[]", 200, urls), signer });
    await client.listOpenOrders({ symbol: given.symbol });
    return urls.join();
  };
  return {
    hmac: await sent(hmac(secret)),
    rsa: await sent(rsa(keys.rsa)),
    rsaKey: await sent(
      rsa(await imported(keys.rsa, { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" })),
    ),
    ed25519: await sent(ed25519(keys.ed25519)),
    ed25519Key: await sent(ed25519(await imported(keys.ed25519, { name: "Ed25519" }))),
  };
}

function imported(pem: string, algorithm: { name: string; hash?: string }): Promise<CryptoKey> {
  const base64 = pem.replaceAll(/-----[A-Z ]+-----|\s/g, "");
  const der = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return crypto.subtle.importKey("pkcs8", der, algorithm, false, ["sign"]);
}

async function readEveryWay({ body }: Given): Promise<Seen["read"]> {
  const coinM = createCoinMFuturesClient(scripted(body));
  const margin = createPortfolioMarginClient(scripted(body));
  return {
    coinM: await coinM.listOpenOrders(),
    coinMByPath: (await coinM.http.GET("/dapi/v1/openOrders")).data,
    margin: await margin.listMarginOpenOrders({ symbol: "BNBBTC" }),
    marginByPath: (await margin.http.GET("/papi/v1/margin/openOrders")).data,
  };
}

async function callByPath({ body }: Given): Promise<Seen["byPath"]> {
  const path = "/dapi/v1/openOrders";
  const { http } = createCoinMFuturesClient(scripted(body));
  const { response } = await http.GET(path);
  const cloned = await response.clone().json();
  const texts = [
    await response.text(),
    (await http.GET(path, { parseAs: "text" })).data ?? "",
    await new Response((await http.GET(path, { parseAs: "stream" })).data).text(),
    (await (await http.GET(path, { parseAs: "blob" })).data?.text()) ?? "",
  ];
  http.use({
    onRequest: ({ request }) => new Request(request, { headers: { "x-trace": "1" } }),
    onResponse: ({ response: answer }) => answer.clone(),
  });
  const throughMiddleware = (await http.GET(path)).data;
  return { isResponse: response instanceof Response, texts, cloned, throughMiddleware };
}

async function failureOf(options: ClientOptions, symbol = "BTCUSD_PERP"): Promise<Failure> {
  try {
    await createCoinMFuturesClient(options).listOpenOrders({ symbol });
  } catch (error) {
    if (!(error instanceof BinanceError)) throw error;
    const { name, message, kind, attempts } = error;
    const isApiError = error instanceof ApiError;
    return {
      name,
      kind,
      message,
      attempts,
      isApiError,
      code: isApiError ? error.code : undefined,
    };
  }
  throw new Error("The call succeeded.");
}

async function abort(): Promise<boolean> {
  const reason = new Error("enough");
  const controller = new AbortController();
  const client = createCoinMFuturesClient({
    ...scripted(""),
    fetch: () => {
      setTimeout(() => controller.abort(reason));
      return new Promise(() => {});
    },
  });
  try {
    await client.listOpenOrders({}, { signal: controller.signal });
  } catch (error) {
    return error === reason;
  }
  return false;
}

async function callOverHttp({ baseUrl, apiKey, secret, symbol }: Given): Promise<Seen["overHttp"]> {
  const options = { baseUrl, apiKey, signer: hmac(secret) };
  const client = createCoinMFuturesClient(options);
  return {
    coinM: await client.listOpenOrders(),
    margin: await createPortfolioMarginClient(options).listMarginOpenOrders(),
    usedWeight: client.weightUsage.usedWeight,
    errorResponse: await failureOf(options, symbol),
  };
}
