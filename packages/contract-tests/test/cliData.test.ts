// The option --data: what the account of a target holds, so that lists are compared item by item.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli } from "../src/cli/runCli.ts";
import { operations, orderList } from "./operations.ts";
import { playRemote, remoteKeys, remoteOrders, remoteUrl } from "./playRemote.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "contract-data-"));
});
afterAll(async () => rm(folder, { recursive: true }));

const list = orderList.id;
const { id: idField = "" } = orderList.item["x-order"] ?? {};
/** One of the remote's orders, its id as a number that is exact. */
const order = { ...remoteOrders[list]?.[0], [idField]: 24684460474 };

/** Runs the command on the mock exchange in this process. */
async function run(args: readonly string[]) {
  const err: string[] = [];
  const code = await runCli(args, {
    env: {},
    print: () => {},
    warn: (line) => err.push(line),
    fetch: async () => Promise.reject(new TypeError("nothing is sent")),
  });
  return { code, err: err.join("\n") };
}

describe("--data", () => {
  const written = async (name: string, text: string | Buffer): Promise<string> => {
    const file = join(folder, name);
    await writeFile(file, text);
    return file;
  };
  // With an id that a number cannot hold.
  const yaml = (id: string): string => `accounts:
  - apiKey: ${"0".repeat(64)}
    orders: { ${list}: [] }
  - apiKey: ${remoteKeys.apiKey}
    orders:
      ${list}:
        - ${JSON.stringify(order).replace("24684460474", id)}
`;
  const remote = (orders: Readonly<Record<string, readonly object[]>>) =>
    playRemote({ accounts: [{ ...remoteKeys, orders }] });
  const longId = "8389765489680951453";
  const only = ["--only", `${list}: exactness: `, "--report"];

  test("of the account of this key is what the target must have", async () => {
    const file = await written("accounts.yaml", yaml(longId));
    const orders = { [list]: [{ ...order, [idField]: longId }] };
    const right = await remote(orders).run("--target", remoteUrl, "--data", file, ...only, folder);
    expect({ code: right.code, err: right.err }).toEqual({ code: 0, err: "" });
    expect(right.out).not.toContain("are not known (--data)");
    const wrong = await remote({}).run("--target", remoteUrl, "--data", file, ...only, folder);
    expect(wrong.code).toBe(1);
    expect(wrong.out).toContain("actual 0 items instead of 1");
  });

  test("is what the mock exchange has where no target is given", async () => {
    const file = await written("orders.json", JSON.stringify({ [list]: [order] }));
    const { code, err } = await run(["--data", file, ...only, folder]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });

  test.each([
    ["text.yaml", "- just\n- words", "has no orders; write lists of orders by operationId."],
    [
      "other.yaml",
      "listEverything: []",
      `listEverything: no such operation; there are ${operations.map(({ id }) => id).join(", ")}.`,
    ],
    ["single.yaml", `${list}: {}`, `${list}: must be a list of orders.`],
    ["broken.yaml", "a: [1", /line 1/u],
    [
      "alias.yaml",
      "secret: *s3cret",
      "Unresolved alias (the anchor must be set before the alias).",
    ],
    ["tag.yaml", "secret: !s3cret x", "Unresolved tag at line 1, column 9."],
    ["latin.yaml", Buffer.from("secret: \xe9", "latin1"), "is not UTF-8; save it as UTF-8."],
    ["", "", "cannot be read (EISDIR)."],
  ])("%s is rejected with its name", async (name, text, why) => {
    const file = name === "" ? folder : await written(name, text);
    const { code, err } = await run(["--data", file]);
    expect(err).not.toContain("s3cret");
    expect(code).toBe(2);
    expect(err.startsWith(`--data ${file}: `)).toBe(true);
    expect(err.slice(`--data ${file}: `.length)).toMatch(why);
  });
});
