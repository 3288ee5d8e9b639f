// What publishes and what runs knows nothing of the person.
import { expect, test } from "vitest";
import { closedEnvironment, openEnvironment } from "../src/environments.ts";

const folders = { root: "/repository", scratch: "/scratch" };
const env = {
  PATH: "/bin",
  HOME: "/home/somebody",
  TMPDIR: "/elsewhere",
  CI: "true",
  NPM_TOKEN: "secret",
  NODE_AUTH_TOKEN: "secret",
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: "secret",
  BINANCE_API_SECRET: "secret",
  npm_config_userconfig: "/home/somebody/.npmrc",
  npm_config_cafile: "/home/somebody/ca.pem",
  npm_config_registry: "https://registry.example/",
  "pnpm_config_@open-orders:registry": "https://registry.example/",
  npm_package_name: "open-orders",
  GIT_DIR: "/home/somebody/repository/.git",
  TURBO_TELEMETRY_DISABLED: "1",
};

test("no key, no token, no home, no way out", () => {
  expect(closedEnvironment(env, folders)).toEqual({
    PATH: "/repository/node_modules/.bin:/bin",
    HOME: "/scratch/home",
    TMPDIR: "/scratch/tmp",
    CI: "true",
    TURBO_TELEMETRY_DISABLED: "1",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "Rehearsal",
    GIT_AUTHOR_EMAIL: "rehearsal@localhost",
    GIT_COMMITTER_NAME: "Rehearsal",
    GIT_COMMITTER_EMAIL: "rehearsal@localhost",
    http_proxy: "http://127.0.0.1:9",
    https_proxy: "http://127.0.0.1:9",
    no_proxy: "127.0.0.1",
  });
});

test("what installs reads as always, from registries named anew", () => {
  const opened = openEnvironment(env, folders, "https://mirror.example/");
  expect(opened).toMatchObject({
    HOME: "/home/somebody",
    npm_config_userconfig: "/home/somebody/.npmrc",
    npm_config_cafile: "/home/somebody/ca.pem",
    pnpm_config_registry: "https://mirror.example/",
  });
  for (const name of [
    "npm_config_registry",
    "pnpm_config_@open-orders:registry",
    "npm_package_name",
    "GIT_DIR",
  ])
    expect(opened).not.toHaveProperty([name]);
});
