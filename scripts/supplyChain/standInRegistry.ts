// A registry on loopback for tests: one package, published when the test says so, and the advisories it says.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../installation.cjs";

/** A registry that runs. */
export interface StandInRegistry {
  /** Its environment for pnpm, which keeps nothing outside of `home`. */
  env: (home: string) => NodeJS.ProcessEnv;
  stop: () => void;
}

/** What it says. */
export interface Contents {
  /** When `newcomer` 1.0.0, a package with an install script, was published. */
  publishedAt: Date;
  /** Answer to a question for advisories, by package; a number is a status of refusal. */
  advisories: Record<string, object[]> | number;
}

/** Starts one on a free port. */
export async function startStandInRegistry(contents: Contents): Promise<StandInRegistry> {
  const tarball = await packNewcomer();
  const server = createServer((request, response) => {
    const answer = (status: number, body: string | Buffer): void => {
      response.writeHead(status).end(body);
    };
    const { port } = server.address() as AddressInfo;
    const dist = { tarball: `http://127.0.0.1:${port}/newcomer.tgz` };
    const scripts = { install: "node -e 0" };
    const at = contents.publishedAt.toISOString();
    if (request.url === "/newcomer.tgz") answer(200, tarball);
    else if (request.url === "/newcomer")
      answer(
        200,
        JSON.stringify({
          name: "newcomer",
          "dist-tags": { latest: "1.0.0" },
          time: { created: at, modified: at, "1.0.0": at },
          versions: {
            "1.0.0": { name: "newcomer", version: "1.0.0", scripts, hasInstallScript: true, dist },
          },
        }),
      );
    else if (request.url?.endsWith("/advisories/bulk") && typeof contents.advisories === "object")
      answer(200, JSON.stringify(contents.advisories));
    else answer(typeof contents.advisories === "number" ? contents.advisories : 404, "{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    env: (home) => ({
      ...process.env,
      HOME: home,
      XDG_CACHE_HOME: join(home, "cache"),
      XDG_CONFIG_HOME: join(home, "config"),
      XDG_DATA_HOME: join(home, "data"),
      XDG_STATE_HOME: join(home, "state"),
      pnpm_config_registry: registry,
      NO_PROXY: "127.0.0.1",
    }),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function packNewcomer(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "open-orders-newcomer-"));
  try {
    const manifest = { name: "newcomer", version: "1.0.0", scripts: { install: "node -e 0" } };
    await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
    const args = ["pack", "--out", "newcomer.tgz", "--config.pm-on-fail=ignore"];
    await promisify(execFile)(join(ROOT, "node_modules/.bin/pnpm"), args, { cwd: folder });
    return await readFile(join(folder, "newcomer.tgz"));
  } finally {
    await rm(folder, { recursive: true });
  }
}
