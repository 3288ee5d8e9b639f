// Everything that the descriptions say about an operation is in the HTML of its page, in each language.
// Each test collects what is absent, so that a failure names all of it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as specs from "@open-orders/specs";
import type { Disputed, Header, Response } from "@open-orders/specs/model";
import type { CheerioAPI } from "cheerio";
import { describe, expect, test } from "vitest";
import { idsOf } from "../src/openQuestions.ts";
import { allLanguages } from "../src/languages.ts";
import { address, operations, page, plain, words } from "./builtSite.ts";

type Shown = ReturnType<CheerioAPI>;

/** The parts that a text lacks; what the description leaves out counts as there. */
function absent(place: string, shown: string, parts: unknown[]): string[] {
  return parts
    .filter((part) => part !== undefined && part !== null)
    .map((part) => plain(typeof part === "string" ? part : JSON.stringify(part)))
    .filter((part) => !words(shown).includes(part))
    .map((part) => `${place}: ${part}`);
}

const titles = new Map(specs.discrepancies.map(({ id, title }) => [id, title]));

describe.each(operations)("$name", ({ described, operation, language, ...at }) => {
  const $ = page(at.address);
  const main: Shown = $("main");
  const entry = (id: string): Shown => main.find(`[id="${id}"]`).closest("li, section, details");
  const questionsAbsent = (place: string, node: Disputed, inside: Shown): string[] =>
    idsOf(node).flatMap((id) => {
      const note = inside.find(`[data-open-question="${id}"]`).first();
      const href = note.find("a").attr("href");
      const expected = `${address(language, "open-questions")}#${id}`;
      return [
        absent(place, note.text(), [titles.get(id)?.[language] ?? `no discrepancy ${id}`]),
        href === expected ? [] : [`${place}: a link to ${expected}`],
      ].flat();
    });
  const { node, parameters, result } = operation;
  const { summary, description, "x-sources": sources } = node.value;

  test("names its method, path, SDK name and security type", () => {
    expect(words(main.find(".endpoint").first().text())).toBe(
      `${operation.method} ${operation.path}`,
    );
    expect($("h1").text()).toBe(summary);
    expect(
      absent("page", main.text(), [operation.id, description, operation.securityType]),
    ).toEqual([]);
    expect(questionsAbsent("operation", node.value, main)).toEqual([]);
  });

  test("gives every weight, server, limit and source", () => {
    const rules = main.find("#weight").parent().nextAll("ul").first().children();
    const rulesAbsent = operation.weights.flatMap(({ weight, whenSent, node: rule }, index) => {
      const shown = rules.eq(index);
      const place = `weight rule ${index}`;
      return [
        absent(place, shown.find(".pill").text(), [weight]),
        absent(place, shown.text(), [rule.value.description, ...whenSent]),
        questionsAbsent(place, rule.value, shown),
      ].flat();
    });
    expect(rulesAbsent).toEqual([]);
    expect(rules.length).toBe(operation.weights.length);
    const { servers, rateLimits, clock } = described;
    const parts = [
      ...servers.flatMap(({ url, node: server }) => [url, server.value.description]),
      ...rateLimits.flatMap(({ limit, header }) => [limit, header]),
      clock?.path,
      clock?.field,
      ...sources.map(({ snapshot }) => snapshot),
    ];
    expect(absent("page", main.text(), parts)).toEqual([]);
    const links = main.find("a").map((_, link) => $(link).attr("href"));
    expect(links.get()).toEqual(expect.arrayContaining(sources.map(({ url }) => url)));
    expect(questionsAbsent("document", described.node.value, main)).toEqual([]);
  });

  test("describes every parameter", () => {
    const missing = parameters.flatMap(({ name, schema, example, node: { value } }) => {
      const shown = entry(`parameter-${name}`);
      const { default: byDefault, minimum, maximum, "x-unit": unit } = schema;
      const parts = [name, value.description, example, byDefault, minimum, maximum, unit];
      return [absent(name, shown.text(), parts), questionsAbsent(name, value, shown)].flat();
    });
    expect(missing).toEqual([]);
    const shownOrder = main.find('[id^="parameter-"]').map((_, heading) => $(heading).text());
    expect(shownOrder.get()).toEqual(parameters.map(({ name }) => name));
  });

  test("describes every field of the response, in wire order", () => {
    const properties = Object.entries(operation.item.properties ?? {});
    const shownOrder = main.find('[id^="field-"]').map((_, element) => $(element).text());
    expect(shownOrder.get()).toEqual(properties.map(([name]) => name));
    const missing = properties.flatMap(([name, field]) => {
      const shown = entry(`field-${name}`);
      const parts = [
        field.description,
        field["x-unit"],
        field.format === "int64" ? "int64" : undefined,
        ...(field["x-extensible-enum"] ?? []),
        ...Object.entries(field["x-present-when"] ?? {}).flat(),
      ];
      const permalink = main.find(`a[href="#field-${name}"]`).length;
      return [
        absent(name, shown.text(), parts),
        questionsAbsent(name, field, shown),
        permalink > 0 ? [] : [`${name}: a permalink`],
      ].flat();
    });
    expect(missing).toEqual([]);
  });

  test("shows every example of the response, whole", () => {
    const shownExamples = main.find("#examples").parent().nextAll("details.example");
    const shown = shownExamples.map((_, details) => $(details).attr("data-example")).get();
    const { examples } = result;
    expect(shown).toEqual(examples.map(({ name }) => name));
    const bodies = shownExamples.map((_, details) => [JSON.parse($(details).find("pre").text())]);
    expect(bodies.get()).toEqual(examples.map(({ value }) => value));
    const summaries = examples.map((example) => example.node.value.summary);
    expect(absent("examples", shownExamples.find("summary").text(), summaries)).toEqual([]);
  });

  test("describes every response, its headers, and every error code", () => {
    const missing = operation.responses.flatMap((response) => {
      const { status, retry, headers, bodies, node: own } = response;
      const shown: Shown = main.find(`[id="status-${status}"]`).closest(".status");
      return [
        absent(status, shown.text(), [own.value.description]),
        retry && shown.find(`[data-retry="${retry}"]`).length === 0 ? [`${status}: retry`] : [],
        questionsAbsent(status, own.value, shown),
        headers.flatMap((header) => headerAbsent(status, header, shown)),
        status.startsWith("2") ? [] : examplesAbsent(status, bodies, shown),
      ].flat();
    });
    expect(missing).toEqual([]);
  });

  function headerAbsent(
    status: string,
    { name, node: { value: header } }: Header,
    shown: Shown,
  ): string[] {
    const link = shown.find('a[href^="#header-"]').filter((_, a) => $(a).text() === name);
    const target = entry(link.attr("href")?.slice(1) ?? "");
    const place = `${status} ${name}`;
    const parts = [header.description, header.example];
    return [...absent(place, target.text(), parts), ...questionsAbsent(place, header, target)];
  }

  function examplesAbsent(status: string, bodies: Response["bodies"], shown: Shown): string[] {
    const catalogue = page(address(language, "errors"));
    const examples = bodies.flatMap((body) => body.examples);
    return examples.flatMap((example) => {
      const { name, value } = example;
      const place = `${status} ${name}`;
      const { summary: title, description: meaning, "x-remedy": remedy } = example.node.value;
      if (remedy === undefined) {
        const text = shown.find(`[data-example="${name}"]`).text();
        return absent(place, text, [title, meaning]);
      }
      const { code, msg } = value as { code: number; msg: string };
      const text = shown.find(`[id="status-${status}-${Math.abs(code)}"]`).text();
      const listed = catalogue(`#error-${Math.abs(code)}`)
        .closest("details")
        .text();
      return [
        absent(place, text, [code, title, meaning, remedy, msg]),
        absent(`errors page, ${code}`, listed, [code, title, meaning, remedy, msg]),
      ].flat();
    });
  }
});

test("what is written by hand has a link that leads to the file it is written in", () => {
  const written = [
    ...operations.map((at) => at.address),
    ...allLanguages.map((l) => address(l, "")),
  ];
  const files = written.map((path) => {
    const href = page(path)('footer a[href*="/edit/main/"]').attr("href") ?? "";
    return join(import.meta.dirname, "../../..", href.replace(/^.*\/edit\/main\//, "/"));
  });
  expect(files.filter((file) => !file.endsWith("/") && existsSync(file)).length).toBe(
    written.length,
  );
});

test.each(allLanguages)("the page of open questions has every discrepancy (%s)", (language) => {
  const $ = page(address(language, "open-questions"));
  const missing = specs.discrepancies.flatMap(({ id, title, reading, settledBy, says }) => {
    const text = $(`[id="${id}"]`).closest("details").text();
    const parts = [title, reading, settledBy, ...says.map((one) => one.says)];
    return absent(
      id,
      text,
      parts.map((part) => part[language]),
    );
  });
  expect(missing).toEqual([]);
  expect($(".discrepancy").length).toBe(specs.discrepancies.length);
});
