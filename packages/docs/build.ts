// `node build.ts [--out=folder]` builds the whole site: Astro's pages, Redoc's, and each page as Markdown; then
// it checks every link. In the environment,
// BASE is the folder of the host that it will be served from, SITE the address of that host.
import { chmod, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { DocsError } from "./src/DocsError.ts";

process.env["ASTRO_TELEMETRY_DISABLED"] = "1";
// Set for something else, it would take the place of the base in every link.
Reflect.deleteProperty(process.env, "BASE_URL");
const root = fileURLToPath(new URL(".", import.meta.url));
const { values } = parseArgs({ options: { out: { type: "string" } } });

/** Checked before Astro reads them, which would wrap a mistake in a message of its own, or take it. */
function checkAddress({ SITE = "", BASE = "" }: NodeJS.ProcessEnv): void {
  const problems = [];
  if (!/^(?:https?:\/\/[^/?#\s]+\/?)?$/.test(SITE))
    problems.push(
      `SITE: ${SITE} is not the address of a host, such as https://example.com; the folder of the host goes into BASE`,
    );
  if (!/^[\w./~-]*$/.test(BASE))
    problems.push(`BASE: ${BASE} is not a folder of Latin letters, digits, "-", "." and "_"`);
  if (problems.length > 0) throw new DocsError(problems);
}

async function buildSite(): Promise<void> {
  checkAddress(process.env);
  const outDir = values.out ?? join(root, "dist");
  const redocFolder = await mkdtemp(join(tmpdir(), "open-orders-redoc-"));
  try {
    // Read first, so that a mistake in the descriptions is reported before a tool wraps it in a message of its own.
    const { buildRedocPages } = await import("./redoc.ts");
    const { build } = await import("astro");
    await Promise.all([
      buildRedocPages(redocFolder),
      // Its warnings speak of what is left out on purpose: a sitemap without an address, Astro's own marks.
      build({ root, outDir, logLevel: "error" }),
    ]);
    await cp(redocFolder, join(outDir, "redoc"), { recursive: true });
    // Temporary folders are for their owner alone; what is served is for everyone.
    await chmod(join(outDir, "redoc"), 0o755);
    await chmod(outDir, 0o755);
    const { finishSite } = await import("./src/output/finish.ts");
    const { BASE: base = "/", SITE: site = "" } = process.env;
    finishSite({ folder: outDir, content: join(root, "src/content/docs"), base, site });
  } finally {
    await rm(redocFolder, { recursive: true });
  }
}

try {
  await buildSite();
} catch (error) {
  // By name, because Astro reads its configuration, and this class with it, in a world of its own.
  if (!(error instanceof Error && error.name === "DocsError")) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
