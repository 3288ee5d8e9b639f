// The doubts of the descriptions in the HTML report: what each source says, the reading taken, and which of
// them the target bears out.
import { discrepancies } from "@open-orders/specs";
import type { ProbeResult } from "../run/ContractReport.ts";
import { outcomeTexts } from "./findings.ts";
import { html, prose } from "./markup.ts";
import type { Markup } from "./markup.ts";

const classes = { supports: "good", contradicts: "bad", open: "doubt", skipped: "soft" } as const;

/** One entry for each probe. */
export function doubtsSection(probes: readonly ProbeResult[]): Markup {
  if (probes.length === 0) return html`<p>None was probed.</p>`;
  return html`<p>Places where the sources disagree, and what this target says to them.</p>
    ${probes.map(doubt)}`;
}

function doubt({ discrepancy, title, outcome, seen, agreesWith }: ProbeResult): Markup {
  const known = discrepancies.find(({ id }) => id === discrepancy);
  const says = (known?.says ?? []).map(
    ({ source, says: { en } }) =>
      html`<div>
        <dt>${source}</dt>
        <dd>
          ${prose(en)}${agreesWith.includes(source) ? html` <strong class="good">Confirmed.</strong>` : ""}
        </dd>
      </div> `,
  );
  return html`<h3 id="doubt-${discrepancy}">${prose(title)}</h3>
    <p>
      <strong class="${classes[outcome]}">The target ${outcomeTexts[outcome]}.</strong>
      ${prose(seen)}
    </p>
    <dl class="facts sources">
      ${
        known
          ? html`<div>
              <dt>Our reading</dt>
              <dd>${prose(known.reading.en)}</dd>
            </div>`
          : ""
      }
      ${says}
    </dl> `;
}
