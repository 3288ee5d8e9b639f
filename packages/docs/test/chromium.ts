// Chromium and the served site for the tests in a real browser; these are skipped, and counted as such,
// where there is no Chromium.
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, inject } from "vitest";
import { type DocsServer, serveDocs } from "../serve.ts";

const endpoint = inject("chromium");
export const hasChromium = endpoint !== undefined;

/** A way to the browser that all tests share. Closing it closes the pages that were opened through it. */
export async function connectChromium(): Promise<Browser> {
  if (endpoint === undefined) throw new Error("There is no Chromium: set CHROMIUM_PATH.");
  return chromium.connect(endpoint, { timeout: 0 });
}

type ContextOptions = Parameters<Browser["newContext"]>[0];

/** A page of the site in a browser context of its own. */
export interface OpenPage {
  page: Page;
  context: BrowserContext;
  /** What was asked for, in order, since the page was opened. */
  requests: string[];
  /** What has come whole, in order. */
  finished: string[];
  /** Warnings and errors of the page, and failed requests. */
  troubles: string[];
}

export interface Chromium {
  server: () => DocsServer;
  /** Opens a page of the site; it is closed with the browser. */
  open: (path: string, options?: ContextOptions) => Promise<OpenPage>;
  /** Opens a page of the site, hands it over, and closes it again. */
  visit: <T>(
    path: string,
    act: (page: Page, context: BrowserContext) => Promise<T>,
    options?: ContextOptions,
  ) => Promise<T>;
  /** Visits a page and collects what must not happen on any, besides what `act` returns. */
  troubles: (
    path: string,
    act: (page: Page) => Promise<string[]>,
    options?: ContextOptions,
  ) => Promise<string[]>;
}

/** Connects to the browser and starts the server before the tests of the suite it is called in, and stops both afterwards. */
export function useChromium(): Chromium {
  let browser: Browser;
  let server: DocsServer;

  beforeAll(async () => {
    server = await serveDocs();
    browser = await connectChromium();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  const open: Chromium["open"] = async (path, options) => {
    const viewport = { width: 1440, height: 900 };
    const context = await browser.newContext({ viewport, ...options });
    // vitest's limit is the only one.
    context.setDefaultTimeout(0);
    const page = await context.newPage();
    const requests: string[] = [];
    const finished: string[] = [];
    const troubles: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("requestfinished", (request) => finished.push(request.url()));
    page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type()))
        troubles.push(`console: ${message.text()}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`);
    });
    await page.goto(server.url + path.slice(1));
    return { page, context, requests, finished, troubles };
  };

  return {
    server: () => server,
    open,
    visit: async (path, act, options) => {
      const { page, context } = await open(path, options);
      try {
        return await act(page, context);
      } finally {
        await context.close();
      }
    },
    troubles: async (path, act, options) => {
      const { page, context, requests, troubles } = await open(path, options);
      try {
        const found = await act(page);
        const outside = requests.filter((url) => !isOfSite(url, server.url));
        return [...troubles, ...outside.map((url) => `request: ${url}`), ...found];
      } finally {
        await context.close();
      }
    },
  };
}

/** Whether a request stays in the page or at its server. */
function isOfSite(url: string, site: string): boolean {
  const { protocol, origin } = new URL(url);
  return ["data:", "blob:"].includes(protocol) || `${origin}/` === site;
}
