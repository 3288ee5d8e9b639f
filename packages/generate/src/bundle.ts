// YAML → one OpenAPI document per API and language, by the Redocly CLI.
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { overlaysOf } from "./apis.ts";
import type { Api, Bundles } from "./apis.ts";
import { GenerateError } from "./GenerateError.ts";
import { sourceLanguage, translations } from "./languages.ts";
import type { OpenApiDocument } from "./model.ts";
import { redocly } from "./redocly.ts";

interface LintReport {
  problems: {
    ruleId: string;
    message: string;
    location: { source: { ref: string }; start: { line: number; col: number } }[];
  }[];
}

/** Holds all descriptions against the rules in redocly.yaml. Throws GenerateError with every breach. */
export async function lintAll(root: string): Promise<void> {
  const { ok, stdout, stderr } = await redocly(root, ["lint", "--format", "json"]);
  // One JSON document per API, each ending with a brace of its own line.
  const reports = stdout.split(/(?<=^\})/m).filter((text) => text.trim() !== "");
  const breaches = reports.flatMap((text) =>
    (JSON.parse(text) as LintReport).problems.map(({ ruleId, message, location: [place] }) => {
      const at = place && `${place.source.ref}:${place.start.line}:${place.start.col}: `;
      return `${at ?? ""}${message} (${ruleId})`;
    }),
  );
  // What is wrong in a shared part is found once in each API.
  if (breaches.length > 0) throw new GenerateError([...new Set(breaches)].join("\n"));
  if (!ok) throw new GenerateError(`redocly lint failed:\n${stderr.trim()}`);
}

/** Bundles every API in every language. Throws GenerateError on what cannot be bundled. */
export async function bundleAll(root: string, apis: Api[]): Promise<Bundles> {
  for (const api of apis)
    for (const language of translations)
      for (const file of overlaysOf(api, language))
        if (!existsSync(join(root, file)))
          throw new GenerateError(
            `${file}: is missing; write the ${language} texts of ${api.name} there`,
          );
  const scratch = await mkdtemp(join(tmpdir(), "open-orders-"));
  const bundle = async (api: Api, language: string): Promise<[string, OpenApiDocument]> => {
    const output = join(scratch, `${api.name}.${language}.json`);
    const overlays = language === sourceLanguage ? [] : overlaysOf(api, language);
    const flags = overlays.flatMap((file) => ["--overlay", file]);
    const args = ["bundle", api.name, ...flags, "--output", output];
    const { ok, stdout, stderr } = await redocly(root, args);
    if (!ok)
      throw new GenerateError(
        `${api.description}: cannot be bundled in ${language}:\n${stdout}${stderr}`.trim(),
      );
    return [language, JSON.parse(await readFile(output, "utf8")) as OpenApiDocument];
  };
  try {
    const byApi = apis.map(async (api) => {
      const languages = [sourceLanguage, ...translations];
      const byLanguage = await Promise.all(languages.map((language) => bundle(api, language)));
      return [api.name, Object.fromEntries(byLanguage)] as const;
    });
    return Object.fromEntries(await Promise.all(byApi));
  } finally {
    await rm(scratch, { recursive: true });
  }
}
