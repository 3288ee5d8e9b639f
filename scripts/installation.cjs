// What an install of this repository is made from, and whether there is one. For scripts that run before anything is
// installed: syntax stays old on purpose, as in bootstrap.cjs.
"use strict";

const crypto = require("crypto");
const fs = require("fs");
const path = require("path");

const OLDEST_NODE = 20;
const ROOT = path.dirname(__dirname);
const STAMP = path.join(ROOT, "node_modules", ".installed");
// How npm and pnpm say that the registry can't be reached.
const UNREACHABLE =
  /\b(EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|ETIMEDOUT|ERR_SOCKET_TIMEOUT)\b|error sending request/;

/**
 * The character in the path of the repository that some tool of the build takes for something else: Astro quotes, Vite
 * and ajv parts of a URL, TypeScript and turbo patterns.
 *
 * @param {string} [root]
 * @returns {string | undefined}
 */
function oddCharacter(root = ROOT) {
  const found = (path.sep === "/" ? /['"#%?*\\]/ : /['#%]/).exec(root);
  return found ? found[0] : undefined;
}

function readJson(file) {
  return JSON.parse(fs.readFileSync(path.join(ROOT, file), "utf8"));
}

/**
 * The folders named by pnpm-workspace.yaml, which uses only the forms `- folder` and `- folder/*`.
 *
 * @param {string} [root] The repository, or a copy of it.
 * @returns {string[]}
 */
function workspaceFolders(root = ROOT) {
  const text = fs.readFileSync(path.join(root, "pnpm-workspace.yaml"), "utf8");
  const list = /^packages:\n((?: +- .*\n)+)/m.exec(text.replace(/\r/g, ""))[1];
  const folders = [];
  for (const line of list.trim().split("\n")) {
    const folder = line.replace(/^ *- /, "");
    if (folder.slice(-2) !== "/*") folders.push(folder);
    else
      for (const name of fs.readdirSync(path.join(root, folder.slice(0, -2))))
        folders.push(folder.slice(0, -1) + name);
  }
  return folders.filter((folder) => fs.existsSync(path.join(root, folder, "package.json")));
}

// Everything an install is made from. The platform counts because native tools are among what is installed.
function fingerprint(folders) {
  const hash = crypto.createHash("sha256").update(`${process.platform} ${process.arch}`);
  const manifests = folders.map((folder) => path.join(folder, "package.json"));
  for (const file of ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml"].concat(manifests)) {
    hash.update(`\n${file}\n`).update(fs.readFileSync(path.join(ROOT, file)));
  }
  return hash.digest("hex");
}

function repositoryNode() {
  return path.join(
    ROOT,
    "node_modules",
    "node",
    readJson("node_modules/node/package.json").bin.node,
  );
}

function isInstalled(folders, print) {
  try {
    return (
      fs.readFileSync(STAMP, "utf8") === print &&
      fs.existsSync(repositoryNode()) &&
      ["."]
        .concat(folders)
        .every((folder) => fs.existsSync(path.join(ROOT, folder, "node_modules")))
    );
  } catch {
    return false;
  }
}

module.exports = {
  OLDEST_NODE,
  ROOT,
  STAMP,
  UNREACHABLE,
  fingerprint,
  isInstalled,
  oddCharacter,
  readJson,
  repositoryNode,
  workspaceFolders,
};
