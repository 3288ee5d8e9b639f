// What one run of the benchmark found, and in what circumstances: the shape of results.json.
import { arch, availableParallelism, cpus, loadavg, release, type } from "node:os";
import type { Bundle } from "./bundles.ts";
import type { ColdImport } from "./coldImport.ts";
import type { Heap } from "./heap.ts";
import type { Row } from "./matrix.ts";
import type { TlsConnections } from "./tls.ts";

export interface Environment {
  readonly date: string;
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  readonly system: string;
  /** Processes that wanted a core, on average over a minute, before the run and after it. */
  readonly loadBefore: number;
  readonly loadAfter: number;
  /** Versions of what was compared. */
  readonly versions: Readonly<Record<string, string>>;
}

export interface Results {
  readonly environment: Environment;
  readonly rows: readonly Row[];
  readonly coldImports: readonly ColdImport[];
  readonly bundles: readonly Bundle[];
  readonly heap: Heap | undefined;
  readonly tls: readonly TlsConnections[];
}

/** The machine as it is now; `loadAfter` is to be filled in at the end. */
export function readEnvironment(date: string, versions: Record<string, string>): Environment {
  return {
    date,
    node: process.versions.node,
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    system: `${type()} ${release()} ${arch()}`,
    loadBefore: readLoad(),
    loadAfter: Number.NaN,
    versions,
  };
}

export function readLoad(): number {
  return Math.round((loadavg()[0] ?? 0) * 100) / 100;
}

/** The JSON of a run, with as many digits as mean something. */
export function toJson(results: Results): string {
  const text = JSON.stringify(
    results,
    (_, value: unknown) => (typeof value === "number" ? Number(value.toPrecision(5)) : value),
    2,
  );
  return `${text}\n`;
}
