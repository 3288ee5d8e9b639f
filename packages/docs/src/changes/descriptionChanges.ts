// What changed in the descriptions since they were last released, as redocly diff sees it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { DocsError } from "../DocsError.ts";

/** What a caller has to do about a change: mend code, nothing, or not even notice. */
export type Impact = "major" | "minor" | "patch";

/** One place of a description that is not as it was. */
export interface DescriptionChange {
  api: string;
  impact: Impact;
  kind: "added" | "removed" | "modified";
  /** Steps from the top of the document, the last one the property that changed. */
  place: string[];
}

interface Report {
  changes: {
    path: string;
    kind: DescriptionChange["kind"];
    impact: Impact;
    property?: string;
  }[];
}

const require = createRequire(import.meta.url);
const impacts: readonly Impact[] = ["major", "minor", "patch"];

/**
 * Compares two bundles of each API, `<api>.en.json` in either folder; an API that was not released is left out.
 *
 * @returns undefined where nothing was released; the gravest changes first
 */
export function descriptionChanges(
  released: string,
  current: string,
  apis: readonly string[],
): DescriptionChange[] | undefined {
  if (!existsSync(released)) return undefined;
  const changes = apis.flatMap((api) => {
    const name = `${api}.en.json`;
    const before = join(released, name);
    return existsSync(before) ? compare(api, before, join(current, name)) : [];
  });
  return changes.toSorted((a, b) => impacts.indexOf(a.impact) - impacts.indexOf(b.impact));
}

function compare(api: string, before: string, after: string): DescriptionChange[] {
  const cli = join(dirname(require.resolve("@redocly/cli/package.json")), "bin/cli.js");
  // Without this set of rules it finds no change that breaks anything.
  const config = join(import.meta.dirname, "redocly.yaml");
  const args = [cli, "diff", before, after, "--format=json", `--config=${config}`];
  const environment = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    env: { ...process.env, ...environment },
    maxBuffer: 2 ** 26,
  });
  let report: Report;
  try {
    // It ends in failure where a change breaks something, which is no failure here.
    report = JSON.parse(stdout) as Report;
  } catch {
    throw new DocsError([`redocly diff ${before} failed:\n${stderr.trim()}`]);
  }
  return report.changes.map(({ path, kind, impact, property }) => ({
    api,
    impact,
    kind,
    place: [...steps(path), ...(property === undefined ? [] : [property])],
  }));
}

/** The steps of a JSON pointer in a URL fragment (RFC 6901). */
function steps(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"));
}
