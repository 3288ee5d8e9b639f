// Prism as a mock of the descriptions: each status that is asked for comes with an error of its own.
import { beforeAll, describe, expect, it } from "vitest";
import { startMock } from "../prism.ts";
import type { Prism } from "../prism.ts";

/** One error code that the exchange sends with each status; 451 has the code 0, 403 is the firewall's HTML page. */
const codes = [
  [400, -1000],
  [401, -1002],
  [418, -1003],
  [429, -1003],
  [451, 0],
  [500, -1000],
  [503, -1008],
] as const;

describe.each([
  ["portfolio-margin", "/papi/v1/margin/openOrders", codes],
  ["coin-m-futures", "/dapi/v1/openOrders", [...codes, [408, -1007] as const]],
] as const)("%s", (api, path, expected) => {
  let prism: Prism;
  beforeAll(async () => {
    prism = await startMock(api);
    return prism.stop;
  });

  const ask = async (status: number): Promise<Response> =>
    fetch(`${prism.url}${path}?timestamp=1&signature=a`, {
      headers: { Prefer: `code=${status}`, "X-MBX-APIKEY": "key" },
    });

  it.each(expected)("status %d has the code %d", async (status, code) => {
    const response = await ask(status);
    expect([response.status, await response.json()]).toMatchObject([status, { code }]);
  });

  it("status 403 is a page", async () => {
    const response = await ask(403);
    expect([response.status, response.headers.get("Content-Type")]).toEqual([403, "text/html"]);
    expect(await response.text()).toContain("403 Forbidden");
  });

  it("status 200 has the orders of an example", async () => {
    const orders = (await (await ask(200)).json()) as object[];
    expect(orders.length).toBeGreaterThan(0);
    expect(orders[0]).toHaveProperty("orderId");
  });
});
