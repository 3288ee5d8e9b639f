// The benchmarks page as data: what the results say, by number of orders, and the targets they are held to.
import { baseline, contenders } from "../../../client/bench/contenders/contenders.ts";
import type { Contender } from "../../../client/bench/contenders/contenders.ts";
import type { Cell, Row } from "../../../client/bench/matrix.ts";
import type { Results } from "../../../client/bench/results.ts";
import { bodyName, nameOf, type Scenario } from "../../../client/bench/scenarios.ts";
import { groupBy, type Spread } from "../../../client/bench/statistics.ts";
import { isMet, judge, labelOf, summarize } from "../../../client/bench/targets.ts";
import type { Verdict } from "../../../client/bench/targets.ts";
import type { Picture, Run } from "./results.ts";

/** Texts are those of the results, so in the source language; words.ts has them in every other. */
export interface BenchmarksView {
  environment: Results["environment"];
  picture: Picture;
  targets: TargetView[];
  bodies: BodyView[];
  coldImports: { label: string; own: boolean; addedMs: Spread }[];
  bundles: (Results["bundles"][number] & { own: boolean })[];
  heap: Results["heap"];
  tls: { label: string; own: boolean; connections: number }[];
}

export interface TargetView {
  text: string;
  limit: number;
  unit: Verdict["unit"];
  met: number;
  of: number;
  worst: MeasuredView;
  /** Every one that is over the limit. */
  missed: MeasuredView[];
}

/** One value that has a target: in a row of the table, of somebody, or both. */
export interface MeasuredView {
  value: number;
  scenario?: Scenario;
  label?: string;
}

/** All scenarios with the same answer. */
export interface BodyView {
  anchor: string;
  orders: number;
  long: boolean;
  columns: (Scenario & { name: string })[];
  contenders: ContenderView[];
}

export interface ContenderView {
  id: string;
  label: string;
  kind: Contender["kind"];
  isBaseline: boolean;
  /** One for each column; absent where it took no part. */
  cells: (Cell | undefined)[];
}

export function describeRun({ results, picture }: Run): BenchmarksView {
  const { environment, rows, coldImports, bundles, heap, tls } = results;
  const verdicts = judge(results);
  return {
    environment,
    picture,
    targets: summarize(verdicts).map(({ target, met, of, worst }) => ({
      text: target,
      limit: worst.limit,
      unit: worst.unit,
      met,
      of,
      worst: measured(worst, rows),
      missed: verdicts
        .filter((verdict) => verdict.target === target && !isMet(verdict))
        .map((verdict) => measured(verdict, rows)),
    })),
    bodies: Array.from(groupBy(rows, bodyName), ([name, group]) => describeBody(name, group)),
    coldImports: coldImports.map(({ id, addedMs }) => Object.assign(whoIs(id), { addedMs })),
    bundles: bundles.map((bundle) =>
      Object.assign({ own: bundle.label.startsWith("this client") }, bundle),
    ),
    heap,
    tls: tls.map(({ id, connections }) => Object.assign(whoIs(id), { connections })),
  };
}

function describeBody(name: string, rows: Row[]): BodyView {
  const [{ orders, long } = { orders: 0, long: false }] = rows;
  const taking = contenders.filter(({ id }) => rows.some(({ cells }) => cells[id]));
  return {
    anchor: name.replaceAll(/[^\da-z]+/g, "-"),
    orders,
    long,
    columns: rows.map((row) => {
      const { api, inFlight } = row;
      return { orders, long, api, inFlight, name: nameOf(row) };
    }),
    contenders: taking.map(({ id, label, kind }) => ({
      id,
      label,
      kind,
      isBaseline: id === baseline,
      cells: rows.map(({ cells }) => cells[id]),
    })),
  };
}

function whoIs(id: string): { label: string; own: boolean } {
  const own = contenders.some((one) => one.id === id && one.kind === "this");
  return { label: labelOf(id), own };
}

/** Takes the name of the row out of what was measured, for it to be told in the reader's language. */
function measured({ where, value }: Verdict, rows: readonly Row[]): MeasuredView {
  const scenario = rows.find(
    (row) => where === nameOf(row) || where.startsWith(`${nameOf(row)}: `),
  );
  if (!scenario) return { value, label: where };
  const { orders, long, api, inFlight } = scenario;
  const label = where.slice(nameOf(scenario).length + 2);
  return { value, scenario: { orders, long, api, inFlight }, ...(label && { label }) };
}

/** Every text of the results that a reader sees. */
export function textsOf(view: BenchmarksView): Set<string> {
  const measurements = view.targets.flatMap(({ worst, missed }) => [worst, ...missed]);
  return new Set([
    ...view.targets.map(({ text }) => text),
    ...measurements.flatMap(({ label }) => label ?? []),
    ...view.bodies.flatMap((body) => body.contenders.map(({ label }) => label)),
    ...[...view.coldImports, ...view.bundles, ...view.tls].map(({ label }) => label),
  ]);
}
