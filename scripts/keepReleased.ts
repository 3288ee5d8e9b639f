// After `changeset version`: keeps the bundles that are about to be released, so that the next release and the
// documentation can say what changed since.
import { cpSync, globSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";

const specs = join(import.meta.dirname, "../specs");
mkdirSync(join(specs, "released"), { recursive: true });
for (const file of globSync(join(specs, "dist/*.en.json")))
  cpSync(file, join(specs, "released", basename(file)));
