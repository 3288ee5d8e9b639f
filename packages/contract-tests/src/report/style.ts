// The look of the HTML report: quiet, one accent, light and dark, from a phone's width up.
export const style = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f5f8f7; --line: #d5dddb; --ink: #17201e; --soft: #51605c;
  --accent: #0b665c; --good: #0b665c; --bad: #a3261b; --bad-ground: #fdf2f0; --doubt: #7a4a08;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #131a19; --raised: #1b2422; --line: #33403d; --ink: #eaf0ef; --soft: #a3b1ae;
    --accent: #8fded0; --good: #8fded0; --bad: #ffaba0; --bad-ground: #2c1a18; --doubt: #f2cd85;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; padding: 2.5rem 1.25rem 5rem; max-width: 62rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.6 -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif;
}
h1, h2, h3, h4 { line-height: 1.25; letter-spacing: -0.01em; text-wrap: balance; overflow-wrap: anywhere; }
h1 { margin: 0.25rem 0 0.75rem; font-size: clamp(1.75rem, 1.3rem + 2vw, 2.5rem); }
h2 { margin: 3.5rem 0 1rem; padding-top: 1.5rem; border-top: 1px solid var(--line); font-size: 1.4rem; }
h3 { margin: 2rem 0 0.5rem; font-size: 1.1rem; }
h4 { margin: 0; font-size: 1rem; }
p { margin: 0.5rem 0; max-width: 44rem; }
a { color: var(--accent); text-underline-offset: 0.2em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code, pre { font: 0.875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
code { overflow-wrap: anywhere; }
pre {
  margin: 0.5rem 0 0; padding: 0.75rem 1rem; background: var(--raised); border: 1px solid var(--line);
  border-radius: 0.4rem; white-space: pre-wrap; overflow-wrap: anywhere; user-select: all;
}
.kicker, .soft, .count { color: var(--soft); }
.kicker { margin: 0; font-size: 0.9rem; letter-spacing: 0.02em; }
.bad { color: var(--bad); }
.good { color: var(--good); }
.doubt { color: var(--doubt); }
.figures { display: flex; flex-wrap: wrap; gap: 1.25rem 2.5rem; margin: 1.5rem 0; padding: 0; }
.figures div { display: flex; flex-direction: column-reverse; }
.figures dt { color: var(--soft); font-size: 0.9rem; }
.figures dd { margin: 0; font-size: 1.6rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
nav { margin-top: 1.25rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.5rem 1.25rem; margin: 0; padding: 0; list-style: none; }
.failed {
  margin: 1rem 0; padding: 1rem 1.25rem 1.25rem; background: var(--bad-ground);
  border-left: 3px solid var(--bad); border-radius: 0 0.4rem 0.4rem 0;
}
.failed h3 { margin-top: 0; }
.failed details { border: 0; }
.failed pre { background: var(--ground); }
.facts { margin: 0.75rem 0 0; }
.facts > div { display: grid; grid-template-columns: 6.5rem 1fr; gap: 0 1rem; padding: 0.2rem 0; }
.facts dt { color: var(--soft); overflow-wrap: anywhere; }
.sources > div { grid-template-columns: 12rem 1fr; }
.facts dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
details { border-bottom: 1px solid var(--line); }
details details { border: 0; }
summary { padding: 0.6rem 0; cursor: pointer; }
summary .count { float: right; padding-left: 1rem; font-variant-numeric: tabular-nums; }
details > :last-child:not(summary) { margin-bottom: 1rem; }
.list { margin: 0; padding-left: 1.25rem; }
.list li { padding: 0.1rem 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.925rem; }
caption { padding: 0 0 0.5rem; color: var(--soft); text-align: left; }
th, td { padding: 0.45rem 0.75rem 0.45rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
details table tbody tr:last-child > * { border-bottom: 0; }
thead th { color: var(--soft); font-weight: 500; }
tbody th { font-weight: 500; overflow-wrap: anywhere; }
td { overflow-wrap: anywhere; }
.matrix th, .matrix td { white-space: nowrap; }
.matrix td { font-variant-numeric: tabular-nums; }
td summary { padding: 0; color: var(--accent); }
@media (max-width: 40rem) {
  .facts > div, .sources > div { grid-template-columns: 1fr; }
  .fact-table, .fact-table tbody, .fact-table tr, .fact-table th, .fact-table td { display: block; border: 0; padding: 0; }
  .fact-table thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .fact-table tr { padding: 0.6rem 0; border-bottom: 1px solid var(--line); }
}
@media print {
  nav { display: none; }
  body { max-width: none; padding: 0; }
  .failed, tr { break-inside: avoid; }
}
`;
