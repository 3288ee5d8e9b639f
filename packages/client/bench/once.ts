// What is measured once for everybody: time to the first response, TLS connections, and sizes.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { median } from "simple-statistics";
import { contenders } from "./contenders.ts";
import { startServer, startWorker } from "./processes.ts";
import type { Once } from "./report.ts";
import { measureSizes } from "./sizes.ts";
import { apiKey, apiSecret, paths, symbols } from "./target.ts";

const here = join(import.meta.dirname, "..");

export async function measureOnce(withPeers: boolean): Promise<Once> {
  const pair = await generate([{ name: "commonName", value: "127.0.0.1" }], {
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
  });
  const scratch = mkdtempSync(join(tmpdir(), "open-orders-bench-"));
  const env = { NODE_EXTRA_CA_CERTS: join(scratch, "certificate.pem") };
  writeFileSync(env.NODE_EXTRA_CA_CERTS, pair.cert);
  const server = await startServer({ key: pair.private, cert: pair.cert });
  const firstResponse = await measureFirstResponse(server.origin, env);
  const connections: Record<string, Record<"inRow" | "atOnce", number>> = {};
  for (const { id } of contenders.filter(({ isPeer }) => withPeers || !isPeer)) {
    const count = async (calls: number, inFlight: number, times: number): Promise<number> => {
      const worker = await startWorker(server.origin, env);
      const body = { orders: 1, long: false };
      await server.ask(body);
      for (let time = 0; time < times; time += 1)
        await worker.ask({ id, api: "dapi", orders: 1, calls, inFlight });
      worker.close();
      return server.ask(body);
    };
    // A worker makes one more before, to look at the response.
    connections[id] = { inRow: await count(19, 1, 1), atOnce: await count(50, 50, 2) };
  }
  server.close();
  rmSync(scratch, { recursive: true });
  const bundles = await measureSizes(withPeers);
  return { firstResponse, commandStart: measureCommandStart(), connections, bundles };
}

/** How long the command takes to say what it can do, beyond a Node that does nothing. */
function measureCommandStart(): Required<Once>["commandStart"] {
  const run = (...args: string[]): number => {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(`The command did not start: ${stderr}`);
    return performance.now() - start;
  };
  const command = join(here, "../cli/dist/cli.js");
  const rounds = Array.from({ length: 22 }, () => [run("--eval", ""), run(command, "--help")]);
  const [node = 0, help = 0] = [0, 1].map((at) =>
    median(rounds.slice(1).map((round) => round[at] ?? 0)),
  );
  return { node: Math.round(node), command: Math.round(help), beyondNode: Math.round(help - node) };
}

const given = JSON.stringify({ apiKey, secret: apiSecret, symbol: symbols.dapi });
/** Whole programs, as short as can be: they list orders once and end. */
const programs = {
  fetch: `import { createHmac } from "node:crypto";
    const query = "symbol=" + symbol + "&timestamp=" + Date.now();
    const signature = createHmac("sha256", secret).update(query).digest("hex");
    const url = origin + "${paths.dapi}?" + query + "&signature=" + signature;
    await (await fetch(url, { headers: { "X-MBX-APIKEY": apiKey } })).json();`,
  client: `import { createCoinMFuturesClient, hmac } from "@open-orders/client";
    const client = createCoinMFuturesClient({ apiKey, signer: hmac(secret), baseUrl: origin });
    await client.listOpenOrders({ symbol });`,
};

async function measureFirstResponse(origin: string, env: NodeJS.ProcessEnv) {
  const run = async (program: string): Promise<number> => {
    const text = `const origin = "${origin}", { apiKey, secret, symbol } = ${given};\n${program}\nprocess.exit();`;
    const start = performance.now();
    const args = ["--input-type=module", "--eval", text];
    const child = spawn(process.execPath, args, { cwd: here, env: { ...process.env, ...env } });
    const [code]: (number | null)[] = await once(child, "exit");
    if (code !== 0) throw new Error(`A program for the first response ended with ${code}.`);
    return performance.now() - start;
  };
  const rounds: Record<keyof typeof programs, number>[] = [];
  for (let round = 0; round < 22; round += 1)
    rounds.push({ fetch: await run(programs.fetch), client: await run(programs.client) });
  // The first brought the files into the memory of the system.
  rounds.shift();
  return {
    fetch: Math.round(median(rounds.map(({ fetch }) => fetch))),
    client: Math.round(median(rounds.map(({ client }) => client))),
    clientToFetch: Number(median(rounds.map(({ client, fetch }) => client / fetch)).toFixed(2)),
  };
}
