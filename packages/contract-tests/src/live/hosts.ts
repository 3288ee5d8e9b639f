// Where the APIs are served: the hosts that the descriptions name for an environment, or addresses given.
import { readApis } from "../run/descriptions.ts";
import type { Descriptions } from "../run/descriptions.ts";
import { UsageError } from "../run/UsageError.ts";

/** Addresses of a target, without a slash at the end. */
export interface Hosts {
  /** For people. */
  readonly name: string;
  /** By API name; an API that is not served there is left out. */
  readonly baseUrl: Readonly<Record<string, string>>;
  /** Whether any of them is described as the live exchange. */
  readonly production: boolean;
}

const environments: ReadonlySet<string> = new Set(["testnet", "production"]);

/**
 * Reads what was given as target: `testnet`, `production`, an address for every API, or `API=address`.
 *
 * @throws UsageError naming the first that is none of these
 */
export function readHosts(given: readonly string[], descriptions: Descriptions): Hosts {
  const servers = readApis(descriptions).map(({ name, servers: own }) => ({ name, own }));
  const names = servers.map(({ name }) => name);
  const baseUrl: Record<string, string> = {};
  for (const text of given) {
    if (environments.has(text)) {
      const served = servers.flatMap(({ name, own }) => {
        const host = own.find(({ environment }) => environment === text);
        return host ? [[name, host.url] as const] : [];
      });
      if (served.length === 0) throw new UsageError(`--target ${text}: no API is described there.`);
      Object.assign(baseUrl, Object.fromEntries(served));
      continue;
    }
    const [, api, address] = /^([\w-]+)=(.*)$/u.exec(text) ?? [undefined, undefined, text];
    if (api !== undefined && !names.includes(api))
      throw new UsageError(`--target ${api}=…: no such API; there are ${names.join(" and ")}.`);
    const url = readAddress(address ?? "");
    for (const each of api === undefined ? names : [api]) baseUrl[each] = url;
  }
  const live = servers
    .flatMap(({ own }) => own)
    .filter(({ environment }) => environment === "production");
  return {
    name: given.map((text) => text.replace(/^[\w-]+=/u, "")).join(", "),
    baseUrl,
    production: live.some(({ url }) => Object.values(baseUrl).includes(url)),
  };
}

function readAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // Not quoted: an address with credentials in it must not be shown.
  if (!url || !/^https?:$/u.test(url.protocol))
    throw new UsageError(
      "--target must be testnet, production, an http:// or https:// address, or API=address.",
    );
  if (url.username || url.password || url.search || url.hash)
    throw new UsageError(
      "--target must be an address without user, password, query or fragment: keys are read from the environment.",
    );
  return url.href.replace(/\/+$/u, "");
}
