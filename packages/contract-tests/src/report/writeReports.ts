// The reports of a run as files: for people, for CI systems and for programs.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ContractReport } from "../run/ContractReport.ts";
import { htmlReport } from "./html.ts";
import { jsonReport } from "./json.ts";
import { junitReport } from "./junit.ts";
import { markdownReport } from "./markdown.ts";

/**
 * Writes `contract.junit.xml`, `contract.html`, `contract.md` and `contract.json` into a directory, which is made where
 * it is missing. Nothing in them is secret.
 *
 * @returns The names of the files.
 * @throws What `node:fs` throws when the directory cannot be written to.
 */
export async function writeReports(
  report: ContractReport,
  directory: string,
): Promise<readonly string[]> {
  const files = {
    "contract.junit.xml": junitReport(report),
    "contract.html": htmlReport(report),
    "contract.md": markdownReport(report),
    "contract.json": jsonReport(report),
  };
  await mkdir(directory, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
  return Object.keys(files);
}
