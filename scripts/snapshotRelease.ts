// After `changeset version`: keeps the bundles that are about to be released, so that `npm run bump` and the
// documentation can say what changed since. A pre-release keeps those of the release before: its changes are
// still on their way.
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundlesOf } from "@open-orders/generate/olderBundles";

const root = join(import.meta.dirname, "..");
const folder = join(root, "specs/released");

if (existsSync(join(root, ".changeset/pre.json")))
  console.log("A pre-release: specs/released stays at the release before.");
else await keep();

async function keep(): Promise<void> {
  const bundles = await bundlesOf(root);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [api, byLanguage] of Object.entries(bundles))
    for (const [language, document] of Object.entries(byLanguage))
      await writeFile(
        join(folder, `${api}.${language}.json`),
        `${JSON.stringify(document, null, 2)}\n`,
      );
}
