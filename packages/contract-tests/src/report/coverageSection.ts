// The coverage of the descriptions in the HTML report: how much of each kind was exercised, and for every
// fact the line that states it and the checks that did it.
import type { CoveredFact, Run } from "../coverage.ts";
import { checkName } from "../check.ts";
import { factKinds } from "../exercised.ts";
import type { FactKind } from "../exercised.ts";
import { writtenAt } from "../Place.ts";
import { counted } from "./findings.ts";
import { html } from "./markup.ts";
import type { Markup } from "./markup.ts";

/** Beyond so many checks of one fact, the JSON report has the rest. */
const mostNames = 12;

/** The matrix of all operations, then each one's facts. */
export function coverageSection(coverage: readonly CoveredFact[], runs: readonly Run[]): Markup {
  if (coverage.length === 0) return html`<p>It was not counted.</p>`;
  const operations = [
    ...new Map(coverage.map((fact) => [`${fact.api} ${fact.operation}`, fact])).values(),
  ];
  const ownFacts = (one: CoveredFact): readonly CoveredFact[] =>
    coverage.filter(({ api, operation }) => api === one.api && operation === one.operation);
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
            (one) =>
              html`<tr>
                <th scope="row"><code>${one.operation}</code></th>
                ${factKinds.map((kind) => share(ownFacts(one).filter((fact) => fact.kind === kind)))}
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
    ${operations.map((one) => operationFacts(one, ownFacts(one), placesOf(runs, one)))}`;
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
  { api, operation }: CoveredFact,
  facts: readonly CoveredFact[],
  places: ReadonlyMap<string, string>,
): Markup {
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
    <td><code class="soft">${writtenAt(fact.api, fact.pointer)}</code></td>
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

/** The place that each check of an operation holds the target to, by the check's name. */
function placesOf(
  runs: readonly Run[],
  { api, operation }: CoveredFact,
): ReadonlyMap<string, string> {
  const own = runs.filter(({ check }) => check.api === api && check.operation === operation);
  return new Map(own.map(({ check }) => [checkName(check), check.expected.pointer]));
}
