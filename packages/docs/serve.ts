// Serves the built site from this machine, for `npm start` and for the tests.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sirv from "sirv";

export interface ServeDocsOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** @defaultValue "127.0.0.1" */
  hostname?: string;
  /** The folder to serve. @defaultValue the built site beside this file */
  folder?: string;
  /** Where in the address the site begins: what it was built with as BASE. @defaultValue "/" */
  base?: string;
}

export interface DocsServer {
  /** Address of the home page. */
  url: string;
  port: number;
  close: () => Promise<void>;
}

/** Rejects with the cause when the port is taken or nothing has been built. */
export async function serveDocs(options: ServeDocsOptions = {}): Promise<DocsServer> {
  const { port = 0, hostname = "127.0.0.1" } = options;
  const folder = options.folder ?? fileURLToPath(new URL("dist", import.meta.url));
  const base = `/${options.base ?? ""}/`.replaceAll(/\/+/g, "/");
  const files = sirv(folder, {
    etag: true,
    dev: false,
    // Opened by themselves, Chinese texts would be read as Latin ones.
    setHeaders: (response, path) => {
      if (path.endsWith(".md")) response.setHeader("Content-Type", "text/markdown; charset=utf-8");
      if (path.endsWith(".txt")) response.setHeader("Content-Type", "text/plain; charset=utf-8");
    },
  });
  const missing = await readFile(join(folder, "404.html"));
  const server = createServer((request, response) => {
    const notFound = (): void => {
      response.writeHead(404, { "Content-Type": "text/html; charset=utf-8" });
      response.end(missing);
    };
    if (!request.url?.startsWith(base)) {
      notFound();
      return;
    }
    request.url = request.url.slice(base.length - 1);
    files(request, response, notFound);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, hostname, resolve);
  });
  const address = server.address();
  const listening = typeof address === "object" && address ? address.port : port;
  return {
    url: `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${listening}${base}`,
    port: listening,
    close: async () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
