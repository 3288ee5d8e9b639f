// The public API of a package, read from its declarations: every exported name with its signature and doc comment.
// API Extractor reads them, as it does for the committed API report of the client.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { CompilerState, Extractor, ExtractorConfig } from "@microsoft/api-extractor";
import { packageFolder } from "../packageFolder.ts";

/** A member of an interface or class. */
export interface ApiMember {
  name: string;
  /** Its type, or its whole signature where it is a method. */
  type: string;
  optional: boolean;
  doc: string;
}

/** An exported name. */
export interface ApiItem {
  kind: "function" | "class" | "interface" | "type" | "variable";
  name: string;
  /** As it is declared, without `export` and `declare`. */
  signature: string;
  /** Its doc comment, without stars. */
  doc: string;
  /** The module that declares it, without folder and ending: `options`. */
  module: string;
  /** Whether it was made from the descriptions. */
  generated: boolean;
  members: ApiMember[];
}

interface Node {
  kind: string;
  name?: string;
  docComment?: string;
  fileUrlPath?: string;
  isOptional?: boolean;
  excerptTokens?: { text: string }[];
  members?: Node[];
}

const kinds: Readonly<Record<string, ApiItem["kind"]>> = {
  Function: "function",
  Class: "class",
  Interface: "interface",
  TypeAlias: "type",
  Variable: "variable",
};

/** Reads the entry points of a package: `.` and subpaths such as `./redis`. */
export function extractApi(name: string, entries: string[]): Record<string, ApiItem[]> {
  const folder = packageFolder(name);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every package of this repository has these
  const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    exports: Record<string, { types: string }>;
  };
  const out = mkdtempSync(join(tmpdir(), "open-orders-api-"));
  try {
    const configs = entries.map((entry, at) =>
      configOf(folder, join(folder, exports[entry]?.types ?? ""), join(out, `${at}.json`)),
    );
    const [first] = configs;
    if (!first) return {};
    const compilerState = CompilerState.create(first, {
      additionalEntryPoints: configs.map((config) => config.mainEntryPointFilePath),
    });
    for (const config of configs)
      Extractor.invoke(config, {
        compilerState,
        localBuild: true,
        // The client's own check judges them.
        messageCallback: (message) => {
          message.handled = true;
        },
      });
    return Object.fromEntries(
      entries.map((entry, at) => [
        entry,
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- API Extractor wrote it
        itemsOf(JSON.parse(readFileSync(join(out, `${at}.json`), "utf8")) as Node),
      ]),
    );
  } finally {
    rmSync(out, { recursive: true });
  }
}

function configOf(folder: string, entry: string, apiJsonFilePath: string): ExtractorConfig {
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, "package.json"),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: entry,
      compiler: {
        overrideTsconfig: {
          extends: "../../tsconfig.base.json",
          compilerOptions: { noEmit: true, allowImportingTsExtensions: true },
          files: [entry],
        },
      },
      apiReport: { enabled: false },
      docModel: { enabled: true, apiJsonFilePath },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
    },
  });
}

function itemsOf(root: Node): ApiItem[] {
  const [entry] = root.members ?? [];
  return (entry?.members ?? []).flatMap((node) => {
    const kind = kinds[node.kind];
    if (!kind) return [];
    const file = node.fileUrlPath ?? "";
    return {
      kind,
      name: node.name ?? "",
      signature: textOf(node).replace(/^export (?:declare )?/, ""),
      doc: commentOf(node),
      module: basename(file).replace(/\.d\.ts$/, ""),
      generated: file.includes("/generated/"),
      members: (node.members ?? []).flatMap(memberOf),
    };
  });
}

function memberOf(node: Node): ApiMember[] {
  // Constructors of errors are internal, and of no use to callers.
  if (node.name === undefined || node.kind === "Constructor") return [];
  const text = textOf(node).replace(/;$/, "");
  const isProperty = node.kind.startsWith("Property");
  const type = isProperty ? text.replace(/^[^:]*:\s*/, "") : text;
  return [{ name: node.name, type, optional: node.isOptional ?? false, doc: commentOf(node) }];
}

function textOf({ excerptTokens = [] }: Node): string {
  return excerptTokens.map(({ text }) => text).join("");
}

function commentOf({ docComment = "" }: Node): string {
  return docComment
    .replace(/^\/\*\*/, "")
    .replace(/\*\/\s*$/, "")
    .replaceAll(/^[ \t]*\* ?/gm, "")
    .trim();
}
