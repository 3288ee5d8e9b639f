// Lints many edited copies of the descriptions in one run of Redocly, each with the repository's own rules.
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse, parseDocument, stringify } from "yaml";
import type { Document } from "yaml";

const root = resolve(import.meta.dirname, "../../..");
const cli = join(root, "specs/node_modules/@redocly/cli/bin/cli.js");

/** One change to one file of the descriptions. */
export interface Edit {
  /** Relative to specs/. */
  file: string;
  change: (document: Document) => void;
  /** Changes to further files of the same API. */
  and?: readonly Omit<Edit, "and">[];
}

/** What Redocly found. */
export interface Problem {
  rule: string;
  message: string;
  /** File relative to specs/, and the place in it. */
  at: string;
}

interface Report {
  problems: {
    ruleId: string;
    message: string;
    location: { source: { ref: string }; pointer: string }[];
  }[];
}

/** The problems of each copy, in the order of the edits. A copy without an edit is linted as it is. */
export async function lintEdited(edits: (Edit | undefined)[]): Promise<Problem[][]> {
  const scratch = await mkdtemp(join(tmpdir(), "open-orders-lint-"));
  try {
    const config = parse(await readFile(join(root, "redocly.yaml"), "utf8")) as {
      plugins: string[];
      apis: Record<string, { root: string }>;
    };
    const apis: typeof config.apis = {};
    for (const [index, edit] of edits.entries()) {
      const copy = join(scratch, String(index));
      await copyDescriptions(copy, Object.values(config.apis));
      for (const one of edit ? [edit, ...(edit.and ?? [])] : [])
        await change(join(copy, "specs", one.file), one.change);
      for (const [name, api] of Object.entries(config.apis)) {
        const folder = edit?.file.split("/")[0] ?? "common";
        if (folder === "common" || folder === name)
          apis[`copy-${index}-${name}`] = { root: `${index}/${api.root}` };
      }
    }
    const plugins = config.plugins.map((plugin) => join(root, plugin));
    await writeFile(join(scratch, "redocly.yaml"), stringify({ ...config, plugins, apis }));
    const found = await lint(scratch);
    return edits.map((_, index) => {
      const prefix = `${index}/specs/`;
      return found
        .filter(({ at }) => at.startsWith(prefix))
        .map(({ rule, message, at }) => ({ rule, message, at: at.slice(prefix.length) }));
    });
  } finally {
    await rm(scratch, { recursive: true });
  }
}

async function copyDescriptions(to: string, apis: { root: string }[]): Promise<void> {
  await mkdir(to);
  for (const folder of ["specs/common", ...apis.map((api) => join(api.root, ".."))])
    await cp(join(root, folder), join(to, folder), { recursive: true });
}

async function change(file: string, edit: Edit["change"]): Promise<void> {
  const before = await readFile(file, "utf8");
  const document = parseDocument(before);
  const unedited = String(document);
  edit(document);
  if (String(document) === unedited) throw new Error(`${file}: the edit changed nothing`);
  await writeFile(file, String(document));
}

async function lint(cwd: string): Promise<Problem[]> {
  const args = [cli, "lint", "--format", "json", "--max-problems", "9999"];
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  const output = await new Promise<string>((done) => {
    execFile(process.execPath, args, { cwd, env, maxBuffer: 2 ** 26 }, (_, stdout, stderr) => {
      done(stdout || stderr);
    });
  });
  // One JSON document per API, each beginning and ending with a brace of its own line.
  const reports = output.split(/(?<=^\})/mu).filter((text) => text.trim() !== "");
  const problems = reports.flatMap((text) =>
    (JSON.parse(text) as Report).problems.map(({ ruleId, message, location: [place] }) => ({
      rule: ruleId,
      message,
      at: `${place?.source.ref}${place?.pointer}`,
    })),
  );
  // What is wrong in a shared part is found once in each API.
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
