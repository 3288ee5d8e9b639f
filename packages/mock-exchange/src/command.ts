// `open-orders-mock` without its process: serves until it is stopped.
import { apis } from "@open-orders/specs";
import { membersOf } from "@open-orders/specs/model";
import { demoAccount } from "./account.ts";
import { readAccountsFile } from "./accountsFile.ts";
import { adminPath } from "./admin.ts";
import { readCommandOptions, usage } from "./commandOptions.ts";
import type { CommandOptions } from "./commandOptions.ts";
import { createMockExchange } from "./createMockExchange.ts";
import { readServedApi } from "./operations.ts";
import type { Fault } from "./fault.ts";
import { readListFile } from "./listFile.ts";
import type { MockExchange, MockServer } from "./options.ts";
import { aborted } from "./response.ts";
import { UsageError } from "./UsageError.ts";

/** What the command needs of its process. */
export interface Environment {
  readonly args: readonly string[];
  readonly version: string;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  /** Aborted when the command is to end. */
  readonly signal: AbortSignal;
}

/** Runs the command. @returns its exit code: 0, or 2 after options or files that cannot be used */
export async function runCommand(environment: Environment): Promise<number> {
  const { args, version, print, printError, signal } = environment;
  try {
    const options = readCommandOptions(args);
    if (options.help || options.version) {
      print(options.help ? usage : version);
      return 0;
    }
    const exchange = createFrom(options);
    const server = await listen(exchange, options);
    for (const line of greeting(server, options)) print(line);
    await aborted(signal);
    await server.close();
    print("Stopped.");
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    printError(error.message);
    return 2;
  }
}

function createFrom(options: CommandOptions): MockExchange {
  const { seed, simulate, symbols, weightLimits } = options;
  const accounts = options.accounts === undefined ? undefined : readAccountsFile(options.accounts);
  const faults = options.faults === undefined ? undefined : readListFile(options.faults, "faults");
  const exchange = explained(
    () =>
      createMockExchange({ accounts: accounts?.accounts, seed, simulate, symbols, weightLimits }),
    (message) =>
      accounts && message.startsWith("accounts")
        ? accounts.errorAt(message)
        : new UsageError(`${message.replace("weightLimits.", "--weight-limit ")}.`),
  );
  faults?.items.forEach((fault, index) => {
    explained(
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `inject` checks it
      () => exchange.inject(fault as Fault),
      (message) => faults.errorAt(message.replace("fault", `faults[${index}]`)),
    );
  });
  return exchange;
}

function explained<T>(make: () => T, explain: (message: string) => UsageError): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof TypeError ? explain(error.message) : error;
  }
}

async function listen(exchange: MockExchange, { port, host }: CommandOptions): Promise<MockServer> {
  try {
    return await exchange.listen({ port, hostname: host });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UsageError(
      membersOf(error.cause)["code"] === "EADDRINUSE"
        ? `Port ${port} on ${host} is taken: choose another with --port N, or a free one with --port 0.`
        : `${error.message}. See --port and --host.`,
      { cause: error },
    );
  }
}

function greeting(
  { url, port }: MockServer,
  { accounts, simulate, host }: CommandOptions,
): readonly string[] {
  const operations = Object.entries(apis).flatMap(
    ([name, { en }]) => readServedApi(name, en).operations,
  );
  const keys =
    accounts === undefined
      ? [`Key:    ${demoAccount.apiKey}`, `Secret: ${demoAccount.secret}`]
      : [`Accounts: those of ${accounts}`];
  return [
    `The mock exchange listens on ${url}${simulate ? ", with simulated orders" : ""}`,
    ...operations.map(({ method, path, id }) => `  ${method} ${path} (${id})`),
    ...keys,
    ...adminLines(host, port),
    "Ctrl-C stops it.",
  ];
}

/** The URLs of the control endpoints; none where the address is not a loopback one. */
function adminLines(host: string, port: number): readonly string[] {
  const everywhere = host === "0.0.0.0" || host === "::";
  const loopback = everywhere ? "127.0.0.1" : /^(?:localhost$|127\.|::1$)/u.exec(host) && host;
  if (!loopback) return [];
  const url = `http://${loopback.includes(":") ? `[${loopback}]` : loopback}:${port}${adminPath}`;
  return [
    `From this machine: ${["faults", "requests", "clock"].map((name) => url + name).join(" ")}`,
  ];
}
