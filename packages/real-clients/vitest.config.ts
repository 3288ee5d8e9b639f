// The workspace's configuration, and what has to be there before the first test of this package.
import { mergeConfig } from "vitest/config";
import workspace from "../../vitest.config.ts";

export default mergeConfig(workspace, {
  test: {
    globalSetup: "setup.ts",
    // Some of the clients would ask a proxy of the environment for this very machine.
    env: { NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1" },
  },
});
