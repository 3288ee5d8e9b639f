// What is in the client's package besides the rules that hold for every tarball (scripts/release/tarballRules.ts).
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { run } from "../../../scripts/run.ts";
import { clientFolder } from "../src/places.ts";

const consumer = inject("consumer");
const file = join(consumer, "node_modules/@open-orders/client/package.json");
const manifest = JSON.parse(await readFile(file, "utf8")) as {
  dependencies: Record<string, string>;
  sideEffects: boolean;
};

it("names the line of the source in a stack", async () => {
  const program = `import { hmac } from "@open-orders/client"; hmac("");`;
  const args = ["--enable-source-maps", "--input-type=module", "--eval", program];
  const stack = await run(process.execPath, args, { cwd: consumer }).catch(String);
  const [, line = "0"] = /src\/sign\.ts:(\d+):\d+\)/.exec(stack) ?? [];
  const source = await readFile(join(clientFolder, "src/sign.ts"), "utf8");
  expect(source.split("\n")[Number(line) - 1]).toContain("throw new ConfigError(");
});

it("says that its modules do nothing when they are loaded", () => {
  expect(manifest.sideEffects).toBe(false);
});

it("needs openapi-fetch and at most one other package", () => {
  const names = Object.keys(manifest.dependencies);
  expect(names).toContain("openapi-fetch");
  expect(names.length).toBeLessThanOrEqual(2);
});
