// Paths with parameters, read and filled.
import { expect, test } from "vitest";
import { fillPath, findByPath, matchPath, pathNames } from "../../model/index.ts";

test("a path has the names in its braces", () => {
  expect(pathNames("/v1/orders/{orderId}/fills/{fill_2}")).toEqual(["orderId", "fill_2"]);
  expect(pathNames("/v1/orders")).toEqual([]);
});

test("a path is filled with the values, and nothing of a value is filled again", () => {
  const values: Record<string, string> = { a: "{b}", b: "$&" };
  expect(fillPath("/{a}/v1/{b}", (name) => values[name] ?? "")).toBe("/{b}/v1/$&");
});

test.each([
  ["/v1/orders", "/v1/orders", "", {}],
  ["/v1/orders/{id}", "/v1/orders/7", "", { id: "7" }],
  [
    "/v1/orders/{id}",
    "https://host:1/proxy/v1/orders/a%2Fb",
    "https://host:1/proxy",
    { id: "a%2Fb" },
  ],
  ["/v1/{a}/x/{b}", "/v1/1/x/2", "", { a: "1", b: "2" }],
])("%s is the path of %s", (path, address, base, values) => {
  const found = matchPath(path, address);
  expect({ ...found, values: Object.fromEntries(found?.values ?? []) }).toEqual({ base, values });
});

test.each([
  ["/v1/orders/{id}", "/v1/orders"],
  ["/v1/orders/{id}", "/v1/orders/"],
  ["/v1/orders/{id}", "/v1/fills/7"],
  ["/v1/orders/{id}", "/v1/orders/7/fills"],
  ["/v1/orders/{id}/fills", "/orders/7/fills"],
  ["/v1/orders", "/v1/orders/"],
])("%s is not the path of %s", (path, address) => {
  expect(matchPath(path, address)).toBeUndefined();
});

test("a path without parameters comes before one with them", () => {
  const all = [{ path: "/orders/{id}" }, { path: "/orders/last" }];
  expect(findByPath(all, "/orders/last")).toBe(all[1]);
  expect(findByPath(all, "/orders/7")).toBe(all[0]);
  expect(findByPath(all, "/fills/7")).toBeUndefined();
});
