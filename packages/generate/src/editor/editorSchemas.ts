// The shapes of all YAML in specs as JSON Schemas → specs/generated, for editors to check while one types. Nothing is
// known here: the shapes are those of the linter and of the checks, the words those of specs/EXTENSIONS.md.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { getTypes, SpecVersion } from "@redocly/openapi-core";
import { probesForm } from "../checks/checkProbes.ts";
import { referencesForm } from "../checks/checkReferences.ts";
import { entriesForm, translatedForm } from "../checks/discrepancy.ts";
import { sourceForm } from "../checks/sources.ts";
import { mapOf } from "../form.ts";
import type { Form } from "../form.ts";
import { writeFolder } from "../writeFolder.ts";
import { nodeSchemas } from "./nodeSchemas.ts";
import type { Words } from "./nodeSchemas.ts";
import { extendTypes } from "../../../../specs/lint/extensions.js";
import type { NodeType } from "../../../../specs/lint/redocly.d.ts";

/** Writes the schemas, whatever state the descriptions are in. Returns what it wrote. */
export async function writeEditorSchemas(root: string): Promise<string[]> {
  const types = extendTypes(getTypes(SpecVersion.OAS3_1));
  const words = wordsOf(await readFile(join(root, "specs/EXTENSIONS.md"), "utf8"));
  return writeFolder(root, "specs/generated", editorSchemas(types, words));
}

/** The schema of each kind of file, by file name. */
function editorSchemas(types: Record<string, NodeType>, words: Words): Record<string, string> {
  const described = { definitions: nodeSchemas(types, words) };
  const laidOver = {
    definitions: nodeSchemas(getTypes(SpecVersion.Overlay1), {}),
  };
  const node = (name: string): Form<unknown> => ({ $ref: `#/definitions/${name}` });
  const schemas = {
    openapi: { ...described, allOf: [node("Root")] },
    path: {
      ...described,
      type: "object",
      properties: { path: node("PathItem"), schemas: node("NamedSchemas") },
      required: ["path"],
      additionalProperties: false,
    },
    "error-codes": { ...described, ...mapOf(node("Example")) },
    headers: { ...described, ...mapOf(node("Header")) },
    parameters: { ...described, ...mapOf(node("Parameter")) },
    responses: { ...described, ...mapOf(node("Response")) },
    schemas: { ...described, ...mapOf(node("Schema")) },
    security: { ...described, ...mapOf(node("SecurityScheme")) },
    overlay: { ...laidOver, allOf: [node("Root")] },
    source: sourceForm,
    references: referencesForm,
    discrepancies: entriesForm,
    "discrepancies.translated": translatedForm,
    probes: probesForm,
  };
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify({ $schema: "http://json-schema.org/draft-07/schema#", ...schema }, null, 2)}\n`,
    ]),
  );
}

/** The section of each extension. Its links would lead nowhere from a tooltip, so their texts stay alone. */
function wordsOf(markdown: string): Words {
  const sections = markdown.split(/^## /m).slice(1);
  return Object.fromEntries(
    sections.map((section) => {
      const [, name = "", rest = ""] = /^(\S+)\n([^]*)$/.exec(section) ?? [];
      const markdownDescription = rest.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").trim();
      const [description = ""] = markdownDescription.split("\n\n");
      return [name, { description, markdownDescription }];
    }),
  );
}
