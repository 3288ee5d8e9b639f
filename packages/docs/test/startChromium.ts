// Before the tests: one Chromium for all of them, where there is one.
import { chromium } from "playwright-core";
import type { BrowserServer } from "playwright-core";
import type { TestProject } from "vitest/node";
import { findChromium } from "../../../scripts/findProgram.cjs";

declare module "vitest" {
  export interface ProvidedContext {
    /** The address of the browser; undefined where there is none. */
    chromium: string | undefined;
  }
}

const executablePath = findChromium();
let server: BrowserServer | undefined;

export async function setup(project: TestProject): Promise<void> {
  if (executablePath !== undefined)
    server = await chromium.launchServer({ executablePath, args: ["--no-sandbox"], timeout: 0 });
  project.provide("chromium", server?.wsEndpoint());
}

export async function teardown(): Promise<void> {
  await server?.close();
}
