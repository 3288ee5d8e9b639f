// The descriptions as files: what specs publishes, in either form.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as specs from "@open-orders/specs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { dist } from "./builtSite.ts";

const documents = Object.entries(specs.apis).flatMap(([api, byLanguage]) =>
  Object.entries(byLanguage).map(([language, document]) => ({
    name: `${api}.${language}`,
    document,
  })),
);
const read = (file: string): string => readFileSync(join(dist, "downloads", file), "utf8");

test.each(documents)("$name is the same in JSON and YAML", ({ name, document }) => {
  expect(JSON.parse(read(`${name}.json`))).toEqual(document);
  expect(parse(read(`${name}.yaml`))).toEqual(document);
});
