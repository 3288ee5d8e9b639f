// The options of the commands. `program.ts` reads them from the command line.
import { accounts as described } from "@open-orders/client";
import type { Context } from "./context.ts";
import { UsageError } from "./UsageError.ts";

/** The options that every command has, as they were written. */
export interface GivenOptions {
  readonly account?: readonly string[];
  readonly symbol?: string;
  readonly list?: readonly string[];
  readonly format?: string;
  readonly interval?: string;
  readonly envFile?: string;
  readonly mock?: true;
  readonly testnet?: true;
  readonly baseUrl?: readonly string[];
  readonly verbose?: true;
}

/** An account to ask: which lists, and where. */
export interface Selection {
  /** Name of its API, for instance `coin-m-futures`. */
  readonly account: AccountName;
  readonly lists: readonly string[];
  /** Where it is served; undefined for the mock exchange of this process. */
  readonly baseUrl: string | undefined;
}

/** The first is the default. */
export const listFormats = ["table", "json", "ndjson", "csv"] as const;
export const watchFormats = ["table", "ndjson"] as const;

export type AccountName = keyof typeof described;
export const accountNames = Object.keys(described).filter(isAccount);

/** Which accounts and lists are meant, and at which hosts. Throws UsageError. */
export function selectAccounts({ say }: Context, options: GivenOptions): readonly Selection[] {
  const { mock, testnet, baseUrl: urls = [], list: lists = [] } = options;
  const wanted = options.account ?? [];
  if ([mock, testnet, urls.length > 0].filter(Boolean).length > 1)
    throw new UsageError(say("usage.twoHosts"));
  const known = accountNames.join(", ");
  for (const value of wanted)
    if (!isAccount(value)) throw new UsageError(say("usage.account", { value, accounts: known }));
  const asked = accountNames.filter((name) => wanted.length === 0 || wanted.includes(name));
  const all = asked.flatMap((name): readonly string[] => described[name].lists);
  for (const value of lists)
    if (!all.includes(value))
      throw new UsageError(
        say("usage.list", { value, accounts: asked.join(", "), lists: all.join(", ") }),
      );
  const hosts = readBaseUrls(say, urls);
  const selected = asked.flatMap((account): Selection[] => {
    const own: readonly string[] = described[account].lists;
    const chosen = lists.length === 0 ? own : own.filter((list) => lists.includes(list));
    const { production, testnet: test } = hostsOf(account);
    const baseUrl = mock ? undefined : testnet ? test : (hosts?.get(account) ?? production);
    // An account without a testnet is left out, unless it was named.
    const hasHost = mock || baseUrl !== undefined || wanted.length > 0;
    return chosen.length > 0 && hasHost ? [{ account, lists: chosen, baseUrl }] : [];
  });
  const homeless = selected.filter(({ baseUrl }) => !mock && baseUrl === undefined);
  if (homeless.length > 0 || selected.length === 0)
    throw new UsageError(
      say("usage.noTestnet", {
        accounts: homeless.map(({ account }) => account).join(", ") || asked.join(", "),
      }),
    );
  if (hosts) checkHosts(say, hosts, new Set(selected.map(({ account }) => account)));
  return selected;
}

/** Hosts are given for all accounts that are asked and for no other, so that no key goes where nobody meant it to. */
function checkHosts(
  say: Context["say"],
  hosts: ReadonlyMap<AccountName, string>,
  asked: ReadonlySet<AccountName>,
): void {
  for (const account of hosts.keys())
    if (!asked.has(account))
      throw new UsageError(say("usage.baseUrlNotAsked", { account, asked: [...asked].join(", ") }));
  for (const account of asked)
    if (!hosts.has(account))
      throw new UsageError(
        say("usage.baseUrlMissing", { account, others: [...hosts.keys()].join(", ") }),
      );
}

function hostsOf(account: AccountName): { production: string; testnet?: string } {
  return described[account].hosts;
}

function isAccount(name: string): name is AccountName {
  return Object.hasOwn(described, name);
}

/** The hosts given with --base-url; undefined where there are none. Throws UsageError. */
function readBaseUrls(
  say: Context["say"],
  values: readonly string[],
): ReadonlyMap<AccountName, string> | undefined {
  const hosts = new Map<AccountName, string>();
  for (const value of values) {
    const [, name = "", url = ""] = /^([^=]+)=(.+)$/.exec(value) ?? [];
    if (!isAccount(name))
      throw new UsageError(say("usage.baseUrl", { value, accounts: accountNames.join(", ") }));
    if (hosts.has(name)) throw new UsageError(say("usage.baseUrlTwice", { account: name }));
    hosts.set(name, url);
  }
  return hosts.size > 0 ? hosts : undefined;
}

/** Checks `--format` against the formats of the command. Throws UsageError. */
export function readFormat<Format extends string>(
  { say }: Context,
  { format }: GivenOptions,
  formats: readonly [Format, ...Format[]],
): Format {
  const found = formats.find((one) => one === (format ?? formats[0]));
  if (found === undefined)
    throw new UsageError(say("usage.format", { value: format ?? "", formats: formats.join(", ") }));
  return found;
}

/** `--interval` in milliseconds. Throws UsageError. */
export function readIntervalMs({ say }: Context, { interval }: GivenOptions): number | undefined {
  if (interval === undefined) return undefined;
  const ms = Math.round(Number(interval) * 1000);
  if (!(ms >= 1 && ms < 2 ** 31)) throw new UsageError(say("usage.interval", { value: interval }));
  return ms;
}
