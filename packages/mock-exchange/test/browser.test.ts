// The package's entry runs in a browser: nothing that it imports statically belongs to Node or to the command.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** The files and packages that a file imports, without types and dynamic imports. */
function importsOf(file: string, found = new Set<string>()): ReadonlySet<string> {
  const text = readFileSync(join(import.meta.dirname, "../src", file), "utf8");
  for (const [, name = ""] of text.matchAll(
    /^(?:import|export) (?!type)[^;]*? from "([^"]+)"/gmu,
  )) {
    const isNew = !found.has(name);
    found.add(name);
    if (isNew && name.startsWith("./")) importsOf(name, found);
  }
  return found;
}

test("the entry imports only the descriptions and its own files", () => {
  const outside = (file: string): string[] =>
    [...importsOf(file)].filter((name) => !name.startsWith("./")).toSorted();
  expect(outside("index.ts")).toEqual(["@open-orders/specs", "@open-orders/specs/model"]);
  expect(importsOf("index.ts")).not.toContain("./admin.ts");
  // The same search finds Node's modules where they are imported.
  expect(outside("command.ts")).toEqual([
    "@open-orders/specs",
    "@open-orders/specs/model",
    "node:fs",
    "node:path",
    "node:util",
    "yaml",
  ]);
});
