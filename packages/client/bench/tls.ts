// How many TLS connections a contender opens for 20 calls, one after the other, against a server on
// loopback with a certificate made for the occasion.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { startServer, startWorker } from "./children.ts";
import type { Contender, ContenderId } from "./contenders/contenders.ts";

export interface TlsConnections {
  readonly id: ContenderId;
  readonly connections: number;
}

export const tlsCalls = 20;

export async function countTlsConnections(
  contenders: readonly Contender[],
): Promise<TlsConnections[]> {
  const pair = await generate([{ name: "commonName", value: "127.0.0.1" }], {
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
  });
  const folder = mkdtempSync(join(tmpdir(), "open-orders-bench-"));
  const authority = join(folder, "certificate.pem");
  writeFileSync(authority, pair.cert);
  const server = await startServer({ key: pair.private, cert: pair.cert });
  const body = { orders: 1, long: false };
  const found: TlsConnections[] = [];
  try {
    for (const { id } of contenders) {
      const worker = await startWorker(id, server.origin, { NODE_EXTRA_CA_CERTS: authority });
      await server.answerWith(body);
      // The worker makes one more before, to look at the answer.
      await worker.run({ api: "dapi", calls: tlsCalls - 1, inFlight: 1, orders: body.orders });
      found.push({ id, connections: await server.answerWith(body) });
      worker.close();
    }
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
  return found;
}
