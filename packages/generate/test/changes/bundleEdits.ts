// Bundles many edited copies of the descriptions in one run of Redocly.
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { stringify } from "yaml";
import { listApis, overlaysOf } from "../../src/apis.ts";
import { sourceLanguage, translations } from "../../src/languages.ts";
import type { Bundles } from "../../src/apis.ts";
import type { OpenApiDocument } from "../../src/model.ts";
import type { Edit } from "./edit.ts";

const root = resolve(import.meta.dirname, "../../../..");
const cli = join(root, "packages/generate/node_modules/@redocly/cli/bin/cli.js");

/** An edited copy of the descriptions: where its YAML lies, and what is made from it. */
export interface Edited {
  root: string;
  bundles: Bundles;
}

/** Operations that the edits know. Others are left out, so that one more makes no edit wrong. */
const known = new Set(["listMarginOpenOrders", "listOpenOrders"]);

/** The copies, in the order of the edits; what they are compared with; and what removes them all. */
export async function bundleEdits(
  edits: readonly Edit[],
): Promise<{ base: Bundles; copies: Edited[]; remove: () => Promise<void> }> {
  const scratch = await mkdtemp(join(tmpdir(), "open-orders-edits-"));
  const apis = await listApis(root);
  const languages = [sourceLanguage, ...translations];
  const config: Record<string, object> = {};
  const none: Pick<Edit, "what" | "file" | "replace"> = { what: "nothing", file: "", replace: [] };
  const all = [...edits, none];
  for (const [index, edit] of all.entries()) {
    await copyEdited(join(scratch, String(index)), edit);
    for (const api of apis)
      for (const language of languages) {
        const overlays = language === sourceLanguage ? [] : overlaysOf(api, language);
        config[`${api.name}.${language}.${index}`] = {
          root: `${index}/${api.description}`,
          output: `${index}/dist/${api.name}.${language}.json`,
          overlays: overlays.map((file) => `${index}/${file}`),
        };
      }
  }
  await writeFile(join(scratch, "redocly.yaml"), stringify({ telemetry: "off", apis: config }));
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  const options = { cwd: scratch, env, maxBuffer: 2 ** 26 };
  await promisify(execFile)(process.execPath, [cli, "bundle"], options).catch((cause: unknown) => {
    const mistakes = (cause as { stderr: string }).stderr.match(/^(?:Failed|Can't).*$/gm);
    throw new Error(mistakes?.join("; "), { cause });
  });
  const bundled = all.map(async (_, index) => {
    const folder = join(scratch, String(index));
    const bundles: Bundles = {};
    for (const { name } of apis)
      for (const language of languages) {
        const text = await readFile(join(folder, `dist/${name}.${language}.json`), "utf8");
        bundles[name] = { ...bundles[name], [language]: JSON.parse(text) as OpenApiDocument };
      }
    return { root: folder, bundles };
  });
  const copies = await Promise.all(bundled);
  const base = copies.pop()?.bundles ?? {};
  return { base, copies, remove: () => rm(scratch, { recursive: true }) };
}

async function copyEdited(
  folder: string,
  { what, file, replace }: Pick<Edit, "what" | "file" | "replace">,
): Promise<void> {
  await mkdir(folder);
  await cp(join(root, "redocly.yaml"), join(folder, "redocly.yaml"));
  for (const part of ["common", "coin-m-futures", "portfolio-margin"])
    await cp(join(root, "specs", part), join(folder, "specs", part), { recursive: true });
  for (const part of ["coin-m-futures", "portfolio-margin"]) {
    const path = join(folder, "specs", part, "openapi.yaml");
    const lines = (await readFile(path, "utf8")).split("\n");
    const isKept = (line: string): boolean => {
      const operation = /\$ref: paths\/(\w+)\.yaml/.exec(line)?.[1];
      return operation === undefined || known.has(operation);
    };
    await writeFile(path, lines.filter(isKept).join("\n"));
  }
  for (const [from, to, other = file] of replace) {
    const path = join(folder, "specs", other);
    const text = await readFile(path, "utf8");
    if (!text.includes(from)) throw new Error(`${what}: ${other} has no "${from}"`);
    await writeFile(
      path,
      text.replace(from, () => to),
    );
  }
}
