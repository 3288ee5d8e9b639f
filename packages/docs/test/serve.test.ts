// The server sends the right types, from the root or under a base, and frees its port.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DocsServer, serveDocs } from "../serve.ts";

let server: DocsServer;
beforeAll(async () => {
  server = await serveDocs();
});
afterAll(async () => server.close());

test.each([
  ["", "text/html"],
  ["zh-cn/", "text/html"],
  ["favicon.svg", "image/svg+xml"],
  ["downloads/coin-m-futures.en.json", "application/json"],
  ["pagefind/pagefind.js", "text/javascript"],
])("%s comes as %s", async (path, type) => {
  const response = await fetch(server.url + path);
  expect(response.status).toBe(200);
  expect(response.headers.get("Content-Type")).toContain(type);
});

test("an address without a page is not found", async () => {
  const response = await fetch(`${server.url}nothing/here/`);
  expect(response.status).toBe(404);
  expect(await response.text()).toContain("Page not found");
});

test("a folder above the site is not served", async () => {
  const response = await fetch(`${server.url}..%2fpackage.json`);
  expect(response.status).toBe(404);
});

test("a base stands before every address", async () => {
  const based = await serveDocs({ base: "/docs" });
  try {
    expect(based.url).toMatch(/:\d+\/docs\/$/);
    expect((await fetch(based.url)).status).toBe(200);
    expect((await fetch(new URL("/", based.url))).status).toBe(404);
  } finally {
    await based.close();
  }
});

test("a taken port is an error", async () => {
  await expect(serveDocs({ port: server.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});
