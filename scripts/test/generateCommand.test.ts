// The generator as a command, in a copy of the repository: it writes the same bytes each time, and notices what
// is taken out of the descriptions. This takes one thing at a time out of the files; the tests of
// packages/generate take out every single one, in memory.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyRepository } from "../copyRepository.ts";
import type { Copy } from "../copyRepository.ts";

const operation = "specs/coin-m-futures/paths/listOpenOrders.yaml";
const chinese = "specs/coin-m-futures/zh-CN.overlay.yaml";
const codes = "specs/common/error-codes.yaml";

interface Removal {
  what: string;
  file: string;
  /** The lines to remove. */
  lines: RegExp;
  /** What the command says about it. */
  told: RegExp;
}

const removals: Removal[] = [
  {
    what: "a field",
    file: operation,
    lines: /^      priceRate:\n(?: {8}.*\n)+/m,
    told: /listOpenOrders\.yaml:\d+:\d+: .*`priceRate`/,
  },
  {
    what: "a parameter",
    file: operation,
    lines: /^      - name: pair\n(?: {8}.*\n)+/m,
    told: /listOpenOrders\.yaml: parameter pair: is missing; describe it under parameters/,
  },
  {
    what: "a weight rule",
    file: operation,
    lines: /^ *- \{ whenSent: \[symbol\], weight: 1 \}\n/m,
    told: /listOpenOrders\.yaml: x-weight: has no rule of weight 1; add `weight: 1`/,
  },
  {
    what: "a discrepancy's mark",
    file: operation,
    lines: /^ *x-discrepancy: cm-pair-missing\n/m,
    told: /coin-m-futures: cm-pair-missing: no x-discrepancy refers to it; write `x-discrepancy: cm-pair-missing`/,
  },
  {
    what: "an example",
    file: operation,
    lines: /^ *noOrders: .*\n/m,
    told: /examples\.noOrders\.summary: is in the zh-CN bundle only/,
  },
  {
    what: "a Chinese text",
    file: chinese,
    lines: /^ *reduceOnly: .*\n/m,
    told: /zh-CN\.overlay\.yaml: .*\.reduceOnly\.description: has its en text in place of a Chinese one; add one here/,
  },
  {
    what: "an error code's remedy",
    file: codes,
    lines: /^  x-remedy: .*\n(?: {4}.*\n)*/m,
    told: /error-codes\.yaml:\d+:\d+: Complete the error UNKNOWN with `x-remedy`/,
  },
];

const cli = "packages/generate/src/cli.ts";
let copy: Copy;

beforeAll(async () => {
  copy = await copyRepository();
});
afterAll(() => copy.remove());

/** Everything that the generator writes, by its path. */
async function written(): Promise<[string, string][]> {
  const files = ["specs/dist", "specs/generated", "packages/client/src/generated"].map(
    async (folder) => {
      const names = await readdir(join(copy.root, folder));
      return Promise.all(
        names.map(async (name): Promise<[string, string]> => [
          `${folder}/${name}`,
          await readFile(join(copy.root, folder, name), "utf8"),
        ]),
      );
    },
  );
  return (await Promise.all(files)).flat();
}

test("two runs write the same bytes, and say what they write", async () => {
  const run = async () => (await copy.node(cli, "bundle")) + (await copy.node(cli, "client"));
  const said = await run();
  const first = await written();
  expect(first.length).toBeGreaterThan(10);
  expect(said.trim().split("\n").toSorted()).toEqual(
    first.map(([file]) => `wrote ${file}`).toSorted(),
  );
  expect(await run()).toBe(said);
  expect(await written()).toEqual(first);
});

test("a command that is not known is refused", async () => {
  await expect(copy.node(cli, "bundel")).rejects.toMatchObject({
    message: 'There is no command "bundel". Use bundle or client.',
    cause: { code: 2 },
  });
});

test.each(removals)(
  "without $what they cannot, and the command says which",
  async ({ file, lines, told }) => {
    const whole = await copy.read(file);
    const rest = whole.replace(lines, "");
    expect(rest).not.toBe(whole);
    await copy.write(file, rest);
    try {
      const error = await copy.node(cli, "bundle").then(
        () => new Error("it could be bundled"),
        (thrown: unknown) => thrown as Error,
      );
      expect(error.cause).toMatchObject({ code: 1 });
      expect(error.message).toMatch(told);
      const said = error.message.split("\n");
      expect(new Set(said).size).toBe(said.length);
    } finally {
      await copy.write(file, whole);
    }
  },
);
