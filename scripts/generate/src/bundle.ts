// YAML → one OpenAPI document per API and language, by the Redocly CLI.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { overlaysOf } from "./apis.ts";
import type { Api } from "./apis.ts";
import { GenerateError } from "./GenerateError.ts";
import { sourceLanguage, translations } from "./languages.ts";
import type { Bundles, OpenApiDocument } from "./openapi.ts";

const run = promisify(execFile);

async function redocly(root: string, args: string[]): Promise<void> {
  const cli = join(root, "scripts/generate/node_modules/@redocly/cli/bin/cli.js");
  const env = {
    ...process.env,
    FORCE_COLOR: "0",
    REDOCLY_TELEMETRY: "off",
    REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
  };
  try {
    await run(process.execPath, [cli, ...args], { cwd: root, env, maxBuffer: 2 ** 26 });
  } catch (cause) {
    const { stdout = "", stderr = "" } = cause as { stdout?: string; stderr?: string };
    throw new GenerateError(`redocly ${args.join(" ")} failed:\n${stdout}${stderr}`.trim());
  }
}

/** Holds all descriptions against the rules in redocly.yaml. Throws GenerateError with every breach. */
export async function lintAll(root: string): Promise<void> {
  await redocly(root, ["lint", "--format", "stylish"]);
}

/** Bundles every API in every language. Throws GenerateError on what cannot be bundled. */
export async function bundleAll(root: string, apis: Api[]): Promise<Bundles> {
  const scratch = await mkdtemp(join(tmpdir(), "open-orders-"));
  const bundle = async (api: Api, language: string): Promise<[string, OpenApiDocument]> => {
    const output = join(scratch, `${api.name}.${language}.json`);
    const overlays = language === sourceLanguage ? [] : overlaysOf(api, language);
    const missing = overlays.find((file) => !existsSync(join(root, file)));
    if (missing)
      throw new GenerateError(
        `${missing}: is missing; write the ${language} texts of ${api.name} there`,
      );
    const flags = overlays.flatMap((file) => ["--overlay", file]);
    await redocly(root, ["bundle", api.name, ...flags, "--output", output]);
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
