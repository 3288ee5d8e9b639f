// `npm run sbom` writes what each published package brings with it to reports/sbom, as CycloneDX. The same commit gives
// the same bytes, so that anybody can make it again and compare.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "./installation.cjs";
import { publishedPackages } from "./release/packages.ts";

/** The part of a CycloneDX document that this repository reads. */
export interface Sbom {
  serialNumber: string;
  metadata: { timestamp: string; component: { purl: string } };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

interface Component {
  name: string;
  group?: string;
  version: string;
  purl: string;
  hashes?: object[];
  externalReferences?: { type: string; hashes?: object[] }[];
  licenses?: { license?: { id?: string; name?: string }; expression?: string }[];
}

const run = promisify(execFile);

/**
 * The document of each published package, by its name.
 *
 * @param timestamp - When it is said to have been made, in ISO 8601.
 * @param env - The environment of pnpm.
 */
export async function makeSboms(timestamp: string, env = process.env): Promise<Map<string, Sbom>> {
  const folder = await mkdtemp(join(tmpdir(), "open-orders-sbom-"));
  try {
    const filters = publishedPackages(ROOT).flatMap(({ manifest }) => ["--filter", manifest.name]);
    const form = [
      "--sbom-format",
      "cyclonedx",
      "--prod",
      "--split",
      "--out",
      join(folder, "%s.json"),
    ];
    await run(join(ROOT, "node_modules/.bin/pnpm"), ["sbom", ...form, ...filters], {
      cwd: ROOT,
      env,
    });
    const files = (await readdir(folder)).toSorted();
    const sboms = files.map(async (file): Promise<[string, Sbom]> => {
      const sbom = JSON.parse(await readFile(join(folder, file), "utf8")) as Sbom;
      return [file.replace(/\.json$/, ""), reproducible(sbom, timestamp)];
    });
    return new Map(await Promise.all(sboms));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Puts what depends on the content in place of what depends on moment, machine and chance. */
function reproducible(sbom: Sbom, timestamp: string): Sbom {
  const made = {
    ...sbom,
    serialNumber: "",
    metadata: { ...sbom.metadata, timestamp },
    components: sbom.components
      .map(withoutRegistry)
      .toSorted((one, other) => (one.purl < other.purl ? -1 : 1)),
    dependencies: sbom.dependencies
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.toSorted() }))
      .toSorted((one, other) => (one.ref < other.ref ? -1 : 1)),
  };
  const hash = createHash("sha256").update(JSON.stringify(made)).digest("hex");
  // A UUID of version 8: bits of one's own choice around the marks of version and variant (RFC 9562).
  const parts = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
  ];
  return { ...made, serialNumber: `urn:uuid:${parts.join("-")}-${hash.slice(20, 32)}` };
}

/** The hash of what was installed, without the address of the registry that this machine has it from. */
function withoutRegistry({ externalReferences = [], ...component }: Component): Component {
  const distribution = externalReferences.find(({ type }) => type === "distribution");
  const others = externalReferences.filter((reference) => reference !== distribution);
  return {
    ...component,
    ...(distribution?.hashes && { hashes: distribution.hashes }),
    ...(others.length > 0 && { externalReferences: others }),
  };
}

async function writeSboms(): Promise<void> {
  const { stdout } = await run("git", ["log", "-1", "--format=%ct"], { cwd: ROOT });
  const timestamp = new Date(Number(stdout) * 1000).toISOString();
  const folder = join(ROOT, "reports/sbom");
  await mkdir(folder, { recursive: true });
  for (const [name, sbom] of await makeSboms(timestamp)) {
    await writeFile(join(folder, `${name}.cdx.json`), `${JSON.stringify(sbom, null, 2)}\n`);
    console.log(`wrote reports/sbom/${name}.cdx.json: ${sbom.components.length} components`);
  }
}

if (import.meta.main) await writeSboms();
