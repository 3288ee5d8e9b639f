import { expect, test } from "vitest";
import { sourceLocation } from "../../model/index.ts";

const locations = {
  "": "specs/a.yaml:1",
  "/paths": "specs/a.yaml:9",
  "/paths/~1v1/get": "specs/b.yaml:2",
};

test.each([
  ["/paths/~1v1/get", "specs/b.yaml:2"],
  ["/paths/~1v1/get/summary", "specs/b.yaml:2"],
  ["/paths/~1v1", "specs/a.yaml:9"],
  ["/info", "specs/a.yaml:1"],
])("%s stands at %s", (pointer, location) => {
  expect(sourceLocation(locations, pointer)).toBe(location);
});

test("an unknown document has no locations", () => {
  expect(sourceLocation(undefined, "/paths")).toBeUndefined();
});
