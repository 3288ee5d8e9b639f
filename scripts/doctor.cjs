// `npm run doctor`: what is wrong with this machine and what to do, one line each. It installs nothing and changes
// nothing. Syntax stays old on purpose, as in bootstrap.cjs: it has to speak where nothing else runs yet.
"use strict";

const childProcess = require("child_process");
const fs = require("fs");
const net = require("net");
const os = require("os");
const path = require("path");
const findPrograms = require("./findProgram.cjs");
const installation = require("./installation.cjs");

const ROOT = installation.ROOT;
const OLDEST_NPM = 7;
/** An install, the runtimes and clients of the tests, and what is built, in bytes. */
const WHOLE_INSTALL = 3e9;
const WHAT_RUNS_WRITE = 5e8;

/** What some tests need: without it they fail (`needed`) or are skipped. */
const PROGRAMS = [
  { name: "curl", needed: true, debian: "curl", tests: "the tests of every curl command" },
  { name: "openssl", needed: true, debian: "openssl", tests: "the tests of every curl command" },
  { name: "Chromium", debian: "chromium-headless-shell", tests: "the tests in a browser" },
  { name: "redis-server", debian: "redis-server", tests: "the tests of the shared weight budget" },
  { name: "python3", debian: "python3", tests: "the tests of the Python samples" },
  { name: "go", debian: "golang-go", tests: "the tests of the Go samples" },
];

const ok = (line) => ({ kind: "ok", line });
const note = (line) => ({ kind: "note", line });
const wrong = (line) => ({ kind: "wrong", line });

/** What is read from this machine. Tests replace it. */
const machine = {
  nodeVersion: process.versions.node,
  /** Runs a command; `code` is undefined when it could not be started or took too long. */
  run(command, args) {
    const options = {
      cwd: ROOT,
      encoding: "utf8",
      shell: process.platform === "win32",
      timeout: 20000,
    };
    const ended = childProcess.spawnSync(command, args, options);
    return {
      code: ended.status === null ? undefined : ended.status,
      out: ended.stdout || "",
      errors: ended.stderr || "",
    };
  },
  find(name) {
    return name === "Chromium" ? findPrograms.findChromium() : findPrograms.findProgram([name]);
  },
  /** Free bytes where the repository lies; undefined where this Node cannot tell. */
  freeBytes() {
    if (!fs.statfsSync) return undefined;
    const { bavail, bsize } = fs.statfsSync(ROOT);
    return bavail * bsize;
  },
  /** Where it is not there yet, whether it can be made. */
  canWrite(folder) {
    try {
      fs.accessSync(folder, fs.constants.W_OK);
      return true;
    } catch (error) {
      const above = path.dirname(folder);
      return error.code === "ENOENT" && above !== folder && machine.canWrite(above);
    }
  },
  root: ROOT,
  /** `whole`: what the lock file names is there. `none`: nothing was installed. */
  installed() {
    if (!fs.existsSync(installation.STAMP)) return "none";
    const folders = installation.workspaceFolders();
    const isWhole = installation.isInstalled(folders, installation.fingerprint(folders));
    return isWhole ? "whole" : "outdated";
  },
  /** Copies of the repository that tests make and remove. */
  copies() {
    const scratch = path.join(ROOT, ".turbo");
    return fs.existsSync(scratch)
      ? fs.readdirSync(scratch).filter((name) => name.startsWith("copy-")).length
      : 0;
  },
  /** Sends a byte to itself; fails with the error that came. */
  loopback() {
    return new Promise((resolve, reject) => {
      const server = net.createServer((socket) => socket.end("x"));
      server.once("error", reject);
      server.listen(0, "127.0.0.1", () => {
        const socket = net.connect(server.address().port, "127.0.0.1");
        socket.once("error", reject);
        socket.once("data", () => server.close(resolve));
      });
    });
  },
};

function node(on) {
  const major = Number(on.nodeVersion.split(".")[0]);
  return major >= installation.OLDEST_NODE
    ? ok(`Node ${on.nodeVersion}`)
    : wrong(`This is Node ${on.nodeVersion}: install Node ${installation.OLDEST_NODE} or newer.`);
}

function npm(on) {
  const version = on.run("npm", ["--version"]).out.trim();
  if (version === "")
    return wrong("npm does not run: it comes with Node; install both from one place.");
  return Number(version.split(".")[0]) >= OLDEST_NPM
    ? ok(`npm ${version}`)
    : wrong(
        `This is npm ${version}: install npm ${OLDEST_NPM} or newer, with \`npm install --global npm\`.`,
      );
}

function git(on) {
  const listed = on.run("git", ["ls-files", "--eol"]);
  if (!on.find("git"))
    return note("git is not here: changesets and `turbo --affected` need it. Debian package: git.");
  if (listed.code !== 0)
    return note("This folder is no git repository: a clone is needed to contribute.");
  const windows = listed.out.split("\n").filter((line) => /\sw\/(crlf|mixed)\s/.test(line)).length;
  return windows === 0
    ? ok("git, and the line endings of all files")
    : wrong(
        `${windows} of the files end their lines as on Windows: \`git config core.autocrlf false\`, commit or stash what you changed, then \`git rm -rq --cached . && git reset --hard\`.`,
      );
}

function disk(on, state) {
  const needed = state === "none" ? WHOLE_INSTALL : WHAT_RUNS_WRITE;
  const free = on.freeBytes();
  if (free === undefined) return [];
  const inGigabytes = (bytes) => `${(bytes / 1e9).toFixed(1)} GB`;
  return free >= needed
    ? ok(`${inGigabytes(free)} free on this disk`)
    : wrong(
        `Only ${inGigabytes(free)} free on this disk: make room, ${inGigabytes(needed)} are needed.`,
      );
}

function place(on) {
  const odd = installation.oddCharacter(on.root);
  return odd
    ? wrong(
        `The path of this folder has a ${odd} in it, which tools of the build cannot read: rename or move ${on.root}.`,
      )
    : [];
}

function writing(on) {
  // npm names its cache where it runs this.
  const cache = process.env.npm_config_cache || path.join(os.homedir(), ".npm");
  const own = [".turbo", "node_modules"].map((name) => path.join(ROOT, name));
  const folders = [ROOT].concat(own, os.tmpdir(), cache);
  const closed = folders.filter((folder) => !on.canWrite(folder));
  return closed.length === 0
    ? ok("may write here, in npm's cache and in the folder for temporary files")
    : closed.map((folder) =>
        wrong(
          `May not write in ${folder}: change its owner or permissions (a run as root may have made it).`,
        ),
      );
}

function registry(on, state) {
  const ping = on.run("npm", ["ping", "--fetch-retries=0", "--fetch-timeout=10000"]);
  if (ping.code === 0) return ok("the npm registry responds");
  const reason = installation.UNREACHABLE.exec(ping.errors);
  if (ping.code !== undefined && !reason)
    return note(
      "The npm registry does not support ping, as some mirrors do; an install will show whether it works.",
    );
  const line = `The npm registry can't be reached (${reason ? reason[0] : "no response in 20 s"}): check the network and npm's proxy and registry settings.`;
  return state === "whole" ? note(`${line} What is installed works without it.`) : wrong(line);
}

function install(on, state) {
  if (state === "none")
    return note("There is no finished install yet: `npm start` or `npm test` will do it.");
  if (state === "outdated")
    return note(
      "What is installed is not what the lock file names: the next `npm start` or `npm test` fixes it.",
    );
  const pinned = installation.readJson("package.json").devDependencies;
  const broken = ["node", "pnpm", "turbo"].filter((name) => {
    const { out } = on.run(path.join(ROOT, "node_modules", ".bin", name), ["--version"]);
    return out.trim().replace("v", "") !== pinned[name];
  });
  return broken.length === 0
    ? ok("what the lock file names is installed; its Node, pnpm and turbo run")
    : broken.map((name) =>
        wrong(
          `The installed ${name} is not ${pinned[name]} or does not run: delete node_modules, then run \`npm test\`.`,
        ),
      );
}

function programs(on) {
  return PROGRAMS.map(({ name, needed, debian, tests }) => {
    if (on.find(name)) return ok(name);
    const line = `${name} is not here: ${tests} ${needed ? "fail" : "are skipped"}. Debian package: ${debian}.`;
    return needed ? wrong(line) : note(line);
  });
}

async function loopback(on) {
  try {
    await on.loopback();
    return ok("this machine can call itself on 127.0.0.1");
  } catch (error) {
    return wrong(
      `This machine can't call itself on 127.0.0.1 (${error.code}): the mock exchange and the tests need it; look at firewall and sandbox.`,
    );
  }
}

function leftovers(on) {
  const count = on.copies();
  return count === 0
    ? []
    : note(
        `${count} copies of the repository in .turbo, of tests that run or were stopped: if none runs, delete .turbo/copy-*.`,
      );
}

/**
 * Everything that can be said about a machine, in the order in which to fix it.
 *
 * @param {typeof machine} on
 * @returns {Promise<{ kind: "ok" | "note" | "wrong", line: string }[]>}
 */
async function examine(on) {
  const state = on.installed();
  return [].concat(
    node(on),
    npm(on),
    git(on),
    place(on),
    disk(on, state),
    writing(on),
    await loopback(on),
    registry(on, state),
    install(on, state),
    programs(on),
    leftovers(on),
  );
}

/** The lines to print. Colours are for terminals. */
function report(findings, inColour) {
  const colours = { ok: 32, note: 33, wrong: 31 };
  const lines = findings.map(({ kind, line }) => {
    const mark = kind.padEnd(5);
    return `${inColour ? `\u001b[${colours[kind]}m${mark}\u001b[0m` : mark}  ${line}`;
  });
  const wrongs = findings.filter(({ kind }) => kind === "wrong").length;
  const notes = findings.filter(({ kind }) => kind === "note").length;
  const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;
  const sum =
    wrongs > 0
      ? `${count(wrongs, "thing is", "things are")} wrong: fix them from the top, then run this again.`
      : `Nothing that is needed is missing${notes > 0 ? `; ${count(notes, "note", "notes")}` : ""}.`;
  return lines.concat("", sum).join("\n");
}

module.exports = { examine, machine, report };

async function main() {
  const findings = await examine(machine);
  process.stdout.write(`${report(findings, process.stdout.isTTY && !process.env.NO_COLOR)}\n`);
  process.exitCode = findings.some(({ kind }) => kind === "wrong") ? 1 : 0;
}

if (require.main === module) void main();
