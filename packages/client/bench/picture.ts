// The CPU table as a picture: a bar for each contender, a panel for each number of orders. Text stays
// text, and the colours follow the reader's light or dark preference.
import { baseline, contenders } from "./contenders/contenders.ts";
import type { Contender } from "./contenders/contenders.ts";
import type { Row } from "./matrix.ts";
import type { Results } from "./results.ts";
import { bodyName } from "./scenarios.ts";
import { groupBy, median } from "./statistics.ts";

const width = 820;
const labelWidth = 272;
const panelWidth = 176;
const panelGap = 6;
/** Room for the number behind the longest bar. */
const numberWidth = 40;
const top = 78;
const rowHeight = 24;
const barHeight = 14;
/** Bars end here, so that one slow contender does not make all others look alike. */
const longestRatio = 3;

const style = `
    text { font: 13px system-ui, sans-serif; fill: #1f2328; }
    .title { font-size: 15px; font-weight: 600; }
    .quiet { fill: #59636e; font-size: 12px; }
    .paper { fill: #ffffff; stroke: #d1d9e0; }
    .this { fill: #0969da; }
    .hand { fill: #818b98; }
    .peer { fill: #c6cdd5; }
    .own { font-weight: 600; }
    .number { paint-order: stroke; stroke: #ffffff; stroke-width: 4; }
    .line { stroke: #59636e; stroke-dasharray: 2 3; }
    .cut { stroke: #ffffff; stroke-width: 3; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .quiet { fill: #9198a1; }
      .paper { fill: #151b23; stroke: #3d444d; }
      .this { fill: #4493f8; }
      .hand { fill: #7d8590; }
      .peer { fill: #3d444d; }
      .line { stroke: #9198a1; }
      .number, .cut { stroke: #151b23; }
    }
  `;

interface Panel {
  readonly title: string;
  readonly rows: readonly Row[];
}

export function toSvg({ rows, environment }: Pick<Results, "rows" | "environment">): string {
  const double = rows.filter(({ long }) => !long);
  const panels: Panel[] = Array.from(groupBy(double, bodyName), ([name, group]) => ({
    title: name,
    rows: group,
  }));
  const shown = contenders.filter(({ id }) => rows.some(({ cells }) => cells[id]));
  const height = top + shown.length * rowHeight + 34;
  const title = "CPU per call against a hand-written fetch";
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
  <title id="title">${title}</title>
  <style>${style}</style>
  <rect class="paper" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6"/>
  <text class="title" x="16" y="28">${title}</text>
  <text class="quiet" x="16" y="47">1.00 is the dotted line; a shorter bar is better. Ids fit a double.</text>
${shown.map(labelAt).join("\n")}
${panels.map((panel, at) => drawPanel(panel, at, shown)).join("\n")}
  <text class="quiet" x="16" y="${height - 12}">${escape(`Median over both endpoints, with 1 call and 50 calls in flight. Node ${environment.node}, ${environment.date}.`)}</text>
</svg>
`;
}

function labelAt({ label, kind }: Contender, at: number): string {
  const y = top + at * rowHeight + barHeight - 2;
  const text = escape(label.replaceAll("`", ""));
  return `  <text${kind === "this" ? ' class="own"' : ""} x="16" y="${y}">${text}</text>`;
}

function drawPanel({ title, rows }: Panel, at: number, shown: readonly Contender[]): string {
  const left = labelWidth + at * (panelWidth + panelGap) + 4;
  const scale = (panelWidth - numberWidth) / longestRatio;
  const bars = shown.flatMap((contender, index) => {
    const ratio = ratioOf(contender, rows);
    if (ratio === undefined) return [];
    const y = top + index * rowHeight;
    const length = Math.min(ratio, longestRatio) * scale;
    const bar = `    <rect class="${contender.kind}" x="${left}" y="${y}" width="${length.toFixed(1)}" height="${barHeight}"/>`;
    const cutAt = left + length - 12;
    const cut = `    <path class="cut" d="M${cutAt.toFixed(1)} ${y + barHeight + 2}l6 -${barHeight + 4}"/>`;
    const number = `    <text class="number${contender.kind === "this" ? " own" : ""}" x="${(left + length + 5).toFixed(1)}" y="${y + barHeight - 2}">${ratio.toFixed(2)}</text>`;
    return ratio > longestRatio ? [bar, cut, number] : [bar, number];
  });
  const one = (left + scale).toFixed(1);
  const bottom = top + shown.length * rowHeight - (rowHeight - barHeight) + 3;
  return `  <g>
    <text class="quiet" x="${left}" y="${top - 12}">${escape(title)}</text>
    <path class="line" d="M${one} ${top - 5}V${bottom}"/>
${bars.join("\n")}
  </g>`;
}

function ratioOf({ id }: Contender, rows: readonly Row[]): number | undefined {
  if (id === baseline) return 1;
  const found = rows.flatMap(({ cells }) => cells[id]?.cpuRatio.median ?? []);
  return found.length > 0 ? median(found) : undefined;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
