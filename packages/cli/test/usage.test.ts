// What the command says where it was used wrongly: one line, the reason, the remedy, exit code 2, and nothing sent.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hostsAt } from "./accounts.ts";
import { runCommand } from "./runCommand.ts";

const folder = mkdtempSync(join(tmpdir(), "open-orders-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));
/** Nothing listens there. */
const nowhere = "http://127.0.0.1:1";

describe("wrong use", () => {
  it.each<[string[], string]>([
    [["list", "--fromat", "json"], "There is no option --fromat. See: open-orders list --help"],
    [
      ["list", "--format", "xml"],
      'Option --format must be one of table, json, ndjson, csv, not "xml".',
    ],
    [["watch", "--format", "csv"], 'Option --format must be one of table, ndjson, not "csv".'],
    [["list", "--symbol"], "Option --symbol needs a value. See: open-orders list --help"],
    [
      ["list", "BTCUSD_PERP"],
      "There are too many arguments. Options begin with --. See: open-orders list --help",
    ],
    [["lists"], 'There is no command "lists": use list, watch or check.'],
    [[], "Name a command: list, watch or check. Try: open-orders --help"],
    [
      ["list", "--account", "spot"],
      'There is no account "spot". Accounts: portfolio-margin, coin-m-futures.',
    ],
    [
      ["list", "--mock", "--testnet"],
      "Options --mock, --testnet and --base-url name different hosts: give one of them.",
    ],
    [
      ["list", "--testnet", "--account", "portfolio-margin"],
      "portfolio-margin has no testnet. Leave out --testnet, or choose another --account.",
    ],
    [
      ["list", "--base-url", "spot=https://x.example"],
      'Option --base-url must be NAME=URL with a name of portfolio-margin, coin-m-futures, not "spot=https://x.example".',
    ],
    [
      ["list", "--account", "coin-m-futures", ...hostsAt(nowhere, ["portfolio-margin"])],
      "Option --base-url names portfolio-margin, which is not asked: only coin-m-futures is. Leave it out, or choose portfolio-margin with --account or --list.",
    ],
    [
      ["list", "--list", "listOpenOrders", ...hostsAt(nowhere)],
      "Option --base-url names portfolio-margin, which is not asked: only coin-m-futures is. Leave it out, or choose portfolio-margin with --account or --list.",
    ],
    [
      ["check", ...hostsAt(nowhere), ...hostsAt(nowhere, ["coin-m-futures"])],
      "Option --base-url is given twice for coin-m-futures: give it once.",
    ],
    [
      ["watch", ...hostsAt(nowhere, ["coin-m-futures"])],
      "Option --base-url names no host for portfolio-margin, which would be asked in production. Add --base-url portfolio-margin=URL, or ask only coin-m-futures with --account.",
    ],
    [["list", "--symbol", ""], "Option --symbol needs a value. See: open-orders list --help"],
    [["list", "--account", " "], "Option --account needs a value. See: open-orders list --help"],
    [
      ["watch", "--symbol", "--mock"],
      "Option --symbol needs a value. See: open-orders watch --help",
    ],
    [["list", "--symbol", "A", "--symbol", "B"], "Option --symbol is given twice: give it once."],
    [["list", "--format", "json", "--format=csv"], "Option --format is given twice: give it once."],
    [
      ["watch", "--interval", "fast"],
      'Option --interval must be a number of seconds above 0, not "fast".',
    ],
    [
      ["watch", "--interval", "0"],
      'Option --interval must be a number of seconds above 0, not "0".',
    ],
    [
      ["list"],
      "BINANCE_API_KEY is not set. Set it in the environment or with --env-file FILE, or try --mock.",
    ],
    [
      ["list", "--env-file", join(folder, "none.env")],
      `Cannot read the file of --env-file, ${join(folder, "none.env")}: it does not exist.`,
    ],
    [
      ["list", "--env-file", folder],
      `Cannot read the file of --env-file, ${folder}: it is a folder.`,
    ],
  ])("%j", async (args, message) => {
    const { code, out, err } = await runCommand(args);
    expect({ code, out, err }).toEqual({ code: 2, out: "", err: `open-orders: ${message}\n` });
  });

  it("names the lists there are", async () => {
    const { code, err } = await runCommand(["list", "--list", "listOrders"]);
    expect(code).toBe(2);
    expect(err).toContain(
      'There is no list "listOrders" in portfolio-margin, coin-m-futures. Lists: listMarginOpenOrders',
    );
  });

  it.each([
    ["--api-key=hush", "--api-key"],
    ["--api-secret=hush", "--api-secret"],
    ["--secret=hush", "--secret"],
    ["--private-key=hush", "--private-key"],
    ["--BINANCE_API_SECRET=hush", "--BINANCE_API_SECRET"],
    ["--api-key:hush", "--api-key"],
    ["-kSECRET-hush", "-k"],
    ["-secret=hush", "-s"],
  ])("rejects %s and does not repeat its value", async (argument, name) => {
    const { code, out, err } = await runCommand(["list", argument]);
    expect(code).toBe(2);
    expect(err).toMatch(
      new RegExp(
        `^open-orders: ${name} is not accepted: other users of this machine can see arguments\\.`,
      ),
    );
    expect(out + err).not.toContain("hush");
  });
});

it("does not repeat a value that stands in a short option", async () => {
  const { code, out, err } = await runCommand(["list", "-khush"]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toBe("open-orders: There is no option -k. See: open-orders list --help\n");
});

describe("help", () => {
  it.each(["list", "watch", "check"])(
    "of %s names its options and the environment",
    async (command) => {
      const { code, out } = await runCommand([command, "--help"]);
      expect(code).toBe(0);
      for (const words of ["--account", "--env-file", "--mock", "BINANCE_API_SECRET"])
        expect(out).toContain(words);
    },
  );

  it("is Chinese where LANG says so", async () => {
    const { out } = await runCommand(["--help"], { env: { LANG: "zh_CN.UTF-8" } });
    for (const words of ["用法：", "选项：", "命令：", "列出全部挂单", "退出码"])
      expect(out).toContain(words);
  });

  it("names the version", async () => {
    expect(await runCommand(["--version"])).toMatchObject({ code: 0, out: "0.0.0\n" });
  });
});
