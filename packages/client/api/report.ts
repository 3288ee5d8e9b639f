// Holds the committed API reports, one for each entry point of the package, against what the build gives:
// `npm run api` writes them anew. Without `--write` this fails when one of them is out of date, or when a
// type that callers meet is exported nowhere.
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import {
  CompilerState,
  ConsoleMessageId,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  ExtractorMessageId,
} from "@microsoft/api-extractor";
import type { ExtractorMessage } from "@microsoft/api-extractor";

const write = process.argv.includes("--write");
const projectFolder = join(import.meta.dirname, "..");
const packageJsonFullPath = join(projectFolder, "package.json");
const { exports }: { exports: Record<string, { types?: string }> } = JSON.parse(
  readFileSync(packageJsonFullPath, "utf8"),
);
const configs = Object.entries(exports).flatMap(([path, { types }]) =>
  types === undefined ? [] : [configure(path === "." ? "client" : basename(path), types)],
);
const [main] = configs;
if (!main) throw new Error("package.json exports no types.");

/** The last three are said in words of our own; what is undocumented is marked in the report itself. */
const noise: ReadonlySet<string> = new Set([
  ExtractorMessageId.MissingReleaseTag,
  ExtractorMessageId.Undocumented,
  ConsoleMessageId.Preamble,
  ConsoleMessageId.ApiReportCreated,
  ConsoleMessageId.ApiReportCopied,
  ConsoleMessageId.ApiReportNotCopied,
]);
const forgottenExport: string = ExtractorMessageId.ForgottenExport;
const compilerState = CompilerState.create(main, {
  additionalEntryPoints: configs.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
});
for (const config of configs) {
  const name = basename(config.reportFilePath);
  const { apiReportChanged, errorCount } = Extractor.invoke(config, {
    compilerState,
    localBuild: write,
    messageCallback: judge,
  });
  if (apiReportChanged)
    console.log(
      write
        ? `wrote api/${name}`
        : `api/${name} is out of date: \`npm run api\` in packages/client writes it`,
    );
  if (errorCount > 0 || (apiReportChanged && !write)) process.exitCode = 1;
}

function configure(name: string, types: string): ExtractorConfig {
  const mainEntryPointFilePath = join(projectFolder, types);
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath,
    configObject: {
      projectFolder,
      mainEntryPointFilePath,
      newlineKind: "lf",
      compiler: {
        overrideTsconfig: {
          extends: "../../tsconfig.base.json",
          compilerOptions: { noEmit: true, allowImportingTsExtensions: true },
          files: [mainEntryPointFilePath],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: join(projectFolder, "api"),
        reportTempFolder: join(projectFolder, "reports/api"),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: { extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } } },
    },
  });
}

/** Takes out what says nothing here. */
function judge(message: ExtractorMessage): void {
  const { messageId, text } = message;
  if (noise.has(messageId) || (messageId === forgottenExport && isKnown(text)))
    message.logLevel = ExtractorLogLevel.None;
}

/**
 * Whether a type that this entry point does not export is no loss: the main one does, or it was made from
 * the descriptions and is met only through the types that are exported.
 */
function isKnown(text: string): boolean {
  const symbol = /symbol "(\w+)"/.exec(text)?.[1] ?? "";
  if (/^(?:components|operations|paths)(?:_\d+)?$/.test(symbol)) return true;
  const report = main?.reportTempFilePath ?? "";
  const exported = existsSync(report) ? readFileSync(report, "utf8") : "";
  return new RegExp(`^export (?:\\w+ )+${symbol}\\b`, "m").test(exported);
}
