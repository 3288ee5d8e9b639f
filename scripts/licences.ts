// `npm run licences` writes THIRD_PARTY.md: other people's code that reaches users, and under which licence. A licence
// that is not on the list here is a decision to make, not a line to add.
import { execFile, spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "./installation.cjs";
import { publishedPackages } from "./release/packages.ts";
import { makeSboms } from "./sbom.ts";

const run = promisify(execFile);

/** Licences, as SPDX writes them, that ask for nothing but their own text. */
const allowed = new Set(["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"]);

/** Code that reaches users. */
export interface Shipped {
  name: string;
  version: string;
  licence: string;
  /** What of ours it comes with. */
  with: string;
}

/** The site takes files of these past its bundler: frames of code, the search, and Redoc's pages. */
const copied = ["astro-expressive-code", "pagefind", "@redocly/cli"];

/** As the bundler of the site writes it. */
interface SitePackage {
  name: string;
  version: string;
  /** SPDX. */
  identifier: string | null;
}

/** Everything that is shipped, in the order of its name. */
export async function listShipped(): Promise<Shipped[]> {
  const own = new Set(publishedPackages(ROOT).map(({ manifest }) => manifest.name));
  const fromPackages = [...(await makeSboms(new Date(0).toISOString())).values()].flatMap(
    ({ metadata, components }) => {
      const [, to = ""] = /^pkg:npm\/(.*)@/.exec(decodeURIComponent(metadata.component.purl)) ?? [];
      return components.map(({ group, name, version, licenses = [] }) => ({
        name: group === undefined ? name : `${group}/${name}`,
        version,
        licence: licenses
          .map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? "none")
          .join(" AND "),
        with: to,
      }));
    },
  );
  const bundled = JSON.parse(
    await readFile(join(ROOT, "packages/docs/dist/licences.json"), "utf8"),
  ) as SitePackage[];
  const fromSite = [...bundled, ...(await installedWithSite(copied))].map(
    ({ name, version, identifier }) => ({
      name,
      version,
      licence: identifier ?? "none",
      with: "the documentation site",
    }),
  );
  return [...fromPackages, ...fromSite]
    .filter(({ name }) => !own.has(name))
    .toSorted((one, other) => one.name.localeCompare(other.name, "en"));
}

/** What pnpm knows of packages that the site depends on, directly or not. */
async function installedWithSite(names: readonly string[]): Promise<SitePackage[]> {
  const args = ["licenses", "list", "--json", "--prod", "--filter", "@open-orders/docs"];
  const { stdout } = await run(join(ROOT, "node_modules/.bin/pnpm"), args, {
    cwd: ROOT,
    maxBuffer: 2 ** 26,
  });
  const byLicence = JSON.parse(stdout) as Record<string, { name: string; versions: string[] }[]>;
  const all = Object.entries(byLicence).flatMap(([identifier, packages]) =>
    packages.map(({ name, versions: [version = ""] }) => ({ name, version, identifier })),
  );
  return names.map((name) => {
    const found = all.find((one) => one.name === name);
    if (!found)
      throw new Error(
        `${name} is not installed for the site: mend the list in scripts/licences.ts`,
      );
    return found;
  });
}

/** What may not be shipped: one line each. */
export const refused = (shipped: readonly Shipped[]): string[] =>
  shipped
    .filter(({ licence }) => !allowed.has(licence))
    .map(
      ({ name, version, licence, with: ours }) =>
        `${name} ${version}, shipped with ${ours}, has licence ${licence}: replace it, or decide on the licence in scripts/licences.ts`,
    );

/** The text of THIRD_PARTY.md. */
export function thirdParty(shipped: readonly Shipped[]): string {
  const places = new Map<string, Set<string>>();
  for (const { name, version, licence, with: ours } of shipped) {
    const cells = `\`${name}\` | ${version} | ${licence}`;
    places.set(cells, (places.get(cells) ?? new Set()).add(ours));
  }
  const rows = [...places].map(
    ([cells, ours]) => `| ${cells} | ${[...ours].toSorted().join(", ")} |`,
  );
  return [
    "# Other people's code that reaches users",
    "",
    "Made by `npm run licences`; a test holds it true. npm installs the code of the packages beside ours, with its",
    "licence. The texts of what is bundled into the documentation site are at its `/licences.json`.",
    "",
    "| package | version | licence | comes with |",
    "|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

if (import.meta.main) {
  // What the site is bundled from is known once it is.
  const build = ["run", "build", "--filter=@open-orders/docs", "--output-logs=errors-only"];
  const turbo = [join(ROOT, "node_modules/turbo/bin/turbo"), ...build];
  const { status } = spawnSync(process.execPath, turbo, { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) process.exit(1);
  const shipped = await listShipped();
  await writeFile(join(ROOT, "THIRD_PARTY.md"), thirdParty(shipped));
  for (const line of refused(shipped)) console.error(line);
  console.log(`wrote THIRD_PARTY.md: ${new Set(shipped.map(({ name }) => name)).size} packages`);
  process.exitCode = refused(shipped).length > 0 ? 1 : 0;
}
