// Three releases and a pre-release in a copy of the repository, as a maintainer makes them: the bump asked for, the
// changesets drafted, the versions, the changelogs with their links, and what is kept for the next time.
import { execFile } from "node:child_process";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyRepository } from "./newEndpoint/copyRepository.ts";
import type { Copy } from "./newEndpoint/copyRepository.ts";

const order = "specs/coin-m-futures/paths/listOpenOrders.yaml";
const folders = {
  specs: "specs",
  client: "packages/client",
  "mock-exchange": "packages/mock-exchange",
  "contract-tests": "packages/contract-tests",
};
const address = "https://github.com/open-orders/open-orders";

let copy: Copy;

const git = async (...args: string[]): Promise<string> => {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@localhost"];
  return (await promisify(execFile)("git", [...identity, ...args], { cwd: copy.root })).stdout;
};

async function commit(subject: string): Promise<string> {
  await git("add", ".changeset", "specs", "redocly.yaml", ...Object.values(folders));
  await git("commit", "--quiet", "--message", subject);
  return (await git("rev-parse", "HEAD")).trim();
}

const bump = async (...args: string[]): Promise<string> => copy.node("scripts/bump.ts", ...args);

/** What it says when it refuses. */
const refusal = async (...args: string[]): Promise<string[]> =>
  bump(...args).then(
    (said) => Promise.reject(new Error(`it agreed: ${said}`)),
    (error: Error) => {
      expect(error.cause).toMatchObject({ code: 1 });
      return error.message.split("\n");
    },
  );

async function release(): Promise<void> {
  await copy.script(".", "release:version");
}

async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await copy.read(file);
  expect(text).toContain(from);
  await copy.write(file, text.replace(from, to));
}

async function changeset(name: string, bumps: Record<string, string>, text: string): Promise<void> {
  const lines = Object.entries(bumps).map(([short, type]) => `"@open-orders/${short}": ${type}\n`);
  await copy.write(`.changeset/${name}.md`, `---\n${lines.join("")}---\n\n${text}\n`);
}

async function versions(): Promise<string> {
  const manifests = Object.values(folders).map(async (folder) => {
    const { version } = JSON.parse(await copy.read(`${folder}/package.json`)) as {
      version: string;
    };
    return version;
  });
  return (await Promise.all(manifests)).join(" ");
}

const pendingFiles = async (): Promise<string[]> => {
  const names = await readdir(join(copy.root, ".changeset"));
  return names.filter((name) => name.endsWith(".md") && name !== "README.md").toSorted();
};

/** The part of a changelog about one version. */
async function changelog(short: keyof typeof folders, version: string): Promise<string> {
  const text = await copy.read(`${folders[short]}/CHANGELOG.md`);
  return text.split(/^## /m).find((part) => part.startsWith(`${version}\n`)) ?? "";
}

beforeAll(async () => {
  copy = await copyRepository();
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
  await changeset("first", { specs: "minor", client: "minor", "mock-exchange": "minor" }, "First.");
  const said = await refusal();
  expect(said[0]).toBe(
    "Nothing has been released yet, so there is nothing to compare with. A first release asks only that every",
  );
  expect(said.filter((line) => line.startsWith("✗"))).toEqual([
    "✗ @open-orders/contract-tests 0.0.0 is in no changeset",
  ]);
  expect(await bump("--write")).toContain("Wrote .changeset/descriptions.md");
  expect(await copy.read(".changeset/descriptions.md")).toBe(
    '---\n"@open-orders/contract-tests": minor\n---\n\nFirst release.\n',
  );
  expect(await bump()).toContain("@open-orders/contract-tests promises minor");
});

test("it gives all packages one version, links its changes and keeps the descriptions", async () => {
  const hash = await commit("Everything (#7)");
  await release();
  expect(await versions()).toBe("0.1.0 0.1.0 0.1.0 0.1.0");
  const links = `[#7](${address}/pull/7) [${hash.slice(0, 7)}](${address}/commit/${hash})`;
  expect(await changelog("client", "0.1.0")).toBe(
    `0.1.0\n\n### Minor Changes\n\n- ${links}: First.\n`,
  );
  expect(await changelog("contract-tests", "0.1.0")).toContain(`- ${links}: First release.`);
  expect((await readdir(join(copy.root, "specs/released"))).toSorted()).toEqual([
    "coin-m-futures.en.json",
    "coin-m-futures.zh-CN.json",
    "portfolio-margin.en.json",
    "portfolio-margin.zh-CN.json",
  ]);
  expect(await pendingFiles()).toEqual([]);
  // What a release writes is in style, or the next run of CI fails.
  await copy.script(".", "format");
  expect(await bump()).toBe(
    "The descriptions say what they said at the last release.\nNo package needs a release for them.\n",
  );
  await commit("Release 0.1.0");
});

test("a breaking edit is refused until the changesets promise enough", async () => {
  await edit(order, "      - reduceOnly\n", "");
  await edit(order, "- weight: 40", "- weight: 50");
  await changeset("small", { specs: "patch", client: "minor" }, "Something else.");
  const said = await refusal();
  expect(said).toContain(
    "Before 1.0 a caret range takes no new minor, so there a minor is enough where a major is needed.",
  );
  const why =
    "`CoinMOpenOrder.reduceOnly` may be absent now: code that reads it must allow for that. " +
    `${order}:161`;
  expect(said.filter((line) => line.startsWith("✗")).toSorted()).toEqual([
    `✗ @open-orders/contract-tests 0.1.0 is in no changeset and needs minor: ${why}`,
    `✗ @open-orders/mock-exchange 0.1.0 is in no changeset and needs minor: ${why}`,
    `✗ @open-orders/specs 0.1.0 promises only patch and needs minor: ${why}`,
  ]);
  expect(await refusal("--since", "HEAD")).toEqual(
    said.map((line) => line.replace("the last release", "HEAD")),
  );
});

test("the drafts tell each package what concerns it, and are written over nothing", async () => {
  await copy.write(
    ".changeset/descriptions.md",
    '---\n"@open-orders/client": patch\n---\n\nMine.\n',
  );
  const said = await bump("--write");
  expect(said).toContain("Wrote .changeset/descriptions-2.md: read it, and say it in your words.");
  expect(await copy.read(".changeset/descriptions.md")).toContain("Mine.");
  const releases =
    '---\n"@open-orders/contract-tests": minor\n"@open-orders/mock-exchange": minor\n"@open-orders/specs": minor\n---\n\n';
  expect(await copy.read(".changeset/descriptions-2.md")).toBe(
    `${releases}\`CoinMOpenOrder.reduceOnly\` may be absent now: code that reads it must allow for that.\n`,
  );
  const files = await pendingFiles();
  expect(await bump("--write")).toContain("The pending changesets promise enough:");
  expect(await pendingFiles()).toEqual(files);
});

test("linked packages that are released together get one version; a package alone gets its own", async () => {
  await commit("Break something");
  await release();
  expect(await versions()).toBe("0.2.0 0.2.0 0.2.0 0.2.0");
  expect(await changelog("mock-exchange", "0.2.0")).not.toContain("Something else.");
  expect(await changelog("mock-exchange", "0.2.0")).toContain("Made for @open-orders/specs 0.2.0.");
  await edit("specs/coin-m-futures/zh-CN.overlay.yaml", "是否仅减仓。", "是否只减仓。");
  expect((await refusal()).filter((line) => line.startsWith("✗"))).toEqual([
    "✗ @open-orders/specs 0.2.0 is in no changeset and needs patch: `reduceOnly.description` is translated in other words: only the words change, in one language. specs/coin-m-futures/zh-CN.overlay.yaml:57",
  ]);
  await bump("--write");
  await release();
  expect(await versions()).toBe("0.2.1 0.2.0 0.2.0 0.2.0");
  await commit("Release 0.2.1");
});

test("a pre-release keeps the descriptions of the release before, until it is over", async () => {
  const changesets = async (...args: string[]) =>
    copy.node("node_modules/@changesets/cli/bin.js", ...args);
  const kept = join(copy.root, "specs/released/coin-m-futures.en.json");
  const before = await readFile(kept, "utf8");
  await changesets("pre", "enter", "next");
  await edit(order, "- weight: 50", "- weight: 60");
  await bump("--write");
  await release();
  expect(await versions()).toBe("0.3.0-next.0 0.3.0-next.0 0.3.0-next.0 0.3.0-next.0");
  expect(await readFile(kept, "utf8")).toBe(before);
  expect(await bump()).toContain("@open-orders/client promises minor, needs minor");
  await changesets("pre", "exit");
  await release();
  expect(await versions()).toBe("0.3.0 0.3.0 0.3.0 0.3.0");
  expect(await readFile(kept, "utf8")).toContain('"weight": 60');
  expect(await bump()).toContain("No package needs a release for them.");
});

test("what it cannot use is named", async () => {
  const line = async (...args: string[]) => (await refusal(...args))[0];
  expect(await line("--sinc", "x")).toBe("Unknown option '--sinc'. See npm run bump -- --help.");
  expect(await line("--since")).toContain("--since");
  expect(await line("--since=")).toBe("--since needs a commit, such as --since main.");
  expect(await line("--since", "nowhere")).toBe(
    'git knows no commit "nowhere"; name a tag, a branch or a commit',
  );
  expect(await bump("--help")).toContain("npm run bump [-- options]");
  await copy.write("specs/released/coin-m-futures.en.json", "{");
  expect(await line()).toMatch(/coin-m-futures\.en\.json is no JSON \(.*\); restore it$/);
});
