// The workspace's configuration, and what has to be there before the first test of this package.
import { mergeConfig } from "vitest/config";
import workspace from "../../vitest.config.ts";

export default mergeConfig(workspace, {
  test: {
    globalSetup: "src/setup.ts",
  },
});
