// A real Redis on loopback for the tests of the budget, alone or as a cluster of one node.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "redis";

/** Whether there is a Redis to start. Where there is none, these tests are skipped. */
export const isRedisInstalled = spawnSync("redis-server", ["--version"]).status === 0;

export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** Stops it as a hung machine does: connections stay open, nothing is answered. */
  suspend(): void;
  resume(): void;
  /** Ends it without a farewell. */
  kill(): Promise<void>;
}

/** Starts a server that keeps nothing on disk. `stop` it in the end, whatever became of it. */
export async function startRedis({ cluster = false } = {}): Promise<
  RedisServer & { stop(): Promise<void> }
> {
  const folder = mkdtempSync(join(tmpdir(), "open-orders-redis-"));
  const port = await freePort();
  const options = ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--dir", folder];
  if (cluster) {
    // The bus of a cluster listens on a port of its own, by default 10000 above.
    const busPort = await freePort();
    options.push("--cluster-enabled", "yes", "--cluster-port", `${busPort}`);
    options.push("--cluster-announce-ip", "127.0.0.1");
  }
  const server = spawn("redis-server", options, { stdio: "ignore" });
  const exited = once(server, "exit");
  const url = `redis://127.0.0.1:${port}`;
  const admin = createClient({ url });
  admin.on("error", () => {});
  await admin.connect();
  if (cluster) {
    await admin.sendCommand(["CLUSTER", "ADDSLOTSRANGE", "0", "16383"]);
    while (!(await admin.sendCommand<string>(["CLUSTER", "INFO"])).includes("cluster_state:ok"))
      await new Promise((resolve) => setTimeout(resolve, 20));
  }
  admin.destroy();
  const kill = async (): Promise<void> => {
    server.kill("SIGKILL");
    await exited;
  };
  return {
    port,
    url,
    suspend: () => void server.kill("SIGSTOP"),
    resume: () => void server.kill("SIGCONT"),
    kill,
    async stop() {
      await kill();
      rmSync(folder, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
