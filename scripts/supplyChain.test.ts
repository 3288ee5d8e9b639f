// What comes in, and what goes out: which packages may run a script at install, how old they must be, what is known
// against them, and which licences reach users. A registry on loopback plays npm's.
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import { parse, stringify } from "yaml";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { auditFolder, judge, lockedFolders, unexplained } from "./audit.ts";
import { ROOT } from "./installation.cjs";
import { listShipped, refused, thirdParty } from "./licences.ts";
import { publishedPackages } from "./release/packages.ts";
import { makeSboms } from "./sbom.ts";
import { startStandInRegistry } from "./supplyChain/standInRegistry.ts";
import type { Contents, StandInRegistry } from "./supplyChain/standInRegistry.ts";

vi.setConfig({ testTimeout: 60_000 });

const require = createRequire(import.meta.url);
const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");
const settingsOf = (folder: string) =>
  parse(read(`${folder}/pnpm-workspace.yaml`)) as Record<string, unknown>;

let folder: string;
let registry: StandInRegistry | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "open-orders-supply-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  registry?.stop();
  registry = undefined;
});

/** What pnpm says when a project with these settings installs the newcomer. */
async function install(settings: object, contents: Contents): Promise<string> {
  const npm = await startStandInRegistry(contents);
  registry = npm;
  const dependencies = { newcomer: "1.0.0" };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "project", dependencies }));
  writeFileSync(join(folder, "pnpm-workspace.yaml"), stringify(settings));
  return new Promise((resolve) => {
    const options = { cwd: folder, env: npm.env(folder) };
    execFile(join(ROOT, "node_modules/.bin/pnpm"), ["install"], options, (_, out, errors) => {
      resolve(out + errors);
    });
  });
}

const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);

describe.each(lockedFolders)("%s", (place) => {
  const { packages: _, ...settings } = settingsOf(place);

  test("no package runs a script at install unless it is named", async () => {
    const contents = { publishedAt: hoursAgo(1000), advisories: 404 };
    expect(await install(settings, contents)).toContain("ERR_PNPM_IGNORED_BUILDS");
    registry?.stop();
    const named = { ...settings, allowBuilds: { newcomer: true } };
    expect(await install(named, contents)).toContain("newcomer install: Done");
  });

  test("no package is installed in its first two days", async () => {
    const named = { ...settings, allowBuilds: { newcomer: true } };
    const said = await install(named, { publishedAt: hoursAgo(47), advisories: 404 });
    expect(said).toMatch(/minimumReleaseAge|MATURE/);
    expect(existsSync(join(folder, "node_modules/newcomer"))).toBe(false);
  });

  test("every advisory that is ignored has a reason", () => {
    expect(unexplained(read(`${place}/pnpm-workspace.yaml`))).toEqual([]);
  });
});

describe("npm run audit", () => {
  const advisory = {
    id: 1,
    url: "https://github.com/advisories/GHSA-aaaa-bbbb-cccc",
    title: "Ids are rounded",
    severity: "high",
    vulnerable_versions: "<99",
  };

  /** Audits what the tests install apart, against a registry that knows this. */
  async function audit(advisories: Contents["advisories"], settings = "") {
    for (const file of ["package.json", "pnpm-lock.yaml"])
      cpSync(join(ROOT, "packages/real-clients/installed", file), join(folder, file));
    writeFileSync(join(folder, "pnpm-workspace.yaml"), `pmOnFail: ignore\n${settings}`);
    registry = await startStandInRegistry({ publishedAt: hoursAgo(1000), advisories });
    return auditFolder(folder, registry.env(folder));
  }

  test("says when nothing is known", async () => {
    expect(await audit({})).toEqual({ line: `${folder}: no known weakness`, code: 0 });
  });

  test("shows what is known", async () => {
    const { line, code } = await audit({ ccxt: [advisory] });
    expect(code).toBe(1);
    expect(line).toContain("Ids are rounded");
    expect(line).toContain("ccxt");
  });

  test("keeps silent about an advisory that is ignored", async () => {
    const ignored = "audit:\n  ignore:\n    - GHSA-aaaa-bbbb-cccc # we never call it\n";
    expect((await audit({ ccxt: [advisory] }, ignored)).code).toBe(0);
  });

  test("does not take a refusal for a clean bill", async () => {
    expect(await audit(405)).toEqual({
      line: `${folder}: not audited, for the registry gives no audit (it answers 405). Ask one that does.`,
      code: 2,
    });
  });

  test("asks for reasons", () => {
    const list =
      "audit:\n  ignore:\n    # no user of ours parses it\n    - GHSA-1\n    - GHSA-2\n    - GHSA-3 # dev only\n";
    expect(unexplained(list)).toEqual(["GHSA-2"]);
    expect(unexplained("packages: []")).toEqual([]);
    expect(judge(".", 1, "ERR_PNPM_AUDIT_NO_LOCKFILE").code).toBe(2);
  });
});

describe("what is shipped", () => {
  test("is under licences that were decided on, and listed (npm run licences)", async () => {
    const shipped = await listShipped();
    expect(refused(shipped)).toEqual([]);
    expect(read("THIRD_PARTY.md")).toBe(thirdParty(shipped));
  });

  test("has no licence that nobody decided on", () => {
    const one = {
      name: "a",
      version: "1.0.0",
      licence: "AGPL-3.0-only",
      with: "@open-orders/client",
    };
    expect(refused([one, { ...one, licence: "MIT" }, { ...one, licence: "none" }])).toEqual([
      expect.stringContaining(
        "a 1.0.0, shipped with @open-orders/client, has licence AGPL-3.0-only",
      ),
      expect.stringContaining("has licence none"),
    ]);
  });

  test("has a line in DECISIONS for each direct dependency", () => {
    const [, list = ""] =
      /\*\*Shipped dependencies\.\*\*[^]*?\n\n((?:- .*\n)+)/.exec(read("DECISIONS.md")) ?? [];
    const lines = [...list.matchAll(/^- `(.*)` \((.*)\): .+$/gm)];
    const decided = lines.flatMap(([, name, owners = ""]) =>
      owners.split(", ").map((owner) => `@open-orders/${owner} has ${name}`),
    );
    const had = publishedPackages(ROOT).flatMap(
      ({ manifest: { name, dependencies, peerDependencies } }) =>
        Object.keys({ ...dependencies, ...peerDependencies }).map(
          (other) => `${name} has ${other}`,
        ),
    );
    expect(decided.toSorted()).toEqual(had.toSorted());
  });
});

describe("npm run sbom", () => {
  const noon = "2026-01-15T12:00:00.000Z";

  test("is valid CycloneDX, knows no path of this machine, and comes out the same again", async () => {
    const library = dirname(require.resolve("@cyclonedx/cyclonedx-library/package.json"));
    const schema = (name: string) =>
      JSON.parse(
        readFileSync(join(library, `res/schema/${name}.SNAPSHOT.schema.json`), "utf8"),
      ) as object;
    const ajv = new Ajv({ strict: false, validateFormats: false });
    for (const name of ["spdx", "jsf-0.82", "cryptography-defs"])
      ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
    const validate = ajv.compile(schema("bom-1.7"));
    const sboms = await makeSboms(noon);
    expect(sboms.size).toBe(publishedPackages(ROOT).length);
    for (const sbom of sboms.values()) {
      validate(sbom);
      expect(validate.errors).toBe(null);
      expect(JSON.stringify(sbom)).not.toContain(ROOT);
      expect(sbom.metadata.timestamp).toBe(noon);
    }
    const elsewhere = { ...process.env, pnpm_config_registry: "http://127.0.0.1:9/" };
    expect(await makeSboms(noon, elsewhere)).toEqual(sboms);
  });

  test("names what the lock file has for a package, by version and hash", async () => {
    const lock = /^ {2}(openapi-fetch@[\d.]+):\n {4}resolution: \{integrity: sha512-(.*)\}/m;
    const [, locked, integrity = ""] = lock.exec(read("pnpm-lock.yaml")) ?? [];
    const client = (await makeSboms(noon)).get("open-orders-client");
    const component = client?.components.find(({ purl }) => purl === `pkg:npm/${locked}`);
    const content = Buffer.from(integrity, "base64").toString("hex");
    expect(component?.hashes).toEqual([{ alg: "SHA-512", content }]);
  });
});
