// The workspace's configuration, and the browser that the tests share.
import { mergeConfig } from "vitest/config";
import workspace from "../../vitest.config.ts";

export default mergeConfig(workspace, { test: { globalSetup: "test/startChromium.ts" } });
