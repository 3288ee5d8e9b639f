// The workspace's configuration, and what has to be there before the first test of this package.
import { mergeConfig } from "vitest/config";
import workspace from "../../vitest.config.ts";

export default mergeConfig(workspace, {
  test: {
    globalSetup: "setup.ts",
    // Other programs are started, and the machine may be busy with the tasks beside this one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
