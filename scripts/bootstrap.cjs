// What every npm script runs first: `node scripts/bootstrap.cjs <task> [arguments]`.
// Installs what the lock file names when something changed since, then runs scripts/<task>.ts (a colon leads into a
// folder), or the turbo task of that name, on the repository's own Node. Syntax stays old on purpose: a Node that is
// too old must still be able to read this file and say so.
"use strict";

const childProcess = require("child_process");
const fs = require("fs");
const os = require("os");
const path = require("path");
const {
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
} = require("./installation.cjs");

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

// The signals that would end this process go to the child that runs.
let stop = () => {};
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stop(signal));
// npm hands a signal only to the shell between it and this process, which then dies alone.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) stop("SIGTERM");
}, 500).unref();

function run(child, kill, onEnd) {
  stop = kill;
  child.on("error", (error) => fail(`Could not start ${child.spawnfile}: ${error.message}`));
  child.on("close", (code, signal) => onEnd(signal ? 128 + os.constants.signals[signal] : code));
}

function install(print, onDone) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const version = readJson("package.json").devDependencies.pnpm;
  const npx = `npx --yes --prefer-offline --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000 --package=pnpm@${version}`;
  process.stdout.write("Installing tools and libraries, about a minute the first time.\n");
  // One string through a shell, because on Windows npx is a batch file; elsewhere a process group of its own,
  // so that nothing of it outlives this process.
  const grouped = process.platform !== "win32";
  const child = childProcess.spawn(`${npx} --call="pnpm install --frozen-lockfile"`, {
    cwd: ROOT,
    detached: grouped,
    shell: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = (signal) => {
    try {
      if (child.pid !== undefined) process.kill(grouped ? -child.pid : child.pid, signal);
    } catch {
      // It has ended by itself.
    }
  };
  let output = "";
  let news = 0;
  const say = (line) => {
    news = Date.now();
    process.stdout.write(`  ${line}\n`);
  };
  const onText = (text) => {
    output += text;
    const progress = /^Progress: .*$/m.exec(text);
    if (progress && Date.now() - news > 1000) say(progress[0]);
  };
  child.stdout.setEncoding("utf8").on("data", onText);
  child.stderr.setEncoding("utf8").on("data", onText);
  const heartbeat = setInterval(() => {
    if (Date.now() - news < 10000) return;
    // Without a network pnpm tries each package in turn, in silence: ask once whether the registry is there.
    if (news === 0) {
      childProcess.exec("npm ping --fetch-retries=0", (error, stdout, stderr) => {
        if (!error || !UNREACHABLE.test(stderr)) return;
        output += stderr;
        kill("SIGTERM");
      });
    }
    say(`still installing, ${seconds()} s`);
  }, 10000);
  // What runs in the background of a shell does not hear a SIGINT.
  let stopped = "";
  const stopAll = (signal) => {
    stopped = signal;
    kill("SIGTERM");
  };
  run(child, stopAll, (code) => {
    clearInterval(heartbeat);
    const reason = UNREACHABLE.exec(output);
    if (stopped) {
      process.exit(128 + os.constants.signals[stopped]);
    } else if (code === 0) {
      fs.writeFileSync(STAMP, print);
      process.stdout.write(`Installed in ${seconds()} s.\n`);
      onDone();
    } else if (reason) {
      fail(
        `The npm registry can't be reached (${reason[0]}): check the network and npm's proxy and registry settings, then run the same command again.`,
      );
    } else {
      fail(
        `${output}\nThe install failed, see above: fix what it names, then run the same command again.`,
      );
    }
  });
}

function runTask(task, args) {
  const script = path.join(ROOT, "scripts", `${task.replace(":", "/")}.ts`);
  const command = fs.existsSync(script)
    ? [script]
    : [path.join(ROOT, "node_modules", "turbo", "bin", "turbo"), "run", task];
  const env = Object.assign({}, process.env, {
    ASTRO_TELEMETRY_DISABLED: "1",
    DO_NOT_TRACK: "1",
    REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
    REDOCLY_TELEMETRY: "off",
    TURBO_TELEMETRY_DISABLED: "1",
  });
  const name = Object.keys(env).find((key) => key.toUpperCase() === "PATH") || "PATH";
  env[name] = [path.join(ROOT, "node_modules", ".bin"), env[name]].join(path.delimiter);
  const child = childProcess.spawn(repositoryNode(), command.concat(args), {
    cwd: ROOT,
    env,
    stdio: "inherit",
  });
  run(
    child,
    (signal) => child.kill(signal),
    (code) => process.exit(code),
  );
}

const task = process.argv[2];
const args = process.argv.slice(3);
if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE) {
  fail(
    `This is Node ${process.versions.node}: install Node ${OLDEST_NODE} or newer, then run the same command again.`,
  );
}
const odd = oddCharacter();
if (odd) {
  fail(
    `The path of this folder has a ${odd} in it, which tools of the build cannot read: rename or move ${ROOT}, then run the same command again.`,
  );
}
const scripts = readJson("package.json").scripts;
const tasks = Object.keys(scripts)
  .map((name) => (/bootstrap\.cjs (\S+)/.exec(scripts[name]) || [])[1])
  .filter((name, index, all) => name && all.indexOf(name) === index);
if (!tasks.includes(task)) {
  const mistake = task ? `There is no task ${task}` : "Name a task";
  fail(`${mistake}: node scripts/bootstrap.cjs ${tasks.join(" | ")}`);
}
const folders = workspaceFolders();
const print = fingerprint(folders);
if (isInstalled(folders, print)) runTask(task, args);
else install(print, () => runTask(task, args));
