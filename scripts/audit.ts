// `npm run audit` asks the registry which installed packages have a known weakness, for the workspace and for what the
// tests install apart. It is no part of `npm test`: the answer changes from day to day without a change here.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, resolve as resolvePath } from "node:path";
import { isMap, isSeq, parseDocument } from "yaml";
import { ROOT } from "./installation.cjs";

/** Each has a lock file and a list of advisories to ignore. */
export const lockedFolders = [
  ".",
  "packages/package-tests/runtimes",
  "packages/real-clients/installed",
  "scripts/release/verdaccio",
];

/**
 * Advisories that are ignored without a comment that says why.
 *
 * @param workspace - The text of a pnpm-workspace.yaml.
 */
export function unexplained(workspace: string): string[] {
  const audit = parseDocument(workspace).get("audit");
  const ignored = isMap(audit) ? audit.get("ignore") : undefined;
  if (!isSeq<{ value: string; comment?: string; commentBefore?: string }>(ignored)) return [];
  return ignored.items.flatMap(({ value, comment, commentBefore }, index) => {
    // The parser gives a comment above the first item to the list.
    const above = index === 0 ? ignored.commentBefore : commentBefore;
    return comment || above ? [] : [value];
  });
}

interface Finding {
  /** The line to print. */
  line: string;
  /** 0: nothing known. 1: something is. 2: nobody knows. */
  code: 0 | 1 | 2;
}

/** What one `pnpm audit` came to. */
export function judge(folder: string, code: number, output: string): Finding {
  if (code === 0) return { line: `${folder}: no known weakness`, code: 0 };
  if (/vulnerabilities found/.test(output))
    return {
      line: `${output.trim()}\n${folder}: known weaknesses, see above. Update, or write the advisory under audit.ignore of its pnpm-workspace.yaml with the reason as a comment.`,
      code: 1,
    };
  const status = /responded with (\d{3})/.exec(output)?.[1];
  const reason = /ERR_PNPM_\w+/.exec(output)?.[0] ?? "pnpm does not run";
  const why = status === undefined ? reason : `it answers ${status}`;
  return {
    line: `${folder}: not audited, for the registry gives no audit (${why}). Ask one that does.`,
    code: 2,
  };
}

/** Audits a folder. */
export function auditFolder(folder: string, env = process.env): Promise<Finding> {
  const options = { cwd: resolvePath(ROOT, folder), env, maxBuffer: 2 ** 26 };
  return new Promise((resolve) => {
    execFile(join(ROOT, "node_modules/.bin/pnpm"), ["audit"], options, (error, stdout, stderr) => {
      resolve(judge(folder, Number(error?.code ?? 0), stdout + stderr));
    });
  });
}

if (import.meta.main) {
  const codes: number[] = [];
  for (const folder of lockedFolders) {
    const silent = unexplained(await readFile(join(ROOT, folder, "pnpm-workspace.yaml"), "utf8"));
    for (const id of silent)
      console.log(`${folder}: ${id} is ignored without a reason: write one as a comment beside it`);
    const { line, code } = await auditFolder(folder);
    console.log(line);
    codes.push(silent.length > 0 ? 1 : 0, code);
  }
  process.exitCode = codes.includes(1) ? 1 : Math.max(...codes);
}
