// The language server that editors run for YAML, over its standard input and output, as an editor would: settings of
// the repository, a file that is open and not saved.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createMessageConnection } from "vscode-jsonrpc/node.js";

const require = createRequire(import.meta.url);
const server = require.resolve("yaml-language-server/bin/yaml-language-server");

/** What an editor underlines. */
export interface Diagnostic {
  message: string;
  /** From 1, as editors count. */
  line: number;
}

/** A running server. */
export interface LanguageServer {
  /** Opens a file of this repository with another content and waits for what is wrong with it. */
  diagnose: (file: string, text: string) => Promise<Diagnostic[]>;
  /** What a file that is open shows where a text first stands. */
  hover: (file: string, text: string, at: string) => Promise<string>;
  stop: () => void;
}

interface Published {
  uri: string;
  diagnostics: { message: string; range: { start: { line: number } } }[];
}

/**
 * Starts one.
 *
 * @param root - The folder that is open in the editor.
 * @param schemas - `yaml.schemas` of its settings, with paths from the root.
 */
export async function startLanguageServer(
  root: string,
  schemas: Record<string, string>,
): Promise<LanguageServer> {
  const child = spawn(process.execPath, [server, "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const connection = createMessageConnection(child.stdout, child.stdin);
  const uriOf = (file: string): string => pathToFileURL(join(root, file)).href;
  // What an editor does with a path that begins with a dot.
  const located = Object.entries(schemas).map(([schema, files]) => [uriOf(schema), files]);
  const settings = {
    yaml: { schemas: Object.fromEntries(located) as object, schemaStore: { enable: false } },
  };
  connection.onRequest("workspace/configuration", ({ items }: { items: { section: string }[] }) =>
    items.map(({ section }) => (section === "yaml" ? settings.yaml : {})),
  );
  connection.onRequest("client/registerCapability", () => null);
  const waiting = new Map<string, (diagnostics: Diagnostic[]) => void>();
  connection.onNotification(
    "textDocument/publishDiagnostics",
    ({ uri, diagnostics }: Published) => {
      waiting.get(uri)?.(
        diagnostics.map(({ message, range }) => ({ message, line: range.start.line + 1 })),
      );
    },
  );
  connection.listen();
  const folders = [{ uri: uriOf("."), name: "open-orders" }];
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: uriOf("."),
    workspaceFolders: folders,
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: { publishDiagnostics: {}, hover: { contentFormat: ["markdown"] } },
    },
  });
  await connection.sendNotification("initialized", {});
  await connection.sendNotification("workspace/didChangeConfiguration", { settings });
  let version = 0;
  return {
    diagnose: async (file, text) => {
      const uri = uriOf(file);
      const found = new Promise<Diagnostic[]>((resolve) => waiting.set(uri, resolve));
      version += 1;
      const document = { uri, languageId: "yaml", version, text };
      await connection.sendNotification("textDocument/didOpen", { textDocument: document });
      return found;
    },
    hover: async (file, text, at) => {
      const before = text.slice(0, text.indexOf(at)).split("\n");
      const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
      const shown = await connection.sendRequest<{ contents: { value: string } } | null>(
        "textDocument/hover",
        { textDocument: { uri: uriOf(file) }, position },
      );
      return shown?.contents.value ?? "";
    },
    stop: () => {
      connection.dispose();
      child.kill();
    },
  };
}
