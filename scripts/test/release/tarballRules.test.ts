// Each rule about tarballs, by a tarball that breaks it and nothing else.
import { expect, test } from "vitest";
import type { Manifest } from "../../release/packages.ts";
import type { Tarball } from "../../release/tarball.ts";
import { brokenPromises } from "../../release/tarballRules.ts";
import type { Origin } from "../../release/tarballRules.ts";

const manifest: Manifest = {
  name: "@open-orders/one",
  version: "1.2.3",
  files: ["dist"],
  bin: { one: "./dist/index.js" },
  exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
  dependencies: { "@open-orders/two": "^1.2.3", yaml: "2.9.1" },
  scripts: { build: "tsc" },
};
const source = "export const one: number = 1;\n";
const code = "export const one = 1;\n//# sourceMappingURL=index.js.map";
const map = {
  version: 3,
  sources: ["../src/index.ts"],
  sourcesContent: [source],
  mappings: "AAAA",
};
const built = {
  "dist/index.js": code,
  "dist/index.d.ts": "export declare const one: number;\n",
  "dist/index.js.map": JSON.stringify(map),
};
const papers = { LICENSE: "MIT", "README.md": "# One" };

type Texts = Readonly<Record<string, string>>;

/** Holds a tarball against the repository it was packed in; both are right but for what is given. */
function judge(
  change: { packed?: Texts; lying?: Texts; without?: string; manifest?: Partial<Manifest> } = {},
): readonly string[] {
  const toFiles = (texts: Texts): Map<string, Buffer> =>
    new Map(Object.entries(texts).map(([file, text]) => [file, Buffer.from(text)]));
  const files = toFiles({ ...papers, ...built, "package.json": "{}", ...change.packed });
  if (change.without !== undefined) files.delete(change.without);
  const tarball: Tarball = {
    manifest: { ...manifest, ...change.manifest },
    files,
    path: "one.tgz",
    packedSize: 1,
    integrity: "sha512-",
  };
  const origin: Origin = {
    files: toFiles({ "README.md": "# One", ...built, "src/index.ts": source, ...change.lying }),
    license: Buffer.from("MIT"),
    versions: { "@open-orders/one": "1.2.3", "@open-orders/two": "1.2.3" },
    traces: ["/srv/checkout", "registry.local:4873"],
  };
  return brokenPromises(tarball, origin);
}

/** Both packed and lying in the repository, so that nothing but its content can be wrong. */
const holding = (file: string, text: string) =>
  judge({ packed: { [file]: text }, lying: { [file]: text } });
const withText = (text: string) => holding("dist/data.json", text);

test("a tarball that is right breaks no promise", () => {
  expect(judge()).toEqual([]);
});

test.each(["LICENSE", "README.md"])("%s must not be missing", (file) => {
  expect(judge({ without: file })).toEqual([`@open-orders/one: ${file} is missing`]);
});

test("what was built must not be missing", () => {
  const lying = { "dist/more.json": "{}" };
  expect(judge({ lying })).toEqual(["@open-orders/one: dist/more.json is missing"]);
});

test("what package.json does not name is too much", () => {
  expect(judge({ packed: { "test/vectors.json": "{}" } })).toEqual([
    "@open-orders/one: test/vectors.json is too much",
  ]);
});

test("nothing hidden is packed", () => {
  expect(holding("dist/.env", "A=1")).toEqual([
    "@open-orders/one: dist/.env is hidden, so nobody would miss it",
  ]);
});

test("what is packed is what lies in the repository", () => {
  expect(judge({ packed: { LICENSE: "All rights reserved" } })).toEqual([
    "@open-orders/one: LICENSE is not what lies in the repository",
  ]);
});

test("the manifest points at files that are there", () => {
  expect(judge({ manifest: { bin: { one: "dist/cli.js" } } })).toEqual([
    "@open-orders/one: dist/cli.js is missing, and package.json points at it",
  ]);
});

test("an export has types", () => {
  expect(judge({ manifest: { exports: "./dist/index.js" }, without: "dist/index.d.ts" })).toContain(
    "@open-orders/one: dist/index.d.ts is missing: an export without types",
  );
});

test("a module has its map", () => {
  const line = "@open-orders/one: dist/index.js.map is missing";
  expect(judge({ without: "dist/index.js.map" })).toEqual([
    line,
    `${line}: a stack would not lead to the TypeScript`,
  ]);
});

test("a command, which is bundled with other packages, needs no map", () => {
  const command = { exports: { "./package.json": "./package.json" } };
  const packed = { "dist/index.js": "#!/usr/bin/env node\n" };
  expect(judge({ manifest: command, packed, lying: packed })).toEqual([]);
});

test("a module says where its map is", () => {
  expect(holding("dist/index.js", "export const one = 1;\n")).toEqual([
    "@open-orders/one: dist/index.js does not say where its map is",
  ]);
});

test.each([
  ["today's sources", { ...map, sourcesContent: ["export const one = 2;\n"] }],
  ["its sources", { ...map, sourcesContent: undefined }],
])("a map brings %s", (_, changed) => {
  expect(holding("dist/index.js.map", JSON.stringify(changed))).toEqual([
    "@open-orders/one: dist/index.js.map is without today's src/index.ts",
  ]);
});

test("a map names sources of the package alone", () => {
  const other = { ...map, sources: ["../../two/src/index.ts"] };
  expect(holding("dist/index.js.map", JSON.stringify(other))).toEqual([
    "@open-orders/one: dist/index.js.map names ../../two/src/index.ts, which is no source of the package",
  ]);
});

test.each([
  ["at /srv/checkout/src", "a folder or a registry of this machine"],
  ["from registry.local:4873", "a folder or a registry of this machine"],
  ["(/home/somebody/one.ts:1:1)", "a path of a machine"],
  ["file:///Users/somebody/one.ts", "a path of a machine"],
  ["C:\\\\Users\\\\somebody", "a path of a machine"],
  ["https://registry.example.org/", "a registry"],
  ["https://npm.company.example/", "a registry"],
  ["-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ", "a private key"],
  [JSON.stringify("-----BEGIN RSA PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ"), "a private key"],
  // Published by Binance as the secret of an example.
  [
    "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j",
    "what looks like a key of the exchange",
  ],
  ["//registry.local/:_authToken=secret", "a token"],
  [`npm_${"a1B2".repeat(9)}`, "a token"],
  [`ghp_${"a1B2".repeat(9)}`, "a token"],
])("no file holds %j", (text, what) => {
  const lines = withText(text);
  expect(lines).toEqual([`@open-orders/one: dist/data.json holds ${what}`]);
  expect(lines.join("")).not.toContain(text);
});

test.each([
  // Published as the signature of that example: no secret.
  "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71",
  "DemoSecretOfTheMockExchange0000000000000000000000000000000000000",
  "-----BEGIN PRIVATE KEY-----`), or a WebCrypto private key",
  "https://docs.example.org/package/@open-orders/one",
  "GET /home",
])("%s is nothing to hide", (text) => {
  expect(withText(text)).toEqual([]);
});

test.each([
  ["@open-orders/two", "workspace:^"],
  ["yaml", "catalog:"],
  ["yaml", "file:../yaml"],
  ["@open-orders/two", "^1.2.2"],
])("nobody can install %s %s", (name, range) => {
  expect(judge({ manifest: { dependencies: { [name]: range } } })).toEqual([
    `@open-orders/one: package.json asks for ${name} ${range}, which nobody can install`,
  ]);
});

test("nothing runs on install", () => {
  expect(judge({ manifest: { scripts: { postinstall: "node dist/index.js" } } })).toEqual([
    "@open-orders/one: package.json runs a script on postinstall",
  ]);
});

test("a package without TypeScript needs no maps", () => {
  const files = { "dist/index.js": "export const one = 1;\n" };
  const tarball = {
    manifest: { name: "data", version: "1.0.0", files: ["dist"] },
    files: new Map(
      Object.entries({ ...papers, ...files, "package.json": "{}" }).map(([file, text]) => [
        file,
        Buffer.from(text),
      ]),
    ),
    path: "one.tgz",
    packedSize: 1,
    integrity: "sha512-",
  };
  const origin = {
    files: new Map([...tarball.files].filter(([file]) => file !== "LICENSE")),
    license: Buffer.from("MIT"),
    versions: {},
    traces: [],
  };
  expect(brokenPromises(tarball, origin)).toEqual([]);
});
