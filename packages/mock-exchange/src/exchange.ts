// The exchange itself, without transport: takes a request, returns a response. `fetch` and the HTTP server use it.
import { matchPath, weightRuleFor } from "@open-orders/specs/model";
import { checkAccounts, demoAccount } from "./account.ts";
import type { CheckedAccount } from "./account.ts";
import { createLists } from "./accountLists.ts";
import type { MockResponse, Header, IncomingRequest, OutgoingResponse } from "./response.ts";
import { checkOptions, number } from "./checkOptions.ts";
import { checkMandatory, checkParameters, checkTiming, rejectKey, symbolName } from "./checks.ts";
import { readServedApi } from "./operations.ts";
import type { ServedApi, ServedOperation } from "./operations.ts";
import { faultResponse, faultHeaders, faultDelivery } from "./fault.ts";
import type { Fault } from "./fault.ts";
import { createFaults } from "./faults.ts";
import type { Faults } from "./faults.ts";
import type { ItemList } from "./itemList.ts";
import type { MockExchangeOptions, Orders, RecordedRequest } from "./options.ts";
import { orderKindOf } from "./orderKind.ts";
import { createOrders } from "./orders.ts";
import { readQuery, splitSignature } from "./query.ts";
import type { Query } from "./query.ts";
import { checkErrorExamples, errorResponse } from "./rejection.ts";
import type { Rejection } from "./rejection.ts";
import { seededRandom } from "./seededRandom.ts";
import { successResponse } from "./successResponse.ts";
import { createWeightMeter } from "./weightMeter.ts";
import type { Metered, WeightMeter } from "./weightMeter.ts";

/** Responds to requests and logs them. */
export interface Exchange {
  readonly respond: (incoming: IncomingRequest) => Promise<OutgoingResponse>;
  readonly faults: Faults;
  readonly requests: readonly RecordedRequest[];
  readonly clock: Clock;
  /** The orders of a list of an account, by default the first. @throws TypeError when there are none */
  readonly ordersOf: (operationId: string, apiKey?: string) => Orders;
}

/** The exchange's clock in milliseconds, `offsetMs` ahead of the option `now`. */
interface Clock {
  readonly now: () => number;
  offsetMs: number;
}

interface Route {
  readonly operation: ServedOperation;
  readonly meter: WeightMeter;
}

/** By path, as it is described, and method. */
type Routes = ReadonlyMap<string, ReadonlyMap<string, Route>>;

/**
 * Creates the exchange.
 *
 * @throws TypeError that names the option, account, item or description that is wrong
 */
export function createExchange(
  options: MockExchangeOptions,
  descriptions: NonNullable<MockExchangeOptions["descriptions"]>,
): Exchange {
  const clock = clockFrom(options.now ?? Date.now);
  const seed = options.seed ?? 1;
  const logSize = options.requestLogSize ?? 1000;
  const apis = Object.entries(descriptions).map(([name, bundle]) => readServedApi(name, bundle));
  const operations = apis.flatMap((api) => api.operations);
  operations.forEach(checkErrorExamples);
  const accounts = checkAccounts(options.accounts ?? [demoAccount], operations);
  const [firstAccount] = accounts.values();
  const simulate = options.simulate ?? false;
  const start = clock.now();
  const lists = createLists(accounts.values(), operations, simulate, { seed, start });
  const symbols = new Set([
    ...(options.symbols ?? []),
    ...symbolsOf(accounts.values(), operations),
  ]);
  const kinds = operations.flatMap((operation) => orderKindOf(operation) ?? []);
  const orders = new Map<ItemList, Orders>();
  const routes = routesOf(apis, options);
  const faults = createFaults(operations, seededRandom(seed));
  options.faults?.forEach(faults.add);
  const requests: RecordedRequest[] = [];
  const dateOf = dateHeader();

  /** Key, mandatory parameters, signature, timing, parameters; then the items. */
  async function serve(
    operation: ServedOperation,
    query: Query,
    time: number,
    header: IncomingRequest["header"],
  ): Promise<MockResponse> {
    const key = operation.key && header(operation.key.name);
    // What needs no key belongs to no account: the first one's items are listed.
    const account = operation.key ? accounts.get(key ?? "") : firstAccount;
    if (operation.key && !account) return errorResponse(operation, rejectKey(key));
    const rejection =
      checkMandatory(operation, query) ??
      (await checkSignature(operation, query, account)) ??
      checkTiming(operation, query, time) ??
      checkParameters(operation, query, options.symbols && symbols);
    if (rejection) return errorResponse(operation, rejection);
    const list = account && lists.get(account)?.get(operation.id);
    return successResponse(operation, query, time, list?.at(time) ?? []);
  }

  async function respond({ method, target, header }: IncomingRequest): Promise<OutgoingResponse> {
    const time = clock.now();
    const [path, rawQuery] = splitTarget(target);
    const { atPath, values } = findRoutes(routes, path);
    const route = atPath?.get(method);
    const query = readQuery(rawQuery, values);
    let fault: Fault | undefined;
    let response: MockResponse;
    let metered: Metered | undefined;
    let weight = 0;
    if (route) {
      const { operation, meter } = route;
      fault = faults.take(operation);
      // Where nothing is described, the least a call can cost.
      weight = weightRuleFor(operation.weights, query.sent)?.weight ?? 1;
      metered = meter(time, weight);
      response =
        (fault && faultResponse(fault, operation)) ??
        rejectOverLimit(operation, metered) ??
        (await serve(operation, query, time, header));
    } else {
      response = notServed(atPath && [...atPath.keys()]);
    }
    const cutOff = fault?.hang === "before" || fault?.reset === "before";
    requests.push({
      time,
      method,
      path,
      operationId: route?.operation.id,
      parameters: route ? recordedParameters(route.operation, query) : {},
      status: cutOff ? 0 : response.status,
      code: cutOff ? undefined : response.code,
      weight,
      usedWeight: metered?.used ?? 0,
      fault: fault !== undefined,
    });
    if (requests.length > logSize) requests.splice(0, requests.length - logSize);
    return outgoing(response, [dateOf(time), ...(metered?.headers ?? [])], fault);
  }

  function ordersOf(operationId: string, apiKey?: string): Orders {
    const account = apiKey === undefined ? firstAccount : accounts.get(apiKey);
    // The key itself is not repeated.
    if (!account) throw new TypeError("orders: no account has this API key");
    const list = lists.get(account)?.get(operationId);
    const kind = kinds.find(({ operation }) => operation.id === operationId);
    if (!list || !kind) {
      const known = kinds.map(({ operation }) => operation.id).join(", ");
      throw new TypeError(`orders: ${operationId} lists no open orders; expected one of ${known}`);
    }
    const existing = orders.get(list);
    if (existing) return existing;
    const onSymbol = (symbol: string): unknown => symbols.add(symbol);
    const created = createOrders({ kind, list, now: clock.now, onSymbol });
    orders.set(list, created);
    return created;
  }

  return { respond, faults, requests, clock, ordersOf };
}

async function checkSignature(
  { signature }: ServedOperation,
  { raw }: Query,
  account: CheckedAccount | undefined,
): Promise<Rejection | undefined> {
  if (!signature) return undefined;
  const signed = splitSignature(raw, signature.name);
  const valid = signed && (await account?.verify(signed.payload, signed.signature));
  return valid ? undefined : { name: "INVALID_SIGNATURE" };
}

function rejectOverLimit(
  operation: ServedOperation,
  { rejected }: Metered,
): MockResponse | undefined {
  if (!rejected) return undefined;
  const response = errorResponse(operation, { name: "TOO_MANY_REQUESTS", status: rejected.status });
  return { ...response, headers: [["Retry-After", String(rejected.retryAfterSeconds)]] };
}

/** The response to an unknown path or method: a gateway's page, which costs no weight. */
function notServed(allowed: readonly string[] | undefined): MockResponse {
  const [status, reason] = allowed ? [405, "Method Not Allowed"] : [404, "Not Found"];
  const title = `${status} ${reason}`;
  return {
    status,
    contentType: "text/html",
    body: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
    headers: allowed ? [["Allow", allowed.join(", ")]] : [],
  };
}

function outgoing(
  response: MockResponse,
  shared: readonly Header[],
  fault: Fault | undefined,
): OutgoingResponse {
  const { status, body, contentType } = response;
  const headers: Header[] = [...shared, ...(response.headers ?? [])];
  if (contentType !== undefined) headers.push(["Content-Type", contentType]);
  if (!fault) return { status, headers, body };
  return { status, headers: faultHeaders(fault, headers), body, delivery: faultDelivery(fault) };
}

function recordedParameters(
  { parameters, signature }: ServedOperation,
  { sent }: Query,
): Readonly<Record<string, string>> {
  const recorded: Record<string, string> = {};
  for (const [name, value] of sent) {
    if (name !== signature?.name && parameters.has(name)) recorded[name] = value;
  }
  return recorded;
}

function routesOf(
  apis: readonly ServedApi[],
  { weightLimits = {}, rejectionsBeforeBan = 5, banMs = 120_000 }: MockExchangeOptions,
): Routes {
  const limitRules = Object.fromEntries(apis.map(({ name }) => [name, number(0)]));
  checkOptions(weightLimits, limitRules, "weightLimits");
  const routes = new Map<string, Map<string, Route>>();
  for (const { name, operations, rateLimits } of apis) {
    const rules = { limit: weightLimits[name], rejectionsBeforeBan, banMs };
    const meter = createWeightMeter(rateLimits, rules);
    for (const operation of operations) {
      const atPath = routes.get(operation.path) ?? new Map<string, Route>();
      routes.set(operation.path, atPath.set(operation.method, { operation, meter }));
    }
  }
  return routes;
}

/** What is served at a path, and the values in it. A path without parameters comes before one with them. */
function findRoutes(
  routes: Routes,
  path: string,
): { readonly atPath?: ReadonlyMap<string, Route>; readonly values?: ReadonlyMap<string, string> } {
  const exact = routes.get(path);
  if (exact) return { atPath: exact };
  for (const [template, atPath] of routes) {
    const match = matchPath(template, path);
    if (match?.base === "") return { atPath, values: match.values };
  }
  return {};
}

/** Symbols in which an account has orders, or in which the simulation places them. */
function symbolsOf(
  accounts: Iterable<CheckedAccount>,
  operations: readonly ServedOperation[],
): string[] {
  const all = [...accounts];
  return operations.flatMap(({ id, parameters, examples }) => {
    const field = parameters.get(symbolName)?.filter?.field;
    if (field === undefined) return [];
    const items = all.flatMap(({ items: own }) => (own.get(id) ?? []).map(({ fields }) => fields));
    return (items.length > 0 ? items : examples).map((fields) => String(fields[field]));
  });
}

function splitTarget(target: string): [path: string, query: string] {
  const mark = target.indexOf("?");
  return mark === -1 ? [target, ""] : [target.slice(0, mark), target.slice(mark + 1)];
}

function clockFrom(given: () => number): Clock {
  const clock: Clock = { offsetMs: 0, now: () => given() + clock.offsetMs };
  return clock;
}

/** The `Date` header, which changes once a second. */
function dateHeader(): (time: number) => Header {
  let second = NaN;
  let header: Header = ["Date", ""];
  return (time) => {
    const current = Math.floor(time / 1000);
    if (current !== second) header = ["Date", new Date(time).toUTCString()];
    second = current;
    return header;
  };
}
