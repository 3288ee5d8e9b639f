// Three releases and a pre-release in a copy of the repository, as a maintainer makes them: the bump that is needed, the
// changesets drafted, the versions, the changelogs with their links, and the snapshot for the next time.
import { execFile } from "node:child_process";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bump } from "../bump/bump.ts";
import { readBumpOptions } from "../bump/options.ts";
import { copyRepository } from "../copyRepository.ts";
import type { Copy } from "../copyRepository.ts";
import { publishedPackages, readManifest } from "../release/packages.ts";

const order = "specs/coin-m-futures/paths/listOpenOrders.yaml";
const chinese = "specs/coin-m-futures/zh-CN.overlay.yaml";
const address = "https://github.com/open-orders/open-orders";

let copy: Copy;
/** Folders of the published packages, by the name without its scope. */
let folders: Record<string, string>;

const git = async (...args: string[]): Promise<string> => {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@localhost"];
  return (await promisify(execFile)("git", [...identity, ...args], { cwd: copy.root })).stdout;
};

async function commit(subject: string): Promise<string> {
  await git("add", ".changeset", "specs", "redocly.yaml", ...Object.values(folders));
  await git("commit", "--quiet", "--message", subject);
  return (await git("rev-parse", "HEAD")).trim();
}

/** Runs it in this process. Returns its exit code and what it printed. */
async function runBump(...args: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const code = await bump(copy.root, readBumpOptions(args), (line) => lines.push(line));
  return { code, lines };
}

/** The lines about packages whose changesets state too little, in the order of their names. */
async function shortfalls(...args: string[]): Promise<string[]> {
  const { code, lines } = await runBump(...args);
  expect(code).toBe(1);
  return lines.filter((line) => line.startsWith("✗")).toSorted();
}

async function release(): Promise<void> {
  await copy.script(".", "release:version");
}

async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await copy.read(file);
  expect(text).toContain(from);
  await copy.write(file, text.replace(from, to));
}

/** The number of the first line that matches. */
async function lineOf(file: string, pattern: RegExp): Promise<number> {
  return (await copy.read(file)).split("\n").findIndex((line) => pattern.test(line)) + 1;
}

async function changeset(name: string, bumps: Record<string, string>, text: string): Promise<void> {
  const lines = Object.entries(bumps).map(([short, type]) => `"@open-orders/${short}": ${type}\n`);
  await copy.write(`.changeset/${name}.md`, `---\n${lines.join("")}---\n\n${text}\n`);
}

/** The versions of the packages, each once. */
function versions(...names: string[]): string[] {
  const some = names.length > 0 ? names : Object.keys(folders);
  const read = some.map((name) => readManifest(join(copy.root, folders[name] ?? "")).version);
  return [...new Set(read)];
}

const pendingFiles = async (): Promise<string[]> => {
  const names = await readdir(join(copy.root, ".changeset"));
  return names.filter((name) => name.endsWith(".md") && name !== "README.md").toSorted();
};

/** The part of a changelog about one version. */
async function changelog(name: string, version: string): Promise<string> {
  const text = await copy.read(`${folders[name]}/CHANGELOG.md`);
  return text.split(/^## /m).find((part) => part.startsWith(`${version}\n`)) ?? "";
}

beforeAll(async () => {
  copy = await copyRepository();
  const packages = publishedPackages(copy.root);
  folders = Object.fromEntries(
    packages.map(({ folder, manifest }) => [manifest.name.replace(/.*\//, ""), folder]),
  );
  // As before the first release, whatever has been released since.
  for (const name of await pendingFiles()) await rm(join(copy.root, ".changeset", name));
  await rm(join(copy.root, "specs/released"), { recursive: true, force: true });
  for (const folder of Object.values(folders)) {
    await rm(join(copy.root, folder, "CHANGELOG.md"), { force: true });
    const manifest = await copy.read(`${folder}/package.json`);
    const first = manifest.replace(/"version": ".*"/, '"version": "0.0.0"');
    await copy.write(`${folder}/package.json`, first);
  }
  await git("init", "--quiet");
});
afterAll(() => copy.remove());

test("a first release asks that every package is in a changeset", async () => {
  const { specs: _, ...others } = folders;
  const all = Object.fromEntries(Object.keys(others).map((name) => [name, "minor"]));
  await changeset("first", all, "First.");
  expect((await runBump()).lines[0]).toBe(
    "Nothing has been released yet, so there is nothing to compare with. A first release asks only that every",
  );
  expect(await shortfalls()).toEqual(["✗ @open-orders/specs 0.0.0 is in no changeset"]);
  expect((await runBump("--write")).lines.join()).toContain("Wrote .changeset/descriptions.md");
  expect(await copy.read(".changeset/descriptions.md")).toBe(
    '---\n"@open-orders/specs": minor\n---\n\nFirst release.\n',
  );
  const { code, lines } = await runBump();
  expect([code, lines.join()]).toEqual([0, expect.stringMatching(/specs \w+ minor/)]);
});

test("it gives all packages one version, links its changes and keeps the descriptions", async () => {
  const hash = await commit("Everything (#7)");
  await release();
  expect(versions()).toEqual(["0.1.0"]);
  const links = `[#7](${address}/pull/7) [${hash.slice(0, 7)}](${address}/commit/${hash})`;
  expect(await changelog("client", "0.1.0")).toBe(
    `0.1.0\n\n### Minor Changes\n\n- ${links}: First.\n`,
  );
  expect(await changelog("specs", "0.1.0")).toContain(`- ${links}: First release.`);
  expect((await readdir(join(copy.root, "specs/released"))).toSorted()).toEqual([
    "coin-m-futures.en.json",
    "coin-m-futures.zh-CN.json",
    "portfolio-margin.en.json",
    "portfolio-margin.zh-CN.json",
  ]);
  expect(await pendingFiles()).toEqual([]);
  // What a release writes is in style, or the next run of CI fails.
  await copy.shell("oxfmt --list-different specs/package.json packages/*/package.json");
  expect((await runBump()).lines).toEqual([
    "The descriptions say what they said at the last release.",
    "No package needs a release for them.",
  ]);
  await commit("Release 0.1.0");
});

test("a breaking edit needs changesets that state enough", async () => {
  await edit(order, "      - reduceOnly\n", "");
  await edit(order, "- weight: 40", "- weight: 50");
  await changeset("small", { specs: "patch", client: "minor" }, "Something else.");
  const why =
    "`CoinMOpenOrder.reduceOnly` may be absent now: code that reads it must allow for that. " +
    `${order}:${await lineOf(order, /^ {4}required:$/)}`;
  const lines = await shortfalls();
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^✗ @open-orders\/cli 0\.1\.0 is in no changeset and needs patch: /),
      `✗ @open-orders/contract-tests 0.1.0 is in no changeset and needs minor: ${why}`,
      `✗ @open-orders/mock-exchange 0.1.0 is in no changeset and needs minor: ${why}`,
    ]),
  );
  expect(lines.at(-1)).toMatch(/^✗ @open-orders\/specs 0\.1\.0 \w+ only patch and needs minor: /);
  expect(lines).not.toContainEqual(expect.stringContaining("/client "));
});

test("the drafts tell each package what concerns it, and are written over nothing", async () => {
  await copy.write(
    ".changeset/descriptions.md",
    '---\n"@open-orders/client": patch\n---\n\nMine.\n',
  );
  const { lines } = await runBump("--write");
  expect(lines).toContain("Wrote .changeset/descriptions-2.md: read it, and say it in your words.");
  expect(await copy.read(".changeset/descriptions.md")).toContain("Mine.");
  const draft = await copy.read(".changeset/descriptions-2.md");
  expect(draft).toContain('"@open-orders/contract-tests": minor\n');
  expect(draft).not.toContain('"@open-orders/client"');
  expect(draft).toMatch(
    /---\n\n`CoinMOpenOrder\.reduceOnly` may be absent now: code that reads it must allow for that\.\n$/,
  );
  await commit("Break something");
});

test("linked packages that are released together get one version; a package alone gets its own", async () => {
  await release();
  expect(versions("specs", "client", "mock-exchange", "contract-tests")).toEqual(["0.2.0"]);
  expect(await changelog("mock-exchange", "0.2.0")).not.toContain("Something else.");
  expect(await changelog("mock-exchange", "0.2.0")).toContain("Made for @open-orders/specs 0.2.0.");
  await commit("Release 0.2.0");
  await edit(chinese, "是否仅减仓。", "是否只减仓。");
  expect(await shortfalls("--since", "HEAD")).toEqual([
    `✗ @open-orders/specs 0.2.0 is in no changeset and needs patch: \`reduceOnly.description\` is translated in other words: only the words change, in one language. ${chinese}:${await lineOf(chinese, /^ +reduceOnly:/)}`,
  ]);
  await runBump("--write");
  await release();
  expect([versions("specs"), versions("client")]).toEqual([["0.2.1"], ["0.2.0"]]);
  await commit("Release 0.2.1");
});

test("a pre-release keeps the descriptions of the release before, until it is over", async () => {
  const changesets = async (...args: string[]) =>
    copy.node("node_modules/@changesets/cli/bin.js", ...args);
  const kept = join(copy.root, "specs/released/coin-m-futures.en.json");
  const before = await readFile(kept, "utf8");
  await changesets("pre", "enter", "next");
  await edit(order, "- weight: 50", "- weight: 60");
  await runBump("--write");
  await release();
  expect(versions("specs", "client")).toEqual(["0.3.0-next.0"]);
  expect(await readFile(kept, "utf8")).toBe(before);
  await changesets("pre", "exit");
  await release();
  expect(versions("specs", "client")).toEqual(["0.3.0"]);
  expect(await readFile(kept, "utf8")).toContain('"weight": 60');
  expect((await runBump()).lines).toContain("No package needs a release for them.");
});

test("what it cannot use is named in one line", async () => {
  const line = async (...args: string[]): Promise<string> => {
    const ended = await copy.node("scripts/bump.ts", ...args).catch((error: Error) => error);
    expect(ended).toMatchObject({ cause: { code: 1 } });
    return (ended as Error).message;
  };
  expect(await line("--sinc", "x")).toBe("Unknown option '--sinc'. See npm run bump -- --help.");
  expect(await line("--since", "nowhere")).toBe(
    'git knows no commit "nowhere"; name a tag, a branch or a commit',
  );
  expect(() => readBumpOptions(["--since="])).toThrow(
    "--since needs a commit, such as --since main.",
  );
  expect(await copy.node("scripts/bump.ts", "--help")).toContain("npm run bump [-- options]");
  await copy.write("specs/released/coin-m-futures.en.json", "{");
  expect(await line()).toMatch(/coin-m-futures\.en\.json is no JSON \(.*\); restore it$/);
});
