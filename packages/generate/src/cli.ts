// `cli.ts bundle` writes specs/generated and specs/dist; `cli.ts client` writes packages/client/src/generated.
import { resolve } from "node:path";
import { writeClient } from "./client.ts";
import { writeEditorSchemas } from "./editor/editorSchemas.ts";
import { GenerateError } from "./GenerateError.ts";
import { writeSpecs } from "./specs.ts";

const root = resolve(import.meta.dirname, "../../..");
const commands: Record<string, (root: string) => Promise<string[]>> = {
  // The schemas first: an editor helps to correct what the bundle is rejected for.
  bundle: async (of) => [...(await writeEditorSchemas(of)), ...(await writeSpecs(of))],
  client: writeClient,
};

const name = process.argv[2] ?? "";
const command = commands[name];
if (!command) {
  console.error(`There is no command "${name}". Use ${Object.keys(commands).join(" or ")}.`);
  process.exit(2);
}
try {
  for (const file of await command(root)) console.log(`wrote ${file}`);
} catch (error) {
  if (!(error instanceof GenerateError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
