// What the form sends to the exchange in the page, with calls that no published description has. No browser is needed.
import * as specs from "@open-orders/specs";
import { readApi } from "@open-orders/specs/model";
import { expect, test } from "vitest";
import { describeApi } from "../src/reference.ts";
import { planOf } from "../src/tryIt/plan.ts";
import { send } from "../src/tryIt/send.ts";

const api = "coin-m-futures";

test("the time endpoint is sent too, although no account has orders there", async () => {
  // The client has a method for each published operation: the path of one becomes that of the time endpoint.
  const document = structuredClone(specs.apis[api].en);
  const [published] = readApi(api, document).operations;
  if (!published) throw new Error(`${api} has no operation`);
  document["x-clock"] = { path: published.path, field: "serverTime" };
  const { operations } = describeApi({ api, language: "en", document }, specs.discrepancies);
  const operation = operations.find(({ operationId }) => operationId === published.id);
  if (!operation) throw new Error(`${published.id} is not described`);
  const bundle = `data:application/json,${encodeURIComponent(JSON.stringify(document))}`;
  const plan = planOf(operation, bundle);
  expect(plan).not.toHaveProperty("orders");
  const { sent } = await send(
    plan,
    {
      parameters: {},
      key: { kind: "hmac", apiKey: "", secret: "" },
      mistakes: new Set(),
      local: undefined,
    },
    new AbortController().signal,
  );
  const [{ response } = {}] = sent;
  expect(response?.status).toBe(200);
  expect(response?.body).toMatch(/^\{"serverTime":\d{13}\}$/);
});
