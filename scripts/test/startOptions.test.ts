// The options of npm start, and the one line that names a mistake.
import { describe, expect, test } from "vitest";
import { UsageError } from "../command.ts";
import { baseUrlName, readStartOptions, usage } from "../startOptions.ts";

const read = (args: string[], env: NodeJS.ProcessEnv = {}) => readStartOptions(args, env);

test("nothing has to be said", () => {
  expect(read([])).toEqual({ help: false, once: false, live: false, port: 0, docsPort: 0 });
});

test("everything can be said", () => {
  const env = { BINANCE_API_KEY: "key", BINANCE_API_SECRET: "secret" };
  const args = ["--once", "--live", "--port", "8080", "--docs-port=65535"];
  expect(read(args, env)).toEqual({
    help: false,
    once: true,
    live: true,
    port: 8080,
    docsPort: 65_535,
  });
});

test("the secret may be a private key in a file", () => {
  const env = { BINANCE_API_KEY: "key", BINANCE_PRIVATE_KEY_FILE: "key.pem" };
  expect(read(["--live"], env).live).toBe(true);
});

test.each(["--help", "-h"])("%s asks for the list of flags", (flag) => {
  expect(read([flag]).help).toBe(true);
});

test("keys in the environment count for nothing without --live", () => {
  expect(read([], { BINANCE_API_KEY: "key", BINANCE_API_SECRET: "secret" }).live).toBe(false);
});

describe("is rejected in one line:", () => {
  const live = "in the environment: set";
  const otherwise = "or leave --live out to use the mock exchange.";
  test.each([
    [
      ["--live"],
      {},
      `--live needs BINANCE_API_KEY and BINANCE_API_SECRET ${live} them, ${otherwise}`,
    ],
    [
      ["--live"],
      { BINANCE_API_KEY: "k" },
      `--live needs BINANCE_API_SECRET ${live} it, ${otherwise}`,
    ],
    [
      ["--live"],
      { BINANCE_API_SECRET: "s" },
      `--live needs BINANCE_API_KEY ${live} it, ${otherwise}`,
    ],
    [
      ["--live"],
      { BINANCE_API_KEY: "", BINANCE_API_SECRET: "s" },
      `--live needs BINANCE_API_KEY ${live} it, ${otherwise}`,
    ],
    [["--port", "x"], {}, '--port must be a port from 0 to 65535, not "x".'],
    [["--port", "65536"], {}, '--port must be a port from 0 to 65535, not "65536".'],
    [["--port", "1e3"], {}, '--port must be a port from 0 to 65535, not "1e3".'],
    [["--docs-port="], {}, '--docs-port must be a port from 0 to 65535, not "".'],
    [["--port"], {}, "Option '--port <value>' argument missing. See npm start -- --help."],
    [["--port", "-1"], {}, "Option '--port' argument is ambiguous. See npm start -- --help."],
    [["--once=yes"], {}, "Option '--once' does not take an argument. See npm start -- --help."],
    [["--onec"], {}, "Unknown option '--onec'. See npm start -- --help."],
    [["https://a.b"], {}, "Unexpected argument 'https://a.b'. See npm start -- --help."],
  ] as [string[], NodeJS.ProcessEnv, string][])("%j with %j", (args, env, line) => {
    expect(() => read(args, env)).toThrow(new UsageError(line));
  });
});

test("the list of flags has each of them", () => {
  for (const flag of ["--once", "--live", "--port", "--docs-port"]) expect(usage).toContain(flag);
});

test("an API's host is named by the API", () => {
  expect(baseUrlName("coin-m-futures")).toBe("BINANCE_COIN_M_FUTURES_URL");
});
