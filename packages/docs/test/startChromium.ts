// Before the tests: one Chromium for all of them, where there is one.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import type { BrowserServer } from "playwright-core";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** The address of the browser; undefined where there is none. */
    chromium: string | undefined;
  }
}

const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
let server: BrowserServer | undefined;

export async function setup(project: TestProject): Promise<void> {
  if (existsSync(executablePath))
    server = await chromium.launchServer({ executablePath, args: ["--no-sandbox"], timeout: 0 });
  project.provide("chromium", server?.wsEndpoint());
}

export async function teardown(): Promise<void> {
  await server?.close();
}
