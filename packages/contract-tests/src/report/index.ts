// The reports of a run: a summary for the terminal, and files for people, for CI systems and for programs.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ContractReport } from "../run/ContractReport.ts";
import { reportJson } from "./json.ts";
import { junitXml } from "./junit.ts";
import { markdownSummary } from "./markdown.ts";
import { reportPage } from "./page.ts";

export { unknownSeen } from "./unknownSeen.ts";
export { terminalSummary } from "./terminal.ts";

/**
 * Writes `contract.junit.xml`, `contract.html`, `contract.md` and `contract.json` into a directory, which is
 * made where it is missing. Nothing in them is secret.
 *
 * @returns The names of the files.
 * @throws What `node:fs` throws when the directory cannot be written to.
 */
export async function writeReports(
  report: ContractReport,
  directory: string,
): Promise<readonly string[]> {
  const files = {
    "contract.junit.xml": junitXml(report),
    "contract.html": reportPage(report),
    "contract.md": markdownSummary(report),
    "contract.json": reportJson(report),
  };
  await mkdir(directory, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
  return Object.keys(files);
}
