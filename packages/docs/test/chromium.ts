// Chromium and the served site for the tests in a real browser; these are skipped, and counted as such,
// where there is no Chromium.
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { type DocsServer, serveDocs } from "../serve.ts";

const endpoint = inject("chromium");
export const hasChromium = endpoint !== undefined;

/** A way to the browser that all tests share. Closing it closes the pages that were opened through it. */
export async function connectChromium(): Promise<Browser> {
  if (endpoint === undefined) throw new Error("There is no Chromium: set CHROMIUM_PATH.");
  return chromium.connect(endpoint, { timeout: 0 });
}

type ContextOptions = Parameters<Browser["newContext"]>[0];

/** A page of the site, and what happened in it. */
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

/** Waits for what a page loads by itself once it is idle, however long a busy machine takes: the search box is the last. */
export async function loadedWhenIdle({
  page,
  finished,
}: Pick<OpenPage, "page" | "finished">): Promise<void> {
  const isLoaded = async (): Promise<boolean> => {
    // Where nothing moves, Chromium can put idle callbacks off until the next frame.
    await page.evaluate(async () => new Promise((frame) => requestAnimationFrame(frame)));
    return finished.some((url) => url.includes("lazyBox"));
  };
  await expect.poll(isLoaded).toBe(true);
}

interface VisitOptions {
  viewport?: { width: number; height: number };
  javaScriptEnabled?: boolean;
}

export interface Chromium {
  browser: () => Browser;
  server: () => DocsServer;
  /** Opens a page of the site in a browser context of its own; it is closed with the browser. */
  open: (path: string, options?: ContextOptions) => Promise<OpenPage>;
  /** Goes to a page of the site, one after the other in the same browser context, so that they share the cache. */
  visit: <T>(path: string, act: (page: Page) => Promise<T>, options?: VisitOptions) => Promise<T>;
  /** Visits a page and collects what must not happen on any, besides what `act` returns. */
  troubles: (
    path: string,
    act: (page: Page) => Promise<string[]>,
    options?: VisitOptions,
  ) => Promise<string[]>;
}

const desktop = { width: 1440, height: 900 };

/** Connects to the browser and starts the server before the tests of the suite it is called in, and stops both afterwards. */
export function useChromium(): Chromium {
  let browser: Browser;
  let server: DocsServer;
  const visited = new Map<boolean, OpenPage>();

  beforeAll(async () => {
    server = await serveDocs();
    browser = await connectChromium();
  });
  afterAll(async () => {
    visited.clear();
    await browser.close();
    await server.close();
  });

  const newPage = async (options: ContextOptions): Promise<OpenPage> => {
    const context = await browser.newContext(options);
    // vitest's limit is the only one.
    context.setDefaultTimeout(0);
    const opened = {
      context,
      page: await context.newPage(),
      requests: [] as string[],
      finished: [] as string[],
      troubles: [] as string[],
    };
    const { page, requests, finished, troubles } = opened;
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
    return opened;
  };

  const open: Chromium["open"] = async (path, options) => {
    const opened = await newPage({ viewport: desktop, ...options });
    await opened.page.goto(server.url + path.slice(1));
    return opened;
  };

  const goTo = async (path: string, options: VisitOptions = {}): Promise<OpenPage> => {
    const { viewport = desktop, javaScriptEnabled = true } = options;
    const opened = visited.get(javaScriptEnabled) ?? (await newPage({ javaScriptEnabled }));
    visited.set(javaScriptEnabled, opened);
    const { page, requests, finished, troubles } = opened;
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: null, media: null });
    // A page that only differs in its hash would not be loaded again.
    await page.goto("about:blank");
    for (const list of [requests, finished, troubles]) list.length = 0;
    await page.goto(server.url + path.slice(1));
    return opened;
  };

  return {
    browser: () => browser,
    server: () => server,
    open,
    visit: async (path, act, options) => act((await goTo(path, options)).page),
    troubles: async (path, act, options) => {
      const { page, requests, troubles } = await goTo(path, options);
      const found = await act(page);
      const outside = requests.filter((url) => !isOfSite(url, server.url));
      return [...troubles, ...outside.map((url) => `request: ${url}`), ...found];
    },
  };
}

/** Whether a request stays in the page or at its server. */
function isOfSite(url: string, site: string): boolean {
  const { protocol, origin } = new URL(url);
  return ["data:", "blob:"].includes(protocol) || `${origin}/` === site;
}
