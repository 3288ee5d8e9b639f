// The coverage of the descriptions in the HTML report: how much of each kind was exercised, and for every
// fact the line that states it and the checks that did it.
import { byOperation } from "../run/byOperation.ts";
import type { Group } from "../run/byOperation.ts";
import { checkName } from "../run/check.ts";
import type { Check } from "../run/check.ts";
import type { CoveredFact, Run } from "../run/coverage.ts";
import { factKinds } from "../run/exercised.ts";
import type { FactKind } from "../run/exercised.ts";
import { sourceLine } from "../spec/SpecNode.ts";
import { counted } from "./findings.ts";
import { html } from "./markup.ts";
import type { Markup } from "./markup.ts";

/** Beyond so many checks of one fact, the JSON report has the rest. */
const mostNames = 12;

/** The matrix of all operations, then each one's facts. */
export function coverageSection(coverage: readonly CoveredFact[], runs: readonly Run[]): Markup {
  if (coverage.length === 0) return html`<p>It was not counted.</p>`;
  const operations = byOperation(coverage).groups;
  const checks = byOperation(runs.map(({ check }) => check));
  return html`<div class="wide" tabindex="0" role="region" aria-label="Coverage by operation">
      <table class="matrix">
        <caption>
          Exercised, of all that is stated
        </caption>
        <thead>
          <tr>
            <th scope="col">Operation</th>
            ${factKinds.map((kind) => html`<th scope="col">${titles[kind]}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${operations.map(
            ({ operation, items }) =>
              html`<tr>
                <th scope="row"><code>${operation}</code></th>
                ${factKinds.map((kind) => share(items.filter((fact) => fact.kind === kind)))}
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
    ${operations.map((one) => operationFacts(one, checks.of(one)))}`;
}

const titles: Readonly<Record<FactKind, string>> = {
  operation: "Operations",
  parameter: "Parameters",
  status: "Statuses",
  header: "Headers",
  field: "Fields",
  value: "Values",
  error: "Error codes",
  body: "Bodies",
  rule: "Rules",
};

function share(facts: readonly CoveredFact[]): Markup {
  const done = exercised(facts).length;
  return html`<td class="${done < facts.length ? "doubt" : ""}">${done}/${facts.length}</td>`;
}

function exercised(facts: readonly CoveredFact[]): readonly CoveredFact[] {
  return facts.filter(({ exercisedBy }) => exercisedBy.length > 0);
}

function operationFacts(
  { api, operation, items: facts }: Group<CoveredFact>,
  checks: readonly Check[],
): Markup {
  // The place that each check holds the target to.
  const places = new Map(checks.map((check) => [checkName(check), check.expected.pointer]));
  const kinds = factKinds.filter((kind) => facts.some((fact) => fact.kind === kind));
  return html`<h3><code>${operation}</code> of ${api}</h3>
    ${kinds.map((kind) => {
      const all = facts.filter((fact) => fact.kind === kind);
      const done = exercised(all);
      const missed = all.filter((fact) => !done.includes(fact));
      return html`<details>
        <summary>
          ${titles[kind]}
          <span class="count ${missed.length > 0 ? "doubt" : ""}"
            >${done.length} of ${all.length}</span
          >
        </summary>
        <table class="fact-table">
          <thead>
            <tr>
              <th scope="col">Stated</th>
              <th scope="col">Where</th>
              <th scope="col">Exercised by</th>
            </tr>
          </thead>
          <tbody>
            ${[...missed, ...done].map((fact) => row(fact, places))}
          </tbody>
        </table>
      </details> `;
    })}`;
}

function row(fact: CoveredFact, places: ReadonlyMap<string, string>): Markup {
  return html`<tr>
    <th scope="row"><code>${fact.name}</code></th>
    <td><code class="soft">${sourceLine(fact.api, fact.pointer)}</code></td>
    <td>${checksOf(fact, places)}</td>
  </tr> `;
}

function checksOf(fact: CoveredFact, places: ReadonlyMap<string, string>): Markup {
  const { exercisedBy, operation, pointer, reason } = fact;
  if (exercisedBy.length === 0)
    return html`<strong class="doubt">Not exercised.</strong> ${reason ?? ""}`;
  // A check that was made for the fact says more than one that met it in passing.
  const made = (name: string): boolean => `${places.get(name) ?? ""}/`.startsWith(`${pointer}/`);
  const names = [...exercisedBy.filter(made), ...exercisedBy.filter((name) => !made(name))];
  const [first = "", ...others] = names.map((name) => name.slice(`${operation}: `.length));
  if (others.length === 0) return html`${first}`;
  const more = others.length - mostNames;
  return html`${first}
    <details>
      <summary>and ${counted(others.length, "other")}</summary>
      <ul class="list">
        ${others.slice(0, mostNames).map((name) => html`<li>${name}</li>`)}${more > 0 ? html`<li>and ${more} more</li>` : ""}
      </ul>
    </details>`;
}
