// The report as one HTML page that asks for nothing else: no script, no picture, no font, and a policy that
// would refuse them. What is failed comes first.
import { createHash } from "node:crypto";
import type { ContractReport, UnknownSeen } from "../run/ContractReport.ts";
import { coverageSection } from "./coverageSection.ts";
import { doubtsSection } from "./doubtsSection.ts";
import {
  failedIn,
  byOperation,
  counted,
  countsOf,
  durationText,
  skippedIn,
  verdictOf,
  weightText,
} from "./findings.ts";
import type { FailedCheck } from "./findings.ts";
import { html, Markup } from "./markup.ts";
import { style } from "./style.ts";

/** The text of the HTML file. */
export function reportPage(report: ContractReport): string {
  const { runs, coverage, unknown, probes } = report;
  const failed = failedIn(runs);
  const sections = [
    { id: "failed", title: "Failed checks", body: failedSection(failed) },
    { id: "skipped", title: "Skipped", body: skippedSection(report) },
    {
      id: "coverage",
      title: "Coverage of the descriptions",
      body: coverageSection(coverage, runs),
    },
    { id: "unknown", title: "Unknown fields and values", body: unknownSection(unknown) },
    { id: "questions", title: "Open questions", body: doubtsSection(probes) },
    { id: "checks", title: "All checks", body: checksSection(report) },
  ];
  // The hash is of the very bytes between the tags.
  const hash = createHash("sha256").update(style).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const { text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${verdictOf(report)} · ${report.target}</title>
        <link rel="icon" href="data:," />
        ${new Markup(`<style>${style}</style>`)}
      </head>
      <body>
        <header>
          <p class="kicker">Contract report · ${report.target}</p>
          <h1 class="${failed.length > 0 ? "bad" : ""}">${verdictOf(report)}</h1>
          ${figures(report)}
          <nav aria-label="Sections">
            <ul>
              ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
            </ul>
          </nav>
        </header>
        <main>
          ${sections.map(
            ({ id, title, body }) =>
              html`<section aria-labelledby="${id}">
                <h2 id="${id}">${title}</h2>
                ${body}
              </section> `,
          )}
        </main>
      </body>
    </html> `;
  return text;
}

function figures(report: ContractReport): Markup {
  const { passed, failed, skipped } = countsOf(report.runs);
  const { startedAt, elapsedMs, stopped } = report;
  const weight = weightText(report);
  const figure = (name: string, value: number): Markup =>
    html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`;
  return html`<dl class="figures">
      ${figure("failed", failed)}${figure("passed", passed)}${figure("skipped", skipped)}
    </dl>
    <p class="soft">
      Begun
      <time datetime="${startedAt}">${startedAt.replace("T", " ").replace(/\.\d+Z$/u, " UTC")}</time
      >, took ${durationText(elapsedMs)}.${weight === "" ? "" : ` Weight spent: ${weight}.`}
    </p>
    ${stopped === undefined ? "" : html`<p class="bad"><strong>Stopped early:</strong> ${stopped}</p>`}`;
}

function failedSection(failed: readonly FailedCheck[]): Markup {
  if (failed.length === 0) return html`<p>None.</p>`;
  return html`${failed.map(
    ({ check, result, place }) =>
      html`<article class="failed">
        <h3>${check.rule}</h3>
        <p class="soft"><code>${check.operation}</code> of ${check.api}, ${check.level}</p>
        <dl class="facts">
          <div>
            <dt>Expected</dt>
            <dd>${check.expected.what}</dd>
          </div>
          <div>
            <dt>Actual</dt>
            <dd><strong>${result.actual}</strong></dd>
          </div>
          <div>
            <dt>Source</dt>
            <dd><code>${place}</code></dd>
          </div>
        </dl>
        ${
          result.repeat === undefined
            ? ""
            : html`<details>
                <summary>Repeat it in a shell</summary>
                <pre tabindex="0">${result.repeat}</pre>
              </details>`
        }
      </article> `,
  )}`;
}

function skippedSection({ runs }: ContractReport): Markup {
  const skipped = skippedIn(runs);
  if (skipped.length === 0) return html`<p>None.</p>`;
  return html`${skipped.map(
    ([reason, names]) =>
      html`<details>
        <summary>${reason} <span class="count">${counted(names.length, "check")}</span></summary>
        <ul class="list">
          ${names.map((name) => html`<li>${name}</li>`)}
        </ul>
      </details> `,
  )}`;
}

function unknownSection(unknown: readonly UnknownSeen[]): Markup {
  if (unknown.length === 0) return html`<p>Nothing was seen that the descriptions do not know.</p>`;
  return html`<p>Seen, and neither known to the descriptions nor forbidden by them.</p>
    <table class="fact-table">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Operation</th>
          <th scope="col">Seen by</th>
        </tr>
      </thead>
      <tbody>
        ${unknown.map(
          ({ operation, what, seenBy }) =>
            html`<tr>
              <th scope="row"><code>${what}</code></th>
              <td><code>${operation}</code></td>
              <td>
                ${seenBy[0] ?? ""}${seenBy.length > 1 ? ` and ${counted(seenBy.length - 1, "other")}` : ""}
              </td>
            </tr> `,
        )}
      </tbody>
    </table>`;
}

function checksSection({ runs }: ContractReport): Markup {
  return html`${byOperation(runs).map(
    ({ operation, api, runs: own }) =>
      html`<details>
        <summary>
          <code>${operation}</code> of ${api}
          <span class="count">${counted(own.length, "check")}</span>
        </summary>
        <ul class="list">
          ${own.map(
            ({ check, result }) =>
              html`<li>
                ${check.rule} (${check.level}):
                <span class="${classes[result.outcome]}">${result.outcome}</span>
              </li> `,
          )}
        </ul>
      </details> `,
  )}`;
}

const classes = { passed: "good", failed: "bad", skipped: "soft" } as const;
