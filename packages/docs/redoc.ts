// The reference as one HTML file per API and language, made by Redocly from the published bundles.
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { SpecNode } from "@open-orders/specs/model";
import { DocsError } from "./src/DocsError.ts";
import { bundles } from "./src/site.ts";

// The maker's logo, icon fonts and collector of statistics: a page that stands alone loads none of them, and
// Redoc hides a logo that does not load.
const remote = /https:\/\/(?:cdn\.redoc\.ly|cdn\.redocly\.com|otel\.cloud\.redocly\.com)[\w./-]*/g;

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));

/** Writes `<api>.<language>.html` into a folder, one after the other: Astro needs the other processor. */
export async function buildRedocPages(folder: string): Promise<void> {
  const cli = join(dirname(require.resolve("@redocly/cli/package.json")), "bin/cli.js");
  for (const { api, language, document } of bundles) {
    const name = `${api}.${language}`;
    const file = join(folder, `${name}.html`);
    const args = [
      cli,
      "build-docs",
      require.resolve(`@open-orders/specs/${name}.json`),
      `--config=${join(here, "redocly.yaml")}`,
      "--inlineBundle",
      `--title=${SpecNode.root(document).value.info.title}`,
      `--template=${join(here, "redoc.hbs")}`,
      `--templateOptions.language=${language}`,
      `--output=${file}`,
    ];
    const environment = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    try {
      await run(process.execPath, args, { env: { ...process.env, ...environment } });
    } catch (cause) {
      const stderr = cause instanceof Error && "stderr" in cause ? cause.stderr : cause;
      throw new DocsError([`redocly build-docs ${name} failed:\n${String(stderr).trim()}`]);
    }
    await writeFile(file, (await readFile(file, "utf8")).replaceAll(remote, "data:,"));
  }
}
