// The package's entry runs in a browser: nothing that it imports from the start is Node's, or the command's.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** The files and packages that a file imports, not counting types and what is fetched at run time. */
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

test("the entry needs the descriptions and its own files alone", () => {
  const outside = (file: string): string[] =>
    [...importsOf(file)].filter((name) => !name.startsWith("./")).toSorted();
  expect(outside("index.ts")).toEqual(["@open-orders/specs", "@open-orders/specs/model"]);
  expect(importsOf("index.ts")).not.toContain("./admin.ts");
  // The same search finds what it looks for where it is.
  expect(outside("command.ts")).toEqual([
    "@open-orders/specs",
    "@open-orders/specs/model",
    "node:fs",
    "node:path",
    "node:util",
    "yaml",
  ]);
});
