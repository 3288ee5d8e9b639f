// The processor times as a picture: a line for each step, both scales by powers of ten. Text stays text, and the colours follow
// the reader's light or dark preference.
import { countsOf, stepsOf } from "./results.ts";
import type { Results, Row } from "./results.ts";

const width = 820;
const height = 460;
const area = { left: 64, top: 72, right: width - 214, bottom: height - 56 };
const lineHeight = 16;
/** Told apart without colour by their labels, and by colour by most who see some colours less well. */
const colours = ["#0072b2", "#d55e00", "#009e73", "#a6761d", "#7570b3", "#cc79a7", "#56a0d3"];

const style = `
    text { font: 13px system-ui, sans-serif; fill: #1f2328; }
    .title { font-size: 15px; font-weight: 600; }
    .quiet { fill: #59636e; font-size: 12px; }
    .paper { fill: #ffffff; stroke: #d1d9e0; }
    .grid { stroke: #d1d9e0; }
    .linear { stroke: #59636e; stroke-dasharray: 2 4; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .quiet { fill: #9198a1; }
      .paper { fill: #151b23; stroke: #3d444d; }
      .grid { stroke: #3d444d; }
      .linear { stroke: #9198a1; }
    }
  `;

interface Scale {
  readonly least: number;
  readonly most: number;
  readonly from: number;
  readonly to: number;
}

/** The picture as SVG. */
export function toSvg({ rows }: Pick<Results, "rows">): string {
  const counts = countsOf(rows);
  const times = rows.map(({ cpuSeconds }) => cpuSeconds);
  const across = {
    least: counts[0] ?? 1,
    most: counts.at(-1) ?? 1,
    from: area.left,
    to: area.right,
  };
  const up = {
    least: 10 ** Math.floor(Math.log10(Math.min(...times))),
    most: 10 ** Math.ceil(Math.log10(Math.max(...times))),
    from: area.bottom,
    to: area.top,
  };
  const title = "Processor time of each step against the number of operations";
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
  <title id="title">${title}</title>
  <style>${style}</style>
  <rect class="paper" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6"/>
  <text class="title" x="16" y="28">${title}</text>
  <text class="quiet" x="16" y="47">Both scales by powers of ten. The dotted lines grow in proportion to the operations.</text>
${gridOf(counts, across, up)}
${proportionOf(across, up)}
${stepsOf(rows)
  .map((step, at) =>
    lineOf(
      rows.filter((row) => row.step === step),
      colours[at % colours.length] ?? "",
      across,
      up,
    ),
  )
  .join("\n")}
${labelsOf(rows, up)}
  <text class="quiet" x="${area.left}" y="${height - 16}">operations</text>
</svg>
`;
}

function placeOf(value: number, { least, most, from, to }: Scale): number {
  const part = most === least ? 0 : Math.log(value / least) / Math.log(most / least);
  return Math.round((from + part * (to - from)) * 10) / 10;
}

function gridOf(counts: readonly number[], across: Scale, up: Scale): string {
  const powers = Math.round(Math.log10(up.most / up.least));
  const times = Array.from({ length: powers + 1 }, (_, power) => up.least * 10 ** power);
  return [
    ...times.map((time) => {
      const y = placeOf(time, up);
      return `  <path class="grid" d="M${area.left} ${y}H${area.right}"/>
  <text class="quiet" x="${area.left - 8}" y="${y + 4}" text-anchor="end">${Number(time.toPrecision(1)).toLocaleString("en")} s</text>`;
    }),
    ...counts.map(
      (count) =>
        `  <text class="quiet" x="${placeOf(count, across)}" y="${area.bottom + 20}" text-anchor="middle">${count.toLocaleString("en")}</text>`,
    ),
  ].join("\n");
}

/** Lines of growth in proportion, one from each power of ten on the left as far as there is room. */
function proportionOf(across: Scale, up: Scale): string {
  const lines: string[] = [];
  for (let time = up.least; time < up.most; time *= 10) {
    const most = Math.min(across.most, (up.most / time) * across.least);
    lines.push(
      `  <path class="linear" d="M${across.from} ${placeOf(time, up)}L${placeOf(most, across)} ${placeOf((time * most) / across.least, up)}"/>`,
    );
  }
  return lines.join("\n");
}

function lineOf(rows: readonly Row[], colour: string, across: Scale, up: Scale): string {
  const points = rows.map(({ operations, cpuSeconds }) => [
    placeOf(operations, across),
    placeOf(cpuSeconds, up),
  ]);
  return `  <g stroke="${colour}" fill="${colour}">
    <polyline fill="none" stroke-width="2" points="${points.map((point) => point.join(",")).join(" ")}"/>
${points.map(([x, y]) => `    <circle r="3" cx="${x}" cy="${y}"/>`).join("\n")}
  </g>`;
}

/** The names at the ends of their lines, moved apart where they would touch. */
function labelsOf(rows: readonly Row[], up: Scale): string {
  const ends = stepsOf(rows).flatMap((step, index) => {
    const last = rows.findLast((row) => row.step === step);
    return last ? [{ ...last, index, y: placeOf(last.cpuSeconds, up) }] : [];
  });
  let lowest = area.top - lineHeight;
  return ends
    .toSorted((a, b) => a.y - b.y)
    .map(({ step, operations, cpuSeconds, index, y }) => {
      lowest = Math.max(y, lowest + lineHeight);
      const time = cpuSeconds < 10 ? cpuSeconds.toFixed(1) : Math.round(cpuSeconds);
      return `  <circle r="4" cx="${area.right + 16}" cy="${lowest}" fill="${colours[index % colours.length]}"/>
  <text x="${area.right + 26}" y="${lowest + 4}">${step}, ${operations.toLocaleString("en")}: ${time} s</text>`;
    })
    .join("\n");
}
