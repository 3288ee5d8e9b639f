// The generator as a command, in a copy of the repository: it writes the same bytes as in the repository itself, and
// names what is taken out of the descriptions. The tests of packages/generate take out every single part, in memory.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyRepository } from "../copyRepository.ts";
import type { Copy } from "../copyRepository.ts";
import { ROOT } from "../installation.cjs";

const operation = "specs/coin-m-futures/paths/listOpenOrders.yaml";
const chinese = "specs/coin-m-futures/zh-CN.overlay.yaml";
const codes = "specs/common/error-codes.yaml";

interface Removal {
  readonly file: string;
  /** The lines to remove. */
  readonly lines: RegExp;
  /** What the command prints about it. */
  readonly message: RegExp;
}

/** Found by the linter, before anything is bundled. */
const foundByLint: readonly Removal[] = [
  {
    file: operation,
    lines: /^      priceRate:\n(?: {8}.*\n)+/m,
    message: /listOpenOrders\.yaml:\d+:\d+: .*`priceRate`/,
  },
  {
    file: codes,
    lines: /^  x-remedy: .*\n(?: {4}.*\n)*/m,
    message: /error-codes\.yaml:\d+:\d+: Complete the error [A-Z_]+ with `x-remedy`/,
  },
];

/** Found in the bundles, against the sources and in the other language. */
const foundInBundles: readonly Removal[] = [
  {
    file: operation,
    lines: /^      - name: pair\n(?: {8}.*\n)+/m,
    message: /listOpenOrders\.yaml: parameter pair: is missing; describe it under parameters/,
  },
  {
    file: operation,
    lines: /^ *- \{ whenSent: \[symbol\], weight: 1 \}\n/m,
    message: /listOpenOrders\.yaml: x-weight: has no rule of weight 1; add `weight: 1`/,
  },
  {
    file: operation,
    lines: /^ *x-discrepancy: cm-pair-missing\n/m,
    message:
      /coin-m-futures: cm-pair-missing: no x-discrepancy refers to it; write `x-discrepancy: cm-pair-missing`/,
  },
  {
    file: chinese,
    lines: /^ *reduceOnly: .*\n/m,
    message:
      /zh-CN\.overlay\.yaml: .*\.reduceOnly\.description: has its en text in place of a Chinese one; add one here/,
  },
];

const cli = "packages/generate/src/cli.ts";
let copy: Copy;

beforeAll(async () => {
  copy = await copyRepository();
});
afterAll(() => copy.remove());

/** Everything that the generator writes below a folder, by its path. */
async function written(root: string): Promise<[string, string][]> {
  const files = ["specs/dist", "specs/generated", "packages/client/src/generated"].map(
    async (folder) => {
      const names = await readdir(join(root, folder), { recursive: true });
      const generated = names.filter((name) => /\.\w+$/.test(name) && !name.startsWith("model"));
      return Promise.all(
        generated.map(async (name): Promise<[string, string]> => [
          `${folder}/${name}`,
          await readFile(join(root, folder, name), "utf8"),
        ]),
      );
    },
  );
  return (await Promise.all(files)).flat().toSorted(([one], [other]) => (one < other ? -1 : 1));
}

test("every run writes the same bytes, and prints what it writes", async () => {
  const printed = (await copy.node(cli, "bundle")) + (await copy.node(cli, "client"));
  const files = await written(copy.root);
  expect(files.length).toBeGreaterThan(10);
  expect(printed.trim().split("\n").toSorted()).toEqual(files.map(([file]) => `wrote ${file}`));
  expect(files).toEqual(await written(ROOT));
});

test("an unknown command is rejected", async () => {
  await expect(copy.node(cli, "bundel")).rejects.toMatchObject({
    message: 'There is no command "bundel". Use bundle or client.',
    cause: { code: 2 },
  });
});

test.each([
  ["the linter", foundByLint],
  ["the checks of the bundles", foundInBundles],
])("what is missing is named, once, by %s", async (_, removals) => {
  const whole = new Map<string, string>();
  for (const { file, lines } of removals) {
    const text = await copy.read(file);
    if (!whole.has(file)) whole.set(file, text);
    const rest = text.replace(lines, "");
    expect(rest).not.toBe(text);
    await copy.write(file, rest);
  }
  const ended = await copy.node(cli, "bundle").catch((error: Error) => error);
  for (const [file, text] of whole) await copy.write(file, text);
  expect(ended).toMatchObject({ cause: { code: 1 } });
  const { message } = ended as Error;
  for (const removal of removals) expect(message).toMatch(removal.message);
  const printed = message.split("\n");
  expect(new Set(printed).size).toBe(printed.length);
});
