// npm run mock as a process: it listens, passes its arguments and its exit code on, and Ctrl-C ends it.
import { afterEach, beforeEach, expect, test } from "vitest";
import { createBuiltCommand } from "./builtCommand.ts";
import type { BuiltCommand } from "./builtCommand.ts";

let mock: BuiltCommand;
beforeEach(async () => {
  mock = await createBuiltCommand("mock");
});
afterEach(async () => mock.remove());

test("it listens until Ctrl-C", async () => {
  let asked: Promise<number> | undefined;
  const { code, output } = await mock.run(["--port", "0"], {
    build: 'console.log("built");',
    heard: (printed, child) => {
      const url = /listens on (\S+)[^]*Ctrl-C/.exec(printed)?.[1];
      if (url === undefined || asked) return;
      asked = fetch(`${url}/_mock/faults`)
        .then(({ status }) => status)
        .finally(() => child.kill("SIGINT"));
    },
  });
  expect(await asked).toBe(200);
  expect(code).toBe(0);
  expect(output).not.toContain("built");
  expect(output).toMatch(/Stopped\.\n$/);
});

test("what cannot be used is one line, with exit code 2", async () => {
  expect(await mock.run(["--prot", "1"])).toEqual({
    code: 2,
    output: "Unknown option '--prot'. See --help.\n",
  });
});

test("a build that fails is shown, and nothing is run", async () => {
  const build = 'console.log("fix this"); process.exitCode = 3;';
  expect(await mock.run([], { build })).toEqual({
    code: 3,
    output: "fix this\n\nThe build failed, see above.\n",
  });
});
