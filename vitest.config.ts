// One configuration for the tests of every package: `vitest run --config ../../vitest.config.ts --root .`
import { defineConfig } from "vitest/config";

// A machine can be ten times slower than the one this was written on, and at a load of 20 the longest preparation took
// more than ten minutes. What hangs still ends. No test and no package sets a limit of its own.
const limitMs = 1_800_000;

export default defineConfig({
  test: {
    include: ["**/*.test.ts"],
    // GitHub's checker of workflows imports JSON in a way that only bundlers understand.
    server: { deps: { inline: [/@actions\//] } },
    exclude: ["**/node_modules/**", "**/dist/**", "**/reports/**"],
    testTimeout: limitMs,
    hookTimeout: limitMs,
    teardownTimeout: limitMs,
    expect: { poll: { timeout: limitMs } },
    // turbo runs as many packages at once as there are cores; one worker each keeps it at that. All files of a package
    // run in that worker, one after another: a new one for each takes as long as most of the tests. So a test that
    // changes something global puts it back.
    maxWorkers: 1,
    isolate: false,
    // The report is an output of the turbo task, so that a cached run still counts in the summary of scripts/test.ts.
    reporters: ["default", "json"],
    outputFile: { json: "reports/vitest.json" },
  },
});
