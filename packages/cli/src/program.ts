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
    single(context, "--format <format>", say("option.format", { formats: formats.join(", ") }));
  const symbol = single(context, "--symbol <symbol>", say("option.symbol"));
  const interval = single(context, "--interval <seconds>", say("option.interval"));
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

function sharedOptions(context: Context): readonly Option[] {
  const { say } = context;
  const accounts = accountNames.join(", ");
  return [
    repeatable(context, "--account <name>", say("option.account", { accounts })),
    repeatable(context, "--list <id>", say("option.list")),
    single(context, "--env-file <file>", say("option.envFile")),
    new Option("--mock", say("option.mock")),
    new Option("--testnet", say("option.testnet")),
    repeatable(context, "--base-url <name=url>", say("option.baseUrl")),
    new Option("--verbose", say("option.verbose")),
  ];
}

/** An option with one value. A second one would replace the first silently. */
function single(context: Context, flags: string, description: string): Option {
  const option = new Option(flags, description);
  return option.argParser((value, before: string | undefined) => {
    if (before !== undefined)
      throw new UsageError(context.say("usage.givenTwice", { name: `--${option.name()}` }));
    return givenValue(context, option, value);
  });
}

function repeatable(context: Context, flags: string, description: string): Option {
  const option = new Option(flags, description);
  return option.argParser((value, before: readonly string[] | undefined) => [
    ...(before ?? []),
    givenValue(context, option, value),
  ]);
}

/** An unset variable in a shell script leaves nothing, or the next option, where the value was meant to be. */
function givenValue({ say, args }: Context, option: Option, value: string): string {
  if (value.trim() !== "" && !value.startsWith("--")) return value;
  const name = `--${option.name()}`;
  throw new UsageError(say("usage.missingValue", { name, command: commandIn(args) }));
}

function commandIn(args: readonly string[]): string {
  return ["list", "watch", "check"].find((known) => args.includes(known)) ?? "";
}

/** An option that somebody would give a secret to. */
const secretOption = /key|secret|token|passw|pem|credential/i;

/** What commander found, in our words. Never shows the value of an option: it may be a secret. */
function complaint({ say, args }: Context, { code, message }: CommanderError): string {
  const [, quoted = ""] = /'([^']*)'/.exec(message) ?? [];
  // The name alone. After it, or within -kVALUE, stands a value.
  const [name = "-"] = /^(?:--[\w-]+|-\w)/.exec(quoted) ?? [];
  const command = commandIn(args);
  switch (code) {
    case "commander.unknownOption":
      return secretOption.test(quoted)
        ? say("usage.secretOption", { name })
        : say("usage.unknownOption", { name, command });
    case "commander.optionMissingArgument":
      return say("usage.missingValue", { name, command });
    case "commander.excessArguments":
      return say("usage.excess", { command });
    case "commander.unknownCommand":
      return say("usage.unknownCommand", { name: quoted });
    case "commander.help":
      return `${say("usage.noCommand")} ${say("usage.help")}`;
    default:
      return message;
  }
}
