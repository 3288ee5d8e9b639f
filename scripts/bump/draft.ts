// Changesets for what is not yet promised, drafted from what the changes mean to callers.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bumps } from "@open-orders/generate/bumps";
import type { Bump } from "@open-orders/generate/bumps";
import type { Change } from "@open-orders/generate/change";
import { codeOf } from "../command.ts";
import { bumpFor, isLess, needOf } from "./needs.ts";
import type { Need } from "./needs.ts";

const headings: Record<Bump, string> = {
  major: "The descriptions changed in ways that programs must follow:",
  minor: "The descriptions say more, or something else that programs need not follow:",
  patch: "The descriptions use other words:",
};

/**
 * One text for each set of packages and bumps, so that a changelog tells what concerns its package and nothing else.
 *
 * @param changes - undefined where nothing was released
 * @param shortfalls - The packages that promise too little. What they have promised already is left out.
 */
export function draftsOf(changes: Change[] | undefined, shortfalls: Need[]): string[] {
  if (!changes)
    return [
      draft(
        shortfalls.map(({ name }) => `"${name}": minor`),
        "First release.",
      ),
    ];
  const groups = new Map<string, { releases: string[]; severity: Bump; texts: string[] }>();
  for (const change of changes) {
    const { severity, text } = change;
    const releases = shortfalls.flatMap((one) => {
      const asked = needOf(change, one);
      const need = asked && bumpFor(asked, one.version);
      return need && isLess(one.promised, need) ? [`"${one.name}": ${need}`] : [];
    });
    if (releases.length === 0) continue;
    const key = [severity, ...releases].join("\n");
    const group = groups.get(key) ?? { releases, severity, texts: [] };
    group.texts.push(text.en);
    groups.set(key, group);
  }
  return [...groups.values()]
    .toSorted((a, b) => bumps.indexOf(a.severity) - bumps.indexOf(b.severity))
    .map(({ releases, severity, texts }) => {
      const [only, ...others] = texts;
      const list = [headings[severity], "", ...texts.map((text) => `- ${text}`)].join("\n");
      return draft(releases, only !== undefined && others.length === 0 ? only : list);
    });
}

function draft(releases: string[], text: string): string {
  return `---\n${releases.join("\n")}\n---\n\n${text}\n`;
}

/** Writes each draft into a file of its own, and none over another. Returns the names of the files. */
export async function writeDrafts(folder: string, drafts: string[]): Promise<string[]> {
  const names: string[] = [];
  for (const text of drafts) names.push(await writeNew(folder, text));
  return names;
}

async function writeNew(folder: string, text: string, number = 1): Promise<string> {
  const name = `descriptions${number > 1 ? `-${number}` : ""}.md`;
  try {
    await writeFile(join(folder, name), text, { flag: "wx" });
    return name;
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    return writeNew(folder, text, number + 1);
  }
}
