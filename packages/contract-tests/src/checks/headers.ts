// The headers that each response is described with: there when required, of their form when there.
import type { CheckDefinition } from "../run/check.ts";
import type { DescribedHeader } from "../spec/description.ts";
import type { CheckSuite } from "./checkBuilders.ts";
import { describeAnswer } from "./assertions.ts";
import { mistakeIn, schemaAt, typesOf } from "../spec/schema.ts";
import { recipeFor } from "./statuses.ts";
import type { Recipe } from "./statuses.ts";

export const headerChecks: CheckSuite = (operation) =>
  operation.responses.flatMap((response) => {
    const recipe = recipeFor(operation, response);
    if (!recipe) return [];
    return response.headers.map((header) => headerCheck(response.status, recipe, header));
  });

function headerCheck(
  key: string,
  { status, needs, ask }: Recipe,
  { name, required, place }: DescribedHeader,
): CheckDefinition {
  return {
    rule: `headers: ${key} ${name}`,
    place,
    needs,
    what: `${name} ${required ? "with every" : "of its form where it comes with"} status ${key}`,
    async probe(session) {
      const answer = await ask(session);
      if (answer.status !== status) return describeAnswer(answer);
      const text = answer.headers.get(name);
      if (text === null) return required ? `status ${status} without it` : undefined;
      const schema = place.at("schema");
      const numeric = typesOf(schemaAt(schema)).some((type) => /^(?:integer|number)$/u.test(type));
      if (numeric && !/^-?\d+(?:\.\d+)?$/u.test(text)) return `"${text}"`;
      return schema && mistakeIn(numeric ? Number(text) : text, schema);
    },
  };
}
