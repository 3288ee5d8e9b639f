// A rehearsal begins only where nothing sends packages to another machine.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { UsageError } from "../../command.ts";
import { isLoopback, publishPointers, rejectOtherRegistries } from "../../release/registries.ts";

let folder: string;
let root: string;
let home: string;

const write = (file: string, text: string) => writeFile(join(folder, file), text);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "open-orders-registries-"));
  [root, home] = [join(folder, "root"), join(folder, "home")];
  for (const name of ["root/one", "home"]) await mkdir(join(folder, name), { recursive: true });
  await write("root/package.json", '{ "name": "root", "private": true }');
  await write("root/pnpm-workspace.yaml", "# https://elsewhere.example/\npackages:\n  - one\n");
  await write("root/one/package.json", '{ "name": "@open-orders/one", "version": "1.0.0" }');
});
afterEach(() => rm(folder, { recursive: true }));

test.each([
  ["http://127.0.0.1:4873/", true],
  ["http://[::1]:4873/", true],
  ["https://localhost/npm/", true],
  // Node reads it as 127.0.0.1, and so does whoever would publish.
  ["http://127.1:4873/", true],
  ["https://registry.example/", false],
  ["http://127.0.0.1.registry.example/", false],
  ["http://127.0.0.1@registry.example/", false],
  ["http://localhost.registry.example/", false],
  ["http://0.0.0.0:4873/", false],
  ["http://192.168.0.1/", false],
  ["ftp://127.0.0.1/", false],
  ["127.0.0.1:4873", false],
  ["${REGISTRY}", false],
  ["", false],
])("%s is this machine: %s", (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});

const elsewhere = "https://user:password@registry.example/npm/";
const places: [place: string, set: () => NodeJS.ProcessEnv | Promise<void>][] = [
  ["pnpm_config_registry", () => ({ pnpm_config_registry: elsewhere })],
  ["PNPM_CONFIG_REGISTRY", () => ({ PNPM_CONFIG_REGISTRY: elsewhere })],
  ["npm_config_registry", () => ({ npm_config_registry: elsewhere })],
  ["npm_config_@open-orders:registry", () => ({ "npm_config_@open-orders:registry": elsewhere })],
  ["registry in .npmrc", () => write("root/.npmrc", `registry = "${elsewhere}"\n`)],
  [
    "@open-orders:registry in one/.npmrc",
    () => write("root/one/.npmrc", `# ours\n@open-orders:registry=${elsewhere}\n`),
  ],
  ["/home/.npmrc", () => write("home/.npmrc", `fund=false\n@open-orders:registry=${elsewhere}\n`)],
  [
    "publishConfig.registry in one/package.json",
    () =>
      write(
        "root/one/package.json",
        `{ "name": "@open-orders/one", "publishConfig": { "registry": "${elsewhere}" } }`,
      ),
  ],
  [
    "publishConfig.@open-orders:registry in one/package.json",
    () =>
      write(
        "root/one/package.json",
        `{ "name": "@open-orders/one", "publishConfig": { "@open-orders:registry": "${elsewhere}" } }`,
      ),
  ],
  [
    "pnpm-workspace.yaml",
    () =>
      write(
        "root/pnpm-workspace.yaml",
        `packages:\n  - one\nregistries:\n  default: ${elsewhere}\n`,
      ),
  ],
];

describe("another machine is rejected when it is named", () => {
  test.each(places)("by %s", async (place, set) => {
    const env = { HOME: home, ...(await set()) };
    const reject = () => rejectOtherRegistries(root, env);
    expect(reject).toThrow(UsageError);
    expect(reject).toThrow(`${place} names`);
    expect(reject).toThrow(
      /^\S.* names registry\.example for packages of this repository, .*: remove the setting, then run it again\.$/,
    );
  });
});

describe("it is no setting for our packages", () => {
  test("where other people's are read from", async () => {
    await write("home/.npmrc", `registry=${elsewhere}\n`);
    expect(publishPointers(root, { HOME: home })).toEqual([]);
  });

  test("what npm run passes on of it", async () => {
    await write("home/other", `registry=${elsewhere}\n`);
    const env = { npm_config_registry: elsewhere, npm_config_userconfig: join(home, "other") };
    expect(publishPointers(root, env)).toEqual([]);
    expect(publishPointers(root, { ...env, npm_config_userconfig: "" })).toHaveLength(1);
  });

  test("what is commented out", async () => {
    await write("root/.npmrc", `;registry=${elsewhere}\n# registry=${elsewhere}\n`);
    expect(publishPointers(root, { HOME: home })).toEqual([]);
  });
});

test("a registry on this machine is allowed", async () => {
  const url = "http://127.0.0.1:4873/";
  await write("root/.npmrc", `registry=${url}\n@open-orders:registry=${url}\n`);
  const env = { HOME: home, pnpm_config_registry: url };
  expect(publishPointers(root, env).map((pointer) => pointer.url)).toEqual([url, url, url]);
  expect(() => rejectOtherRegistries(root, env)).not.toThrow();
});
