// What a tarball must hold and what it must not: each rule says in one line what is wrong with which file.
import { posix } from "node:path";
import type { Manifest } from "./packages.ts";
import type { Tarball } from "./tarball.ts";

/** What a tarball is held against. */
export interface Origin {
  /** What lies in the package's folder in the repository. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly license: Buffer;
  /** The version of each package that is released, by its name. */
  readonly versions: Readonly<Record<string, string>>;
  /** What would tell of this machine or of its registries: folders, hosts. */
  readonly traces: readonly string[];
}

type Rule = (tarball: Tarball, origin: Origin) => readonly string[];

/** One line for each promise that the tarball breaks. */
export function brokenPromises(tarball: Tarball, origin: Origin): readonly string[] {
  const { name } = tarball.manifest;
  return rules.flatMap((rule) => rule(tarball, origin).map((line) => `${name}: ${line}`));
}

const holdsWhatIsNamed: Rule = ({ manifest, files }, origin) => {
  const folders = manifest.files ?? [];
  const named = [...origin.files.keys()].filter((file) =>
    folders.some((folder) => file === folder || file.startsWith(`${folder}/`)),
  );
  const wanted = new Set(["LICENSE", "README.md", "package.json", ...named]);
  const hidden = [...files.keys()].filter((file) => /(?:^|\/)\./.test(file));
  return [
    ...[...wanted].filter((file) => !files.has(file)).map((file) => `${file} is missing`),
    ...[...files.keys()].filter((file) => !wanted.has(file)).map((file) => `${file} is too much`),
    ...hidden.map((file) => `${file} is hidden, so nobody would miss it`),
  ];
};

const holdsWhatWasBuilt: Rule = ({ files }, origin) =>
  [...files].flatMap(([file, content]) => {
    // A manifest is rewritten when it is packed.
    const original = file === "LICENSE" ? origin.license : origin.files.get(file);
    if (file === "package.json" || !original || original.equals(content)) return [];
    return [`${file} is not what lies in the repository`];
  });

const pointsAtFiles: Rule = ({ manifest, files }) =>
  targetsOf([manifest.exports, manifest.imports, manifest.bin])
    .filter((target) => !target.includes("*") && !files.has(target))
    .map((target) => `${target} is missing, and package.json points at it`);

const hasTypes: Rule = ({ manifest, files }) =>
  targetsOf([manifest.exports])
    .filter((target) => target.endsWith(".js"))
    .map((target) => target.replace(/\.js$/, ".d.ts"))
    .filter((target) => !files.has(target))
    .map((target) => `${target} is missing: an export without types`);

/**
 * A package without sources in TypeScript has nothing that its modules could be mapped to. Nor has a command: it is
 * bundled with sources of other packages.
 */
const hasMaps: Rule = ({ manifest, files }, origin) => {
  if (!targetsOf([manifest.exports]).some((target) => target.endsWith(".js"))) return [];
  if (![...origin.files.keys()].some((file) => file.startsWith("src/"))) return [];
  return [...files.keys()]
    .filter((file) => file.endsWith(".js"))
    .flatMap((file) => {
      const map = files.get(`${file}.map`);
      if (!map) return [`${file}.map is missing: a stack would not lead to the TypeScript`];
      if (
        !String(files.get(file))
          .trimEnd()
          .endsWith(`//# sourceMappingURL=${posix.basename(file)}.map`)
      )
        return [`${file} does not say where its map is`];
      return mistakesOfMap(`${file}.map`, map, origin);
    });
};

function mistakesOfMap(file: string, map: Buffer, origin: Origin): string[] {
  const { sources, sourcesContent = [] }: { sources: string[]; sourcesContent?: string[] } =
    JSON.parse(String(map));
  return sources.flatMap((source, index) => {
    const path = posix.join(posix.dirname(file), source);
    const original = origin.files.get(path);
    if (!original || !path.startsWith("src/"))
      return [`${file} names ${source}, which is no source of the package`];
    return String(original) === sourcesContent[index] ? [] : [`${file} is without today's ${path}`];
  });
}

const tellsOfNoMachine: Rule = ({ files }, { traces }) =>
  found(files, [
    ...traces.map((trace) => ["a folder or a registry of this machine", trace] as const),
    ["a path of a machine", /(?<![\w.])\/(?:home|Users|root|tmp|work)\/\w/],
    ["a path of a machine", /\b[A-Z]:\\+Users\\/],
    [
      "a registry",
      /https?:\/\/(?:[\w-]+\.)*(?:npm|registry|artifactory|nexus|verdaccio)(?:-[\w-]+)?\.\w/,
    ],
  ]);

const tellsNoSecret: Rule = ({ files }) =>
  found(files, [
    ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\s|\\n)*[A-Za-z0-9+/=]{16}/],
    // Keys and secrets of the exchange. Eight equal characters in a row were written by a person, as in the demo's.
    [
      "what looks like a key of the exchange",
      /\b(?=\w*[a-z])(?=\w*[A-Z])(?!\w*(\w)\1{7})[A-Za-z0-9]{64}\b/,
    ],
    [
      "a token",
      /_authToken|\bnpm_[A-Za-z0-9]{36}\b|\bgh[a-z]_[A-Za-z0-9]{36}\b|\bAKIA[A-Z0-9]{16}\b/,
    ],
  ]);

const canBeInstalled: Rule = ({ manifest }, { versions }) => {
  const ranges = Object.entries({
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
    ...manifest.peerDependencies,
    ...manifest.dependencies,
  });
  const wrong = ranges.filter(([name, range]) => {
    const version = versions[name];
    return /^(?:workspace|catalog|file|link):/.test(range)
      ? true
      : version !== undefined && range.replace(/^[\^~]/, "") !== version;
  });
  const hooks = ["preinstall", "install", "postinstall"].filter((hook) => manifest.scripts?.[hook]);
  return [
    ...wrong.map(
      ([name, range]) => `package.json asks for ${name} ${range}, which nobody can install`,
    ),
    ...hooks.map((hook) => `package.json runs a script on ${hook}`),
  ];
};

const rules: readonly Rule[] = [
  holdsWhatIsNamed,
  holdsWhatWasBuilt,
  pointsAtFiles,
  hasTypes,
  hasMaps,
  tellsOfNoMachine,
  tellsNoSecret,
  canBeInstalled,
];

/** Names the files in which something stands, without showing it. */
function found(
  files: Tarball["files"],
  patterns: readonly (readonly [what: string, pattern: string | RegExp])[],
): string[] {
  return [...files].flatMap(([file, content]) => {
    const text = String(content);
    const hits = patterns.filter(([, pattern]) =>
      typeof pattern === "string" ? text.includes(pattern) : pattern.test(text),
    );
    return Array.from(new Set(hits.map(([what]) => what)), (what) => `${file} holds ${what}`);
  });
}

/** Every path that a field of the manifest points at. */
function targetsOf(value: Manifest["exports"]): string[] {
  if (typeof value === "string") return [value.replace(/^\.\//, "")];
  return Object.values(value ?? {}).flatMap(targetsOf);
}
