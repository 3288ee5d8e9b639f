// The command line: commands, options and help, read by commander; its complaints in our words.
import { Command, CommanderError, Option } from "commander";
import manifest from "../package.json" with { type: "json" };
import type { Context } from "./context.ts";
import { accountNames, listFormats, watchFormats } from "./options.ts";
import type { GivenOptions } from "./options.ts";
import { UsageError } from "./UsageError.ts";

type Run = (context: Context, options: GivenOptions) => Promise<number>;

/** Reads the arguments and runs the command. @returns its exit code. Throws UsageError */
export async function runProgram(context: Context): Promise<number> {
  const { say } = context;
  let exitCode = 0;
  const program = createCommand(context, "open-orders")
    .description(say("about"))
    .version(manifest.version, "-V, --version", say("option.version"))
    .addHelpText("after", () => `\n${say("help.exit")}`);
  const add = (name: "list" | "watch" | "check", run: Run, options: readonly Option[]): void => {
    const command = createCommand(context, name).description(say(`about.${name}`));
    for (const option of options) command.addOption(option);
    for (const option of sharedOptions(context)) command.addOption(option);
    command
      .addHelpText("after", () => `\n${say("title.environment")}\n${say("help.environment")}`)
      .action(async (given: GivenOptions) => {
        exitCode = await run(context, given);
      });
    program.addCommand(command);
  };
  const format = (formats: readonly string[]): Option =>
    new Option("--format <format>", say("option.format", { formats: formats.join(", ") }));
  const symbol = new Option("--symbol <symbol>", say("option.symbol"));
  const interval = new Option("--interval <seconds>", say("option.interval"));
  // Each command is loaded when it is called, so that it starts sooner.
  const list: Run = async (...call) => (await import("./list.ts")).list(...call);
  const watch: Run = async (...call) => (await import("./watch.ts")).watch(...call);
  const check: Run = async (...call) => (await import("./check.ts")).check(...call);
  add("list", list, [symbol, format(listFormats)]);
  add("watch", watch, [symbol, format(watchFormats), interval]);
  add("check", check, []);
  try {
    await program.parseAsync(context.args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    throw new UsageError(complaint(context, error));
  }
  return exitCode;
}

function createCommand({ say, stdout }: Context, name: string): Command {
  const title: Readonly<Record<string, string>> = {
    "Usage:": say("title.usage"),
    "Options:": say("title.options"),
    "Commands:": say("title.commands"),
  };
  return new Command(name)
    .exitOverride()
    .helpOption("-h, --help", say("option.help"))
    .helpCommand(false)
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      // What catches the error writes the message.
      writeErr: () => {},
      getOutHelpWidth: () => stdout.columns ?? 80,
    })
    .configureHelp({ styleTitle: (text) => title[text] ?? text });
}

function sharedOptions({ say }: Context): readonly Option[] {
  const collect = (value: string, before: readonly string[] = []) => [...before, value];
  const accounts = accountNames.join(", ");
  return [
    new Option("--account <name>", say("option.account", { accounts })).argParser(collect),
    new Option("--list <id>", say("option.list")).argParser(collect),
    new Option("--env-file <file>", say("option.envFile")),
    new Option("--mock", say("option.mock")),
    new Option("--testnet", say("option.testnet")),
    new Option("--base-url <name=url>", say("option.baseUrl")).argParser(collect),
    new Option("--verbose", say("option.verbose")),
  ];
}

/** An option that somebody would give a secret to. */
const secretOption = /key|secret|token|passw|pem|credential/i;

/** What commander found, in our words. Never shows the value of an option: it may be a secret. */
function complaint({ say, args }: Context, { code, message }: CommanderError): string {
  const [, quoted = ""] = /'([^']*)'/.exec(message) ?? [];
  const [name = ""] = quoted.split(/[ =]/);
  const command = ["list", "watch", "check"].find((known) => args.includes(known)) ?? "";
  switch (code) {
    case "commander.unknownOption":
      return secretOption.test(name)
        ? say("usage.secretOption", { name })
        : say("usage.unknownOption", { name, command });
    case "commander.optionMissingArgument":
      return say("usage.missingValue", { name, command });
    case "commander.excessArguments":
      return say("usage.excess", { command });
    case "commander.unknownCommand":
      return say("usage.unknownCommand", { name });
    case "commander.help":
      return `${say("usage.noCommand")} ${say("usage.help")}`;
    default:
      return message;
  }
}
