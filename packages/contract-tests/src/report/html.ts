// The report as one HTML page, made of the Markdown. It loads nothing: no script, no picture, no font, and a policy that
// would reject them.
import { createHash } from "node:crypto";
import { Marked } from "marked";
import type { ContractReport } from "../run/ContractReport.ts";
import { markdownReport } from "./markdown.ts";
import { style } from "./style.ts";
import { countsOf, escapeMarkup, verdictOf } from "./texts.ts";

/** The text of the HTML file. */
export function htmlReport(report: ContractReport): string {
  const { failed } = countsOf(report.runs);
  // The hash is of the very bytes between the tags.
  const hash = createHash("sha256").update(style).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const links: string[] = [];
  const marked = new Marked({
    gfm: true,
    // No address becomes a link: a target may have sent it.
    tokenizer: { url: () => undefined },
    renderer: {
      heading({ tokens, depth }) {
        const text = this.parser.parseInline(tokens);
        if (depth === 2) return `<h1 class="${failed > 0 ? "bad" : ""}">${text}</h1>\n`;
        const id = text.toLowerCase().replaceAll(/[^a-z]+/gu, "-");
        links.push(`<li><a href="#${id}">${text}</a></li>`);
        return `<h2 id="${id}">${text}</h2>\n`;
      },
      // What is wide scrolls by itself, so it can be reached by the keyboard.
      code: ({ text }) => `<pre tabindex="0">${escapeMarkup(text, "\n ")}</pre>\n`,
    },
  });
  const body = marked.parse(markdownReport(report, true), { async: false });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeMarkup(`${verdictOf(report)} · ${report.target}`)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<nav aria-label="Sections"><ul>${links.join("")}</ul></nav>
<main>
${body}</main>
</body>
</html>
`;
}
