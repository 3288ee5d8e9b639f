// What `redocly diff` finds between two bundles: a second opinion on how severe a change is, by people who know
// every word of OpenAPI. Of our own words, of lists and of names it says nothing.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { list, oneOf, open, readJson, text } from "../form.ts";
import { GenerateError, messageOf } from "../GenerateError.ts";
import { decodePointer } from "../model.ts";
import type { OpenApiDocument } from "../model.ts";
import { redocly } from "../redocly.ts";
import { bumps } from "./bumps.ts";
import type { Bump } from "./bumps.ts";

/** How severe it finds a change, and where. */
export interface Opinion {
  impact: Bump;
  /** Steps through the document as callers see it, references followed: in the older one where it was removed. */
  trail: string[];
  in: "before" | "after";
}

const change = { path: text, kind: text, impact: oneOf(...bumps) };
const reportForm = open({ changes: list(open(change, { property: text })) });

/** Runs it. Throws GenerateError when it fails. */
export async function redoclyDiff(
  before: OpenApiDocument,
  after: OpenApiDocument,
): Promise<Opinion[]> {
  const scratch = await mkdtemp(join(tmpdir(), "open-orders-diff-"));
  try {
    const [old, now] = [join(scratch, "before.json"), join(scratch, "after.json")];
    await writeFile(old, JSON.stringify(before));
    await writeFile(now, JSON.stringify(after));
    // Without this set of rules it finds no change that breaks anything.
    const config = join(import.meta.dirname, "redocly.yaml");
    const args = ["diff", old, now, "--format=json", "--fail-on=none", `--config=${config}`];
    const { ok, stdout, stderr } = await redocly(scratch, args);
    if (!ok) throw new Error(`${stdout}${stderr}`);
    return readJson(reportForm, "its report", stdout).changes.flatMap(
      ({ path, kind, impact, property }) =>
        // A new name shows in what is found under the old one and the new one.
        property === "key"
          ? []
          : {
              impact,
              trail: [
                ...decodePointer(decodeURIComponent(path)),
                ...(property === undefined ? [] : [property]),
              ],
              in: kind === "removed" ? "before" : "after",
            },
    );
  } catch (cause) {
    throw new GenerateError(`redocly diff failed: ${messageOf(cause)}`);
  } finally {
    await rm(scratch, { recursive: true });
  }
}
