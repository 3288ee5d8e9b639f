// YAML → one OpenAPI document per API and language, by the Redocly CLI.
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { bundleForm, overlaysOf } from "./apis.ts";
import type { Api, Bundles } from "./apis.ts";
import { integer, list, open, readJson, text } from "./form.ts";
import { GenerateError } from "./GenerateError.ts";
import { sourceLanguage, translations } from "./languages.ts";
import { redocly } from "./redocly.ts";

const reportForm = open({
  problems: list(
    open({
      ruleId: text,
      message: text,
      suggest: list(text),
      location: list(
        open({ source: open({ ref: text }), start: open({ line: integer(), col: integer() }) }),
      ),
    }),
  ),
});

/** Checks all descriptions by the rules in redocly.yaml. Throws GenerateError with every mistake. */
export async function lintAll(root: string): Promise<void> {
  const { ok, stdout, stderr } = await redocly(root, ["lint", "--format", "json"]);
  // One JSON document per API, each ending with a brace of its own line.
  const reports = stdout.split(/(?<=^\})/m).filter((report) => report.trim() !== "");
  const problems = reports.flatMap(
    (report) => readJson(reportForm, "redocly lint", report).problems,
  );
  // Where a file is no YAML, each reference to it repeats why.
  const unread = new Set(
    problems.flatMap(({ message }) => message.split(/^Failed to parse: /)[1] ?? []),
  );
  const mistakes = problems
    .filter(({ message }) => !unread.has(message.replace(/^Can't resolve \$ref: /, "")))
    .map(({ ruleId, message, suggest: [known], location: [place] }) => {
      const at = place && `${place.source.ref}:${place.start.line}:${place.start.col}: `;
      const instead = known === undefined ? "" : ` Did you mean \`${known}\`?`;
      return `${at ?? ""}${message.replace(/ in "[^"]*" \(\d+:\d+\)$/, "")}${instead} (${ruleId})`;
    });
  // What is wrong in a shared part is found once in each API.
  if (mistakes.length > 0) throw new GenerateError([...new Set(mistakes)].join("\n"));
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
  const languages = [sourceLanguage, ...translations];
  const all = apis.flatMap((api) =>
    languages.map((language) => ({
      api,
      language,
      output: join(scratch, `${api.name}.${language}.json`),
    })),
  );
  try {
    // To Redocly each language is an API of its own, so that it starts once for all of them.
    const config = all.map(({ api, language, output }) => {
      const overlays = language === sourceLanguage ? [] : overlaysOf(api, language);
      const description = join(root, api.description);
      const files = overlays.map((file) => join(root, file));
      return [`${api.name}.${language}`, { root: description, output, overlays: files }];
    });
    const file = join(scratch, "redocly.yaml");
    await writeFile(file, stringify({ telemetry: "off", apis: Object.fromEntries(config) }));
    const { ok, stdout, stderr } = await redocly(root, ["bundle", "--config", file]);
    const failed = ok ? undefined : all.find(({ output }) => !existsSync(output));
    if (!ok)
      throw new GenerateError(
        `${failed ? `${failed.api.description}: cannot be bundled in ${failed.language}` : "redocly bundle failed"}:\n${stdout}${stderr}`.trim(),
      );
    const bundles: Bundles = {};
    for (const { api, language, output } of all) {
      const document = readJson(bundleForm, api.name, await readFile(output, "utf8"));
      bundles[api.name] = { ...bundles[api.name], [language]: document };
    }
    return bundles;
  } finally {
    await rm(scratch, { recursive: true });
  }
}
