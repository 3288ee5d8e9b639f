// The options of `npm start`: flags, and for --live the keys and hosts in the environment.
import { UsageError, readOptions } from "./command.ts";

export interface StartOptions {
  once: boolean;
  /** Whether the exchange itself is asked, with the keys in the environment. */
  live: boolean;
  /** Port of the mock exchange; 0 takes a free one. */
  port: number;
  /** Port of the documentation; 0 takes a free one. */
  docsPort: number;
}

export const usage = `npm start [-- options]
  --once            print the open orders and exit
  --live            call the exchange itself: BINANCE_API_KEY and BINANCE_API_SECRET (or
                    BINANCE_PRIVATE_KEY_FILE) are read from the environment, and BINANCE_<API>_URL,
                    for all APIs or for none, in place of an API's own host
  --port N          port of the mock exchange (default: a free one)
  --docs-port N     port of the documentation (default: a free one)`;

/** Reads arguments and environment. Throws UsageError naming the first that cannot be used. */
export function readStartOptions(
  args: string[],
  env: NodeJS.ProcessEnv,
): StartOptions & { help: boolean } {
  // npm takes options before `--` as settings of its own.
  const kept = ["once", "live"].filter((name) => env[`npm_config_${name}`] && args.length === 0);
  if (kept[0] !== undefined) {
    const all = kept.map((name) => `--${name}`).join(" ");
    throw new UsageError(`npm kept ${all} for itself: npm start -- ${all} hands it on.`);
  }
  const values = readOptions("npm start", args, {
    once: { type: "boolean", default: false },
    live: { type: "boolean", default: false },
    port: { type: "string", default: "0" },
    "docs-port": { type: "string", default: "0" },
  });
  return {
    help: values.help,
    once: values.once,
    live: values.live && hasKeys(env),
    port: readPort("--port", values.port),
    docsPort: readPort("--docs-port", values["docs-port"]),
  };
}

/** Said before a build that would be for nothing; the command says the rest. */
function hasKeys(env: NodeJS.ProcessEnv): true {
  const secret = env["BINANCE_API_SECRET"] || env["BINANCE_PRIVATE_KEY_FILE"];
  const missing = [
    !env["BINANCE_API_KEY"] && "BINANCE_API_KEY",
    !secret && "BINANCE_API_SECRET",
  ].filter(Boolean);
  if (missing.length > 0)
    throw new UsageError(
      `--live needs ${missing.join(" and ")} in the environment: set ${missing.length === 1 ? "it" : "them"}, or leave --live out to use the mock exchange.`,
    );
  return true;
}

function readPort(flag: string, text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`${flag} must be a port from 0 to 65535, not "${text}".`);
  return port;
}

/** The variable that replaces the host of an API: BINANCE_COIN_M_FUTURES_URL. */
export function baseUrlName(api: string): string {
  return `BINANCE_${api.toUpperCase().replaceAll("-", "_")}_URL`;
}
