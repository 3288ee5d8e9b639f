// The workflows of .github: what GitHub's own language service says of them, our rules, and the one step that decides.
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { validate } from "@actions/languageservice";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { parse } from "yaml";
import { brokenRules, calls, scriptOf } from "./workflowRules.ts";

const root = join(import.meta.dirname, "../..");
const folder = join(root, ".github/workflows");
const workflows = globSync(join(folder, "*.yml")).map(
  (file) => [basename(file), readFileSync(file, "utf8")] as const,
);
const all = workflows.map(([, text]) => text).join("\n");
const workflow = (name: string): string => readFileSync(join(folder, name), "utf8");

let texts = 0;

/** What GitHub's language service has to say, with the line. */
async function faults(content: string): Promise<string[]> {
  // It remembers what it read by its address.
  const address = `file:///.github/workflows/${texts++}.yml`;
  const document = TextDocument.create(address, "yaml", 1, content);
  const found = await validate(document, {});
  return found.map(({ message, range }) => {
    const text = typeof message === "string" ? message : message.value;
    return `${range.start.line + 1}: ${text}`;
  });
}

describe.each(workflows)("%s", (_, text) => {
  it("is what GitHub takes", async () => {
    expect(await faults(text)).toEqual([]);
  });

  it("keeps to our rules", () => {
    expect(brokenRules(text)).toEqual([]);
  });

  it("calls what is there", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const called = calls(text);
    expect(called.scripts.filter((name) => !(name in scripts))).toEqual([]);
    expect(called.files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

it("an action has the same version wherever it is used", () => {
  const pins = new Map<string, Set<string>>();
  for (const [, repository = "", pin = ""] of all.matchAll(/uses: ([\w-]+\/[\w-]+)\S*@(\S+)/g))
    pins.set(repository, (pins.get(repository) ?? new Set()).add(pin));
  expect([...pins].filter(([, versions]) => versions.size !== 1)).toEqual([]);
  expect([...pins.keys()]).toContain("changesets/action");
});

describe("a mistake is noticed", () => {
  const ci = workflow("ci.yml");
  const release = workflow("release.yml");
  const live = workflow("contract-live.yml");

  it.each([
    ["a misspelt key", ci, "timeout-minutes", "timeout-minute", /Unexpected value/],
    ["a permission that is none", ci, "contents: read", "contents: reed", /Unexpected value/],
    ["an unknown context", ci, "matrix.node }}\n", "matrx.node }}\n", /Unrecognized named-value/],
    ["a job that is not there", release, "needs: pack\n", "needs: park\n", /Value 'park'/],
    ["an output of a step that is not there", release, "steps.select.", "steps.selct.", /selct/],
    ["an expression left open", live, "secrets.TESTNET_API_KEY }}", "secrets.X", /not closed/],
  ])("by GitHub: %s", async (_, text, right, wrong, message) => {
    expect(text).toContain(right);
    expect((await faults(text.replace(right, wrong))).join("\n")).toMatch(message);
  });

  it.each([
    ["no permissions", ci, /^permissions:\n.*\n/m, "", /^permissions: say/],
    ["rights for every job", ci, "contents: read", "contents: write", /permissions\.contents/],
    ["strangers' code", ci, "  pull_request:", "  pull_request_target:", /strangers/],
    ["no time limit", ci, "    timeout-minutes: 60\n", "", /jobs\.test: timeout/],
    ["a secret for a fork", live, "  workflow_dispatch:", "  pull_request:", /reads a secret/],
    ["the token left behind", ci, "persist-credentials: false", "lfs: false", /token/],
    ["an expression in a script", ci, "run: .ci/run", "run: echo ${{ github.head_ref }}", /env/],
    ["a secret out of guard", live, "    environment: testnet\n", "", /guards it/],
    ["an action by its tag", release, /@8488615\w+ # v2\.1\.1/, "@v2", /pin it/],
    ["a digest without its version", release, " # v2.1.1", "", /pin it/],
  ])("by our rules: %s", (_, text, right, wrong, message) => {
    expect(brokenRules(text.replace(right, wrong)).join("\n")).toMatch(message);
  });
});

it("every lock file is kept up to date, and audited", () => {
  const { updates } = parse(readFileSync(join(root, ".github/dependabot.yml"), "utf8")) as {
    updates: { "package-ecosystem": string; directories?: string[] }[];
  };
  const places = updates.find((update) => update["package-ecosystem"] === "npm")?.directories;
  const locks = execFileSync("git", ["ls-files", "pnpm-lock.yaml", "*/pnpm-lock.yaml"], {
    cwd: root,
  })
    .toString()
    .trim()
    .split("\n")
    .map((file) => `/${dirname(file)}`.replace(/\/\.$/, "/"));
  expect(places?.toSorted()).toEqual(locks.toSorted());
  const audits = workflow("release.yml").matchAll(/^ *pnpm (?:--dir (\S+) )?audit$/gm);
  const audited = Array.from(audits, ([, place = ""]) => `/${place}`);
  expect(audited.toSorted()).toEqual(locks.toSorted());
});

describe("the night's issue", () => {
  const script = scriptOf(workflow("contract-live.yml"), "Open, renew or close the issue");
  let place: string;
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), "open-orders-night-"));
    // A stand-in for GitHub's command: writes down what it is asked, and knows the open issue, if there is one.
    writeFileSync(
      join(place, "gh"),
      '#!/bin/sh\necho "$1 $2 $3" >> asked\n[ "$2" = list ] && printf "%s" "$OPEN"\nexit 0\n',
    );
    chmodSync(join(place, "gh"), 0o755);
    writeFileSync(join(place, "contract.md"), "## Contract: what was seen\n");
  });
  afterEach(() => {
    rmSync(place, { recursive: true });
  });

  it.each([
    ["nothing seen, no issue", 0, 0, "", ["issue list"]],
    ["nothing seen any more", 0, 0, "7", ["issue list", "issue close 7"]],
    ["a failed check", 1, 0, "", ["issue list", "label create", "issue create"]],
    ["unknown fields alone", 0, 2, "", ["issue list", "label create", "issue create"]],
    ["unknown fields again", 0, 2, "7", ["issue list", "issue edit 7"]],
  ])("%s", (_, failed, unknown, open, expected) => {
    const report = { counts: { failed }, unknown: Array.from({ length: unknown }, () => ({})) };
    writeFileSync(join(place, "contract.json"), JSON.stringify(report));
    const env = {
      ...process.env,
      PATH: `${place}:${process.env["PATH"]}`,
      OPEN: open,
      RUN: "the run",
    };
    execFileSync("bash", ["-e", "-o", "pipefail", "-c", script], { cwd: place, env });
    const asked = readFileSync(join(place, "asked"), "utf8").trim().split("\n");
    expect(asked.map((line) => line.replace(/ --.*| contract-live$/, ""))).toEqual(expected);
    expect(readFileSync(join(place, "body.md"), "utf8")).toContain("what was seen");
  });
});
