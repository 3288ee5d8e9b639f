// The descriptions hold what the source pages state, and every loss or change of it is named.
import { describe, expect, test } from "vitest";
import { checkDiscrepancies } from "../src/checks/checkDiscrepancies.ts";
import { checkSources } from "../src/checks/checkSources.ts";
import type { OpenApiDocument, OperationObject, Schema } from "../src/model.ts";
import { componentName, operationNodes, readOperation } from "../src/model.ts";
import type { Problem } from "../src/checks/problem.ts";
import { checkSource, sourceForm } from "../src/checks/sources.ts";
import type { OperationSource } from "../src/checks/sources.ts";
import { readAs } from "../src/form.ts";
import { GenerateError } from "../src/GenerateError.ts";
import { bundles, copy, discrepancies, references, sources } from "./described.ts";

const source = (operationId: string) => {
  const found = sources.find((each) => each.operationId === operationId);
  if (!found) throw new Error(`no source file for ${operationId}`);
  return copy(found);
};

const nodeOf = (document: OpenApiDocument, operationId: string) => {
  const at = operationNodes(document).find(({ node }) => node.value.operationId === operationId);
  if (!at) throw new Error(`no operation ${operationId}`);
  return at;
};

const operationOf = (document: OpenApiDocument, operationId: string): OperationObject =>
  nodeOf(document, operationId).node.value;

/** The schema of the items as it stands among the components. */
const itemOf = (document: OpenApiDocument, { operationId }: OperationObject): Schema => {
  const { itemNode } = readOperation("", nodeOf(document, operationId));
  const schema = document.components?.schemas?.[componentName(itemNode) ?? ""];
  if (!schema) throw new Error("the items are no shared schema");
  return schema;
};

/** The problems after the same change in every language's bundle. */
function problemsAfter(
  { api, operationId }: OperationSource,
  change: (operation: OperationObject, document: OpenApiDocument) => void,
  others = references,
): string[] {
  const documents = copy(bundles[api] ?? {});
  for (const document of Object.values(documents))
    change(operationOf(document, operationId), document);
  return shown(checkSources([source(operationId)], { [api]: documents }, discrepancies, others));
}

const shown = (problems: { place: string; message: string }[]) =>
  problems.map(({ place, message }) => `${place}: ${message}`);

test("the bundles agree with every stated fact that no discrepancy overrides", () => {
  expect(checkSources(sources, bundles, discrepancies, references)).toEqual([]);
});

test("the two source documents state 20 and 26 fields", () => {
  const counts = sources.map(({ operationId, halves }) => [
    operationId,
    new Set(Object.values(halves).flatMap(({ fields }) => fields.map(({ name }) => name))).size,
  ]);
  expect(Object.fromEntries(counts)).toMatchObject({
    listMarginOpenOrders: 20,
    listOpenOrders: 26,
  });
});

describe.each(sources)("$operationId", (stated) => {
  const document = bundles[stated.api]?.["en"] as OpenApiDocument;
  const operation = operationOf(document, stated.operationId);
  const { parameters } = readOperation("", nodeOf(document, stated.operationId));
  // Fields that another source states are checked with that source.
  const halves = Object.values(stated.halves);
  const fields = [...new Set(halves.flatMap((half) => half.fields.map(({ name }) => name)))];

  test.each(parameters.map(({ name }) => name))("without parameter %s is reported", (name) => {
    const index = parameters.findIndex((each) => each.name === name);
    const problems = problemsAfter(stated, (each) => each.parameters?.splice(index, 1));
    expect(problems.join("\n")).toContain(name);
  });

  test.each(fields)("without response field %s is reported", (name) => {
    const problems = problemsAfter(stated, (each, inside) => {
      delete itemOf(inside, each).properties?.[name];
    });
    expect(problems.join("\n")).toContain(`response field ${name}: is missing`);
  });

  test.each(itemOf(document, operation).required ?? [])(
    "with required response field %s made optional is reported",
    (name) => {
      const problems = problemsAfter(stated, (each, inside) => {
        const item = itemOf(inside, each);
        item.required = (item.required ?? []).filter((required) => required !== name);
      });
      expect(problems.join("\n")).toContain(`response field ${name}: is optional`);
    },
  );

  test.each([...operation["x-weight"].keys()])("without weight rule %i is reported", (index) => {
    const problems = problemsAfter(stated, (each) => each["x-weight"].splice(index, 1));
    expect(problems).toContainEqual(
      expect.stringMatching(/^x-weight: (has no rule of weight|is not always|cannot be known)/),
    );
  });

  test.each(fields)("with response field %s of another type is reported", (name) => {
    const withType = (change: (types: string[]) => string[]) =>
      problemsAfter(stated, (each, inside) => {
        const field = itemOf(inside, each).properties?.[name] as Schema;
        field.type = change([field.type ?? []].flat());
      }).join("\n");
    // A field that may be null loses it, any other gains it.
    const nullToggled = withType((types) =>
      types.includes("null") ? types.filter((type) => type !== "null") : [...types, "null"],
    );
    expect(nullToggled).toContain(`response field ${name}: has `);
    expect(withType(() => ["object"])).toContain(`response field ${name}: has object`);
  });

  test("with a weight that goes by another parameter is reported", () => {
    const problems = problemsAfter(stated, (each) => {
      for (const rule of each["x-weight"]) if (rule.whenSent) rule.whenSent = ["recvWindow"];
    });
    expect(problems).toContainEqual(
      expect.stringMatching(/^x-weight: (is not always|cannot be known)/),
    );
  });

  const introductions = halves.flatMap(({ notes }) =>
    notes.filter(({ fact }) => fact === "introduction-repeats-title"),
  );
  test.skipIf(introductions.length === 0)("without a description is reported", () => {
    const problems = problemsAfter(stated, (each) => {
      each.description = "";
    });
    expect(problems.join("\n")).toContain("description: is missing");
  });

  test("without its successful response is reported", () => {
    const remove = () =>
      problemsAfter(stated, (each) => {
        delete each.responses["200"];
      });
    expect(remove).toThrow(`${stated.operationId}: describe a 200 response`);
  });

  test("missing altogether is reported", () => {
    const problems = problemsAfter(stated, (each) => {
      each.operationId = "renamed";
    });
    expect(problems.join("\n")).toContain(`operation ${stated.operationId}: is missing`);
  });

  test("with a parameter no page states is reported", () => {
    const problems = problemsAfter(stated, (each) =>
      each.parameters?.push({ name: "limit", in: "query", schema: { type: "integer" } }),
    );
    expect(problems).toContainEqual(
      expect.stringMatching(/^parameter limit: is described, but no half/),
    );
  });

  test("with a response field no page states is reported, unless another source states it", () => {
    const addField = (each: OperationObject, inside: OpenApiDocument) => {
      const item = itemOf(inside, each);
      item.properties = { ...item.properties, leverage: { type: "integer" } };
    };
    const problem = expect.stringMatching(/^response field leverage: is described, but no half/);
    expect(problemsAfter(stated, addField)).toContainEqual(problem);
    const { api, operationId } = stated;
    const further = { [operationId]: { leverage: "integer" } } as const;
    const elsewhere = { id: "elsewhere", what: "A type.", url: "https://a.test" };
    const extended = [...references, { ...elsewhere, states: [{ api, fields: further }] }];
    expect(problemsAfter(stated, addField, extended)).not.toContainEqual(problem);
  });

  test("with a weight no page states is reported", () => {
    const problems = problemsAfter(stated, (each) =>
      each["x-weight"].unshift({ whenSent: ["symbol", "recvWindow"], weight: 7 }),
    );
    expect(problems.join("\n")).toContain("x-weight, rule of weight 7: is described, but no half");
  });
});

test("a symbol that must be sent would contradict the note on its absence", () => {
  const problems = problemsAfter(source("listMarginOpenOrders"), (each) => {
    for (const parameter of each.parameters ?? [])
      if ("name" in parameter && parameter.name === "symbol") parameter.required = true;
  });
  expect(problems.join("\n")).toContain("en: notes.all-symbols-when-absent;");
});

test("a response that is no array would contradict the note and both samples", () => {
  const problems = problemsAfter(source("listMarginOpenOrders"), (each, inside) => {
    const { schemaNode } = readOperation("", nodeOf(inside, each.operationId)).result;
    if (schemaNode) schemaNode.value.type = "object";
  }).join("\n");
  expect(problems).toContain("en: notes.returns-an-array;");
  expect(problems).toContain("zh-CN: sample.shape;");
});

test("a call for everything that weighs no more than a call for one would contradict the page's warning", () => {
  const problems = problemsAfter(source("listOpenOrders"), (each) => {
    for (const rule of each["x-weight"]) rule.weight = 40;
  });
  expect(problems.join("\n")).toContain("zh-CN: notes.careful-when-absent;");
});

describe("a stated fact that is altered is reported:", () => {
  /** Every scalar in the data, with a way to put something else in its place. */
  function* alterations(node: unknown, path: string[] = []): Generator<string[]> {
    if (typeof node !== "object" || node === null) yield path;
    else for (const [key, value] of Object.entries(node)) yield* alterations(value, [...path, key]);
  }

  function altered(value: unknown): unknown {
    if (typeof value === "boolean") return !value;
    if (typeof value === "number") return value + 1;
    return typeof value === "string" ? `${value}?` : "nothing";
  }

  // What the description contradicts on purpose, it contradicts still when it is altered.
  const overridden = new Set(
    discrepancies.flatMap(({ overrides }) =>
      overrides.map(({ source: of, language, fact }) => `${of} halves.${language}.${fact}`),
    ),
  );
  test.each(
    sources.flatMap(({ operationId, ...rest }) =>
      [...alterations(rest)]
        .map((path) => ({ operationId, at: path.join("."), path }))
        .filter(({ at }) => !overridden.has(`${operationId} ${at}`)),
    ),
  )("$operationId $at", ({ operationId, path }) => {
    const changed = source(operationId);
    let node = changed as unknown as Record<string, unknown>;
    for (const key of path.slice(0, -1)) node = node[key] as Record<string, unknown>;
    const last = path.at(-1) ?? "";
    node[last] = altered(node[last]);

    const others = sources.filter((each) => each.operationId !== operationId);
    const own = discrepancies.map((entry) => ({
      ...entry,
      overrides: entry.overrides.filter((override) => override.source === operationId),
    }));
    const check = (): Problem[] => [
      ...checkSource(readAs(sourceForm, "", changed)),
      ...checkSources([changed], bundles, discrepancies, references),
      ...checkDiscrepancies(own, references, [...others, changed], bundles),
    ];
    expect(() => {
      const problems = check();
      if (problems.length > 0) throw new GenerateError(problems[0]?.message);
    }).toThrow(GenerateError);
  });
});
