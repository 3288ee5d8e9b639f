// Finds programs that some tests use. Syntax stays old on purpose: the doctor asks before anything is installed.
"use strict";

const fs = require("fs");
const path = require("path");

/** The headless shell comes first: it has no window to draw, so that a page opens in half the time. */
const CHROMIUM = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
];
const CHROMIUM_ELSEWHERE = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The path of a program, or nothing.
 *
 * @param {string[]} names The first that is there.
 * @param {string[]} [elsewhere] Paths to try after PATH.
 * @returns {string | undefined}
 */
function findProgram(names, elsewhere) {
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  const folders = (process.env.PATH || "").split(path.delimiter);
  const files = [].concat.apply(
    [],
    names.map((name) =>
      [].concat.apply(
        [],
        folders.map((folder) => endings.map((ending) => path.join(folder, name + ending))),
      ),
    ),
  );
  return files.concat(elsewhere || []).find(isExecutable);
}

/**
 * The path of a Chromium, or nothing. CHROMIUM_PATH in the environment wins.
 *
 * @returns {string | undefined}
 */
function findChromium() {
  return process.env.CHROMIUM_PATH || findProgram(CHROMIUM, CHROMIUM_ELSEWHERE);
}

module.exports = { findChromium, findProgram };
