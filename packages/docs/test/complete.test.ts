// Everything that the descriptions say about an operation is in the HTML of its page, in each language.
// Each test collects what is absent, so that a failure names all of it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as specs from "@open-orders/specs";
import type { CheerioAPI } from "cheerio";
import { describe, expect, test } from "vitest";
import { idsOf } from "../src/doubts.ts";
import { allLanguages } from "../src/languages.ts";
import {
  type Doubtful,
  type Example,
  type Header,
  type MediaType,
  type Parameter,
  resolve,
  type Response,
  type Schema,
} from "../src/openapi.ts";
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

describe.each(operations)("$name", ({ document, operation, path, method, language, ...at }) => {
  const $ = page(at.address);
  const main: Shown = $("main");
  const entry = (id: string): Shown => main.find(`[id="${id}"]`).closest("li, section");
  const doubtsAbsent = (place: string, node: Doubtful, inside: Shown): string[] =>
    idsOf(node).flatMap((id) => {
      const note = inside.find(`[data-doubt="${id}"]`).first();
      const href = note.find("a").attr("href");
      const expected = `${address(language, "doubts")}#${id}`;
      return [
        absent(place, note.text(), [titles.get(id)?.[language] ?? `no discrepancy ${id}`]),
        href === expected ? [] : [`${place}: a link to ${expected}`],
      ].flat();
    });
  const examplesOf = ({ examples = {} }: MediaType): [string, Example][] =>
    Object.entries(examples).map(([name, node]) => [name, resolve<Example>(document, node)]);

  test("names its method, path, SDK name and security type", () => {
    expect(words(main.find(".endpoint").first().text())).toBe(`${method.toUpperCase()} ${path}`);
    expect($("h1").text()).toBe(operation.summary);
    const { operationId, description, "x-security-type": security } = operation;
    expect(absent("page", main.text(), [operationId, description, security])).toEqual([]);
    expect(doubtsAbsent("operation", operation, main)).toEqual([]);
  });

  test("gives every weight, server, limit and source", () => {
    const rules = main.find("#weight").parent().nextAll("ul").first().children();
    const rulesAbsent = operation["x-weight"].flatMap((rule, index) => {
      const shown = rules.eq(index);
      const place = `weight rule ${index}`;
      return [
        absent(place, shown.find(".pill").text(), [rule.weight]),
        absent(place, shown.text(), [rule.description, ...(rule.whenSent ?? [])]),
        doubtsAbsent(place, rule, shown),
      ].flat();
    });
    expect(rulesAbsent).toEqual([]);
    expect(rules.length).toBe(operation["x-weight"].length);
    const parts = [
      ...document.servers.flatMap(({ url, description }) => [url, description]),
      ...(document["x-rate-limits"] ?? []).flatMap(({ limit, header }) => [limit, header]),
      ...Object.values(document["x-clock"] ?? {}),
      ...operation["x-sources"].map(({ snapshot }) => snapshot),
    ];
    expect(absent("page", main.text(), parts)).toEqual([]);
    const links = main.find("a").map((_, link) => $(link).attr("href"));
    expect(links.get()).toEqual(
      expect.arrayContaining(operation["x-sources"].map(({ url }) => url)),
    );
    expect(doubtsAbsent("document", document, main)).toEqual([]);
  });

  test("describes every parameter", () => {
    const parameters = (operation.parameters ?? []).map((node) =>
      resolve<Parameter>(document, node),
    );
    const missing = parameters.flatMap((parameter) => {
      const { name, description, example } = parameter;
      const shown = entry(`parameter-${name}`);
      const schema = resolve<Schema>(document, parameter.schema ?? {});
      const { default: byDefault, minimum, maximum, "x-unit": unit } = schema;
      const parts = [name, description, example, byDefault, minimum, maximum, unit];
      return [absent(name, shown.text(), parts), doubtsAbsent(name, parameter, shown)].flat();
    });
    expect(missing).toEqual([]);
    const shownOrder = main.find('[id^="parameter-"]').map((_, heading) => $(heading).text());
    expect(shownOrder.get()).toEqual(parameters.map(({ name }) => name));
  });

  const success = resolve<Response>(document, operation.responses["200"] ?? { description: "" });
  const answer = success.content?.["application/json"] as MediaType;

  test("describes every field of the answer, in wire order", () => {
    const body = resolve<Schema>(document, answer.schema ?? {});
    const item = resolve<Schema>(document, body.items ?? body);
    const properties = Object.entries(item.properties ?? {});
    const shownOrder = main.find('[id^="field-"]').map((_, element) => $(element).text());
    expect(shownOrder.get()).toEqual(properties.map(([name]) => name));
    const missing = properties.flatMap(([name, node]) => {
      const field = resolve<Schema>(document, node);
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
        doubtsAbsent(name, field, shown),
        permalink > 0 ? [] : [`${name}: a permalink`],
      ].flat();
    });
    expect(missing).toEqual([]);
  });

  test("shows every example of the answer, whole", () => {
    const shownExamples = main.find("#examples").parent().nextAll("details");
    const shown = shownExamples.map((_, details) => $(details).attr("data-example")).get();
    expect(shown).toEqual(examplesOf(answer).map(([name]) => name));
    const bodies = shownExamples.map((_, details) => [JSON.parse($(details).find("pre").text())]);
    expect(bodies.get()).toEqual(examplesOf(answer).map(([, { value }]) => value));
    const summaries = examplesOf(answer).map(([, { summary }]) => summary);
    expect(absent("examples", shownExamples.find("summary").text(), summaries)).toEqual([]);
  });

  test("describes every response, its headers, and every error code", () => {
    const missing = Object.entries(operation.responses).flatMap(([status, node]) => {
      const response = resolve<Response>(document, node);
      const shown: Shown = main.find(`[id="status-${status}"]`).closest(".status");
      const retry = response["x-retry"];
      return [
        absent(status, shown.text(), [response.description]),
        retry && shown.find(`[data-retry="${retry}"]`).length === 0 ? [`${status}: retry`] : [],
        doubtsAbsent(status, response, shown),
        Object.entries(response.headers ?? {}).flatMap(([name, header]) =>
          headerAbsent(status, name, resolve<Header>(document, header), shown),
        ),
        status.startsWith("2") ? [] : examplesAbsent(status, response, shown),
      ].flat();
    });
    expect(missing).toEqual([]);
  });

  function headerAbsent(status: string, name: string, header: Header, shown: Shown): string[] {
    const link = shown.find('a[href^="#header-"]').filter((_, a) => $(a).text() === name);
    const target = entry(link.attr("href")?.slice(1) ?? "");
    const place = `${status} ${name}`;
    const parts = [header.description, header.example];
    return [...absent(place, target.text(), parts), ...doubtsAbsent(place, header, target)];
  }

  function examplesAbsent(status: string, response: Response, shown: Shown): string[] {
    const catalogue = page(address(language, "errors"));
    const examples = Object.values(response.content ?? {}).flatMap(examplesOf);
    return examples.flatMap(([name, example]) => {
      const place = `${status} ${name}`;
      const { summary, description, "x-remedy": remedy, value } = example;
      if (remedy === undefined) {
        const told = shown.find(`[data-example="${name}"]`).text();
        return absent(place, told, [summary, description]);
      }
      const { code, msg } = value as { code: number; msg: string };
      const told = shown.find(`[id="status-${status}-${-code}"]`).text();
      const listed = catalogue(`#error-${-code}`).closest("section").text();
      return [
        absent(place, told, [code, summary, description, remedy, msg]),
        absent(`errors page, ${code}`, listed, [code, summary, description, remedy, msg]),
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

test.each(allLanguages)("the Doubts page tells every discrepancy (%s)", (language) => {
  const $ = page(address(language, "doubts"));
  const missing = specs.discrepancies.flatMap(({ id, title, reading, settledBy, says }) => {
    const told = $(`[id="${id}"]`).closest("section").text();
    const parts = [title, reading, settledBy, ...says.map((one) => one.says)];
    return absent(
      id,
      told,
      parts.map((part) => part[language]),
    );
  });
  expect(missing).toEqual([]);
  expect($("section.discrepancy").length).toBe(specs.discrepancies.length);
});
