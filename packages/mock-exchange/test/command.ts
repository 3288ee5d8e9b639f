// Runs the command for the tests, in this process, and writes the files it is to read.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { runCommand } from "../src/command.ts";

export const examples = join(import.meta.dirname, "../examples");

/** The first account of the example: the key of the second is in a file beside it. */
export const [exampleAccount = ""] = readFileSync(join(examples, "accounts.yaml"), "utf8").split(
  "\n- apiKey: another",
);

/** Runs the command until it listens, or ends by itself. */
export async function run(...args: string[]) {
  const printed: string[] = [];
  const errors: string[] = [];
  const stop = new AbortController();
  let onLine: (line: string) => void = () => {};
  const url = new Promise<string>((resolve) => {
    onLine = (line) => {
      const found = /listens on (http:\S+\d)/u.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    };
  });
  const code = runCommand({
    args,
    version: "1.2.3",
    print(line) {
      printed.push(line);
      onLine(line);
    },
    printError: (line) => errors.push(line),
    signal: stop.signal,
  });
  const end = async (): Promise<number> => {
    stop.abort();
    return code;
  };
  onTestFinished(async () => void (await end()));
  return { url: await Promise.race([url, code.then(() => "")]), printed, errors, code, end };
}

/** The one line of a command that cannot start. */
export async function rejection(...args: string[]): Promise<string> {
  const { code, printed, errors } = await run(...args);
  expect([await code, printed, errors.length]).toEqual([2, [], 1]);
  expect(errors[0]).not.toContain("\n");
  return errors[0] ?? "";
}

/** Writes a file that is removed after the test. @returns its path */
export function write(text: string, name = "list.yaml"): string {
  const folder = mkdtempSync(join(tmpdir(), "open-orders-mock-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}
