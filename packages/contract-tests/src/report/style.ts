// The look of the HTML report: quiet, one accent, light and dark, from a phone's width up.
export const style = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#ffffff, #131a19); --raised: light-dark(#f5f8f7, #1b2422); --line: light-dark(#d5dddb, #33403d);
  --ink: light-dark(#17201e, #eaf0ef); --soft: light-dark(#51605c, #a3b1ae);
  --accent: light-dark(#0b665c, #8fded0); --bad: light-dark(#a3261b, #ffaba0);
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; padding: 2.5rem 1.25rem 5rem; max-width: 62rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.6 -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif;
  overflow-wrap: anywhere;
}
h1, h2 { line-height: 1.25; letter-spacing: -0.01em; text-wrap: balance; }
h1 { margin: 1rem 0 0.75rem; font-size: clamp(1.75rem, 1.3rem + 2vw, 2.5rem); }
h1.bad { color: var(--bad); }
h2 { margin: 3rem 0 1rem; padding-top: 1.5rem; border-top: 1px solid var(--line); font-size: 1.4rem; }
a { color: var(--accent); text-underline-offset: 0.2em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code, pre { font: 0.875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
pre { padding: 0.75rem 1rem; background: var(--raised); border: 1px solid var(--line); overflow-x: auto; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.5rem 1.25rem; margin: 0; padding: 0; list-style: none; }
details { border-bottom: 1px solid var(--line); }
summary { padding: 0.6rem 0; cursor: pointer; }
ul { padding-left: 1.25rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.925rem; }
th, td { padding: 0.45rem 0.75rem 0.45rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-variant-numeric: tabular-nums; }
th { overflow-wrap: normal; }
thead th { color: var(--soft); font-weight: 500; }
@media (max-width: 30rem) { table { font-size: 0.8rem; } th, td { padding-right: 0.4rem; } }
@media print { nav { display: none; } body { max-width: none; padding: 0; } tr { break-inside: avoid; } }
`;
