// Where the APIs are served: the hosts that the descriptions name for an environment, or addresses given.
import type { Descriptions } from "../checks/createChecks.ts";
import { SpecNode } from "../spec/SpecNode.ts";
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

const environments = new Set(["testnet", "production"]);

/**
 * Reads what was given as target: `testnet`, `production`, an address for every API, or `API=address`.
 *
 * @throws UsageError naming the first that is none of these
 */
export function readHosts(given: readonly string[], descriptions: Descriptions): Hosts {
  const apis = Object.keys(descriptions);
  const baseUrl: Record<string, string> = {};
  for (const text of given) {
    if (environments.has(text)) {
      const served = apis.flatMap((api) =>
        hostsOf(descriptions, api)
          .filter(({ environment }) => environment === text)
          .slice(0, 1)
          .map(({ url }) => [api, url] as const),
      );
      if (served.length === 0) throw new UsageError(`--target ${text}: no API is described there.`);
      Object.assign(baseUrl, Object.fromEntries(served));
      continue;
    }
    const [, api, address] = /^([\w-]+)=(.*)$/u.exec(text) ?? [undefined, undefined, text];
    if (api !== undefined && !apis.includes(api))
      throw new UsageError(`--target ${api}=…: no such API; there are ${apis.join(" and ")}.`);
    const url = readAddress(address ?? "");
    for (const each of api === undefined ? apis : [api]) baseUrl[each] = url;
  }
  const live = apis.flatMap((api) => hostsOf(descriptions, api));
  return {
    name: given.map((text) => text.replace(/^[\w-]+=/u, "")).join(", "),
    baseUrl,
    production: live.some(
      ({ environment, url }) =>
        environment === "production" && Object.values(baseUrl).includes(url),
    ),
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

function hostsOf(
  descriptions: Descriptions,
  api: string,
): readonly { readonly url: string; readonly environment: unknown }[] {
  const document = descriptions[api];
  const servers = (document && SpecNode.root(document).at("servers")?.children) ?? [];
  return servers.map(([, { node }]) => ({
    url: String(node["url"]),
    environment: node["x-environment"],
  }));
}
