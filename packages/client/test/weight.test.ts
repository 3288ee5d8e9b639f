// The weight budget, by arithmetic: minutes of the exchange's clock. The same statements hold for the
// budget in memory and for the one in Redis (redis.test.ts).
import { describe, expect, it } from "vitest";
import { budgetStatements } from "./budgetStatements.ts";
import { ConfigError } from "../src/errors.ts";
import { createWeightBudget } from "../src/weight.ts";

describe("weight budget in memory", () => {
  budgetStatements((limit) => createWeightBudget({ limit }));

  it.each([0, -1, 1.5, Number.NaN])("refuses a limit of %s", (limit) => {
    expect(() => createWeightBudget({ limit })).toThrow(ConfigError);
  });
});
