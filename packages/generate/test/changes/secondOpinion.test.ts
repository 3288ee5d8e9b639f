// What redocly diff says is put to the difference it is about, whatever way of references led it there.
import { describe, expect, test } from "vitest";
import { differencesOf } from "../../src/changes/difference.ts";
import type { Opinion } from "../../src/changes/redoclyDiff.ts";
import { applyOpinions } from "../../src/changes/secondOpinion.ts";
import type { OpenApiDocument } from "../../src/model.ts";
import { smallDocument } from "../smallDocument.ts";

const items = ["paths", "/v1/tickets", "get", "responses", "200", "content", "application/json"];
const ticket = [...items, "schema", "items"];

type Ticket = { required: string[]; properties: Record<string, Record<string, unknown>> };

function edited(change: (ticket: Ticket) => void): OpenApiDocument {
  const document = smallDocument();
  change(document.components?.schemas?.["Ticket"] as Ticket);
  return document;
}

/** Every difference and opinion as `place: severity at the least`. */
function judged(after: OpenApiDocument, ...opinions: Opinion[]): string[] {
  const before = smallDocument();
  const differences = differencesOf("tickets", before, after);
  return applyOpinions(differences, opinions, { before, after }).map(
    ({ difference, floor }) => `${difference.at} ${difference.subject}: ${floor}`,
  );
}

const opinion = (impact: Opinion["impact"], ...steps: string[]): Opinion => ({
  impact,
  trail: [...ticket, ...steps],
  in: "after",
});

describe("an opinion", () => {
  const named = edited(({ properties }) => {
    properties["open"] = { type: "string", description: "Whether it is open." };
  });

  test("counts at the very place, not beside it; the most severe of several does", () => {
    const type = opinion("minor", "properties", "open", "type");
    expect(judged(named, type)).toEqual([
      "Schema.type Ticket.open: minor",
      "Schema.description Ticket.open: undefined",
    ]);
    expect(judged(named, type, { ...type, impact: "major" })[0]).toBe(
      "Schema.type Ticket.open: major",
    );
  });

  test("on a list of mandatory fields counts for each of them", () => {
    const optional = edited((schema) => {
      schema.required = schema.required.filter((name) => !["open", "time"].includes(name));
    });
    expect(judged(optional, opinion("major", "required"))).toEqual([
      "Required.* Ticket.time: major",
      "Required.* Ticket.open: major",
    ]);
  });

  test("on the mandatory fields says nothing more where a field came or went", () => {
    const gone = edited((schema) => {
      schema.required = schema.required.filter((name) => name !== "open");
      delete schema.properties["open"];
    });
    expect(judged(gone, opinion("major", "required"))).toEqual([
      "Properties.* Ticket.open: undefined",
    ]);
  });

  test("on what nothing here sees is reported by itself", () => {
    const turned = edited((schema) => {
      schema.required = schema.required.toReversed();
    });
    expect(judged(turned, opinion("patch", "required"))).toEqual([
      "SecondOpinion Ticket.required: patch",
    ]);
  });
});
