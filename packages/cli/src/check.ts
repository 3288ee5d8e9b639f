// `open-orders check`: what the key may do, and what stands in its way, in plain lines. Sends reads only.
import { ApiError, BinanceError } from "@open-orders/client";
import { createSources, weightOf } from "./clients.ts";
import type { Source } from "./clients.ts";
import type { Context } from "./context.ts";
import { escapeControls } from "./escapeControls.ts";
import { selectAccounts } from "./options.ts";
import type { GivenOptions } from "./options.ts";
import type { TextKey } from "./texts.ts";

/** What the responses of an account said besides their data. */
interface Observed {
  latencyMs: number | undefined;
  /** Local time minus the exchange's, in milliseconds, as far as a `Date` of whole seconds says. */
  clockOffMs: number | undefined;
}

const nothing: Observed = { latencyMs: undefined, clockOffMs: undefined };

interface Finding {
  readonly source: Source;
  readonly observed: Observed;
  /** By list: how many orders, or why it could not be read. */
  readonly lists: ReadonlyMap<string, number | BinanceError>;
}

/** @returns the exit code: 0 where everything works, else 1. Throws UsageError */
export async function check(context: Context, options: GivenOptions): Promise<number> {
  const observations = new Map<string, Observed>();
  const sources = await createSources(context, options, selectAccounts(context, options), {
    change: ({ account }, own) => {
      const observed = { ...nothing };
      observations.set(account, observed);
      return { ...own, fetch: observing(own.fetch ?? globalThis.fetch, observed), maxRetries: 0 };
    },
  });
  const findings = await Promise.all(
    sources.map(async (source): Promise<Finding> => {
      const read = source.lists.map(
        async (name) => [name, await readList(context, source, name)] as const,
      );
      const lists = new Map(await Promise.all(read));
      return { source, observed: observations.get(source.account) ?? nothing, lists };
    }),
  );
  const working = findings.filter((finding) => errorsOf(finding).length === 0);
  for (const finding of findings) report(context, finding, working);
  return working.length === findings.length ? 0 : 1;
}

async function readList(
  { signal }: Context,
  { client }: Source,
  name: string,
): Promise<number | BinanceError> {
  try {
    return (await client.listAllOpenOrders({ lists: [name] }, { signal })).length;
  } catch (error) {
    if (error instanceof BinanceError) return error;
    throw error;
  }
}

/** A fetch that notes how long a response takes, and what time it was written. */
function observing(fetch: typeof globalThis.fetch, observed: Observed): typeof globalThis.fetch {
  return async (input, init) => {
    const sentAt = Date.now();
    // The local time can be set in between; this clock cannot.
    const startedAt = performance.now();
    const response = await fetch(input, init);
    const latencyMs = Math.round(performance.now() - startedAt);
    const receivedAt = Date.now();
    observed.latencyMs = Math.min(observed.latencyMs ?? latencyMs, latencyMs);
    const writtenAt = Date.parse(response.headers.get("date") ?? "");
    // `Date` is cut to the second: it may be anything up to 999 ms later.
    if (sentAt > writtenAt + 999) observed.clockOffMs = sentAt - writtenAt - 999;
    else if (!Number.isNaN(writtenAt)) observed.clockOffMs = Math.min(0, receivedAt - writtenAt);
    return response;
  };
}

function errorsOf({ lists }: Finding): readonly BinanceError[] {
  return [...lists.values()].filter((result) => typeof result !== "number");
}

function report(context: Context, finding: Finding, working: readonly Finding[]): void {
  const { say, print, colors } = context;
  const { source, observed, lists } = finding;
  const good = (line: string): void => print(`  ${colors.green("✓")} ${escapeControls(line)}`);
  const bad = (line: string): void => print(`  ${colors.red("✗")} ${escapeControls(line)}`);
  const { account, baseUrl } = source;
  print(colors.bold(account));
  const host = baseUrl === undefined ? say("check.mock") : say("check.host", { host: baseUrl });
  if (observed.latencyMs === undefined) bad(`${host}: ${say("check.unreachable")}`);
  else good(`${host}: ${say("check.latency", { ms: observed.latencyMs })}`);
  reportClock(context, observed, good, bad);
  const errors = errorsOf(finding);
  const rejected = errors.find((error) => causesOf(error).length > 0);
  if (errors.length < lists.size) good(say("check.keyWorks"));
  else if (rejected) bad(say("check.keyRejected"));
  for (const [list, result] of lists)
    if (typeof result === "number") good(say("check.listWorks", { list, count: result }));
    else bad(say("check.listFailed", { list, reason: result.message }));
  const { used, limit } = weightOf(source);
  if (observed.latencyMs !== undefined) print(`    ${say("check.weight", { used, limit })}`);
  if (!rejected) return;
  const others = working.map(({ source: other }) => other.account).join(", ");
  const causes: readonly TextKey[] = others === "" ? causesOf(rejected) : ["cause.otherAccount"];
  print(`    ${say("check.causes")}`);
  for (const cause of causes) print(`    - ${say(cause, { accounts: others, account })}`);
}

function reportClock(
  { say }: Context,
  { clockOffMs }: Observed,
  good: (line: string) => void,
  bad: (line: string) => void,
): void {
  if (clockOffMs === undefined) return;
  if (Math.abs(clockOffMs) < 1000) return good(say("check.clock"));
  const direction = say(clockOffMs > 0 ? "check.ahead" : "check.behind");
  const seconds = Math.round(Math.abs(clockOffMs) / 1000);
  return bad(say("check.clockOff", { seconds, direction }));
}

/** What usually causes a rejection of the key or its signature, by the exchange's name of the error. */
function causesOf(error: BinanceError): readonly TextKey[] {
  const name = error instanceof ApiError ? error.codeName : undefined;
  const causes: Readonly<Record<string, readonly TextKey[]>> = {
    REJECTED_MBX_KEY: ["cause.permission", "cause.ip", "cause.environment"],
    BAD_API_KEY_FMT: ["cause.format"],
    BAD_API_ID: ["cause.environment"],
    INVALID_SIGNATURE: ["cause.secret"],
    UNAUTHORIZED: ["cause.permission"],
  };
  return causes[name ?? ""] ?? [];
}
