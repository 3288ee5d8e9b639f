// Chromium and the served site for the tests in a real browser; these are skipped, and counted as such,
// where there is no Chromium.
import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { type DocsServer, serveDocs } from "../serve.ts";

const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
export const hasChromium = existsSync(executablePath);
/** In ms, for one test: the machine may be busy with other packages. */
export const patience = 120_000;

/** Starts a browser; whoever asks for it closes it. */
export const launchChromium = async (): Promise<Browser> =>
  chromium.launch({ executablePath, args: ["--no-sandbox"] });

type ContextOptions = Parameters<Browser["newContext"]>[0];

export interface Chromium {
  server: () => DocsServer;
  /** Opens a page of the site, hands it over, and closes it again. */
  visit: <T>(
    path: string,
    act: (page: Page, context: BrowserContext) => Promise<T>,
    options?: ContextOptions,
  ) => Promise<T>;
  /** Visits a page and collects what must not happen on any, besides what `act` returns. */
  troubles: (path: string, act: (page: Page) => Promise<string[]>) => Promise<string[]>;
}

/** Starts browser and server before the tests of the suite it is called in, and stops them afterwards. */
export function useChromium(): Chromium {
  let browser: Browser;
  let server: DocsServer;

  beforeAll(async () => {
    server = await serveDocs();
    browser = await launchChromium();
  }, patience);
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  async function withPage<T>(
    options: ContextOptions,
    act: (page: Page, context: BrowserContext) => Promise<T>,
  ): Promise<T> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      ...options,
    });
    try {
      return await act(await context.newPage(), context);
    } finally {
      await context.close();
    }
  }
  const open = async (page: Page, path: string): Promise<unknown> =>
    page.goto(server.url + path.slice(1), { waitUntil: "networkidle" });

  return {
    server: () => server,
    visit: async (path, act, options) =>
      withPage(options, async (page, context) => {
        await open(page, path);
        return act(page, context);
      }),
    troubles: async (path, act) =>
      withPage({}, async (page) => {
        const seen: string[] = [];
        page.on("console", (message) => {
          if (["error", "warning"].includes(message.type()))
            seen.push(`console: ${message.text()}`);
        });
        page.on("pageerror", (error) => seen.push(`error: ${error.message}`));
        page.on("request", (request) => {
          const { protocol, origin } = new URL(request.url());
          if (!["data:", "blob:"].includes(protocol) && `${origin}/` !== server.url)
            seen.push(`request: ${request.url()}`);
        });
        page.on("response", (response) => {
          if (response.status() >= 400) seen.push(`${response.status()}: ${response.url()}`);
        });
        await open(page, path);
        seen.push(...(await act(page)));
        return seen;
      }),
  };
}
