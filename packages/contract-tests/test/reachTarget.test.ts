// The first requests to a target: its clock is learned within the bounds of the round trip, in whole milliseconds; what
// would fail every check is one line.
import { describe, expect, test } from "vitest";
import { reachTarget } from "../src/live/reachTarget.ts";
import { UsageError, runContract } from "../src/index.ts";
import type { Fetch, Target } from "../src/index.ts";
import { apis, firstOf, orderLists } from "./operations.ts";
import { playRemote } from "./playRemote.ts";
import type { Remote } from "./playRemote.ts";

/** Takes this long for each request in turn, the last one for all that follow; the exchange reads its clock at the end. */
function delayed(remote: () => Remote, ...delaysMs: readonly number[]): (fetch: Fetch) => Fetch {
  const left = [...delaysMs];
  return (fetch) => async (url, init) => {
    await remote().clock.sleep((left.length > 1 ? left.shift() : left[0]) ?? 0);
    return fetch(url, init);
  };
}

/** The API that is reached first. */
const first = firstOf(apis, "API");

/** What is said of a target that cannot be tested. */
const lineOf = async (remote: Remote): Promise<string> =>
  reachTarget(remote.target, apis, remote.clock.now).then(
    () => "none",
    (error: unknown) => (error instanceof UsageError ? error.message : String(error)),
  );

/** The timestamps of the signed requests that the exchange has seen. */
const timestamps = ({ exchange }: Remote): readonly string[] =>
  exchange.requests.flatMap(({ parameters: { timestamp } }) => timestamp ?? []);

describe("the clock of a target", () => {
  test.each([-5000, 5000, -600_000, 1234])("that is %i ms off is learned", async (offset) => {
    const remote: Remote = playRemote(
      {},
      delayed(() => remote, 7, 2, 5),
    );
    const now = (): number => remote.clock.now() - offset;
    const { clock } = await reachTarget(remote.target, apis, now);
    for (const { name, clock: described } of apis) {
      const learned = (clock?.now(name) ?? 0) - now();
      // A Date says no more than the second.
      const tolerance = described ? 10 : 510;
      expect(Math.abs(learned - offset)).toBeLessThanOrEqual(tolerance);
      expect(Number.isInteger(learned)).toBe(true);
    }
  });

  test("is learned where an operation describes no error response for a wrong one", async () => {
    const remote = playRemote();
    const bare = apis.map((api) => ({
      ...api,
      operations: api.operations.map((operation, index) =>
        index === 0
          ? {
              ...operation,
              responses: operation.responses.filter(({ status }) => status === "200"),
            }
          : operation,
      ),
    }));
    const { clock } = await reachTarget(remote.target, bare, remote.clock.now);
    for (const { name } of apis) expect(clock?.now(name)).toBe(remote.clock.now());
  });

  test("is sent in whole milliseconds, however odd the round trips are", async () => {
    const remote: Remote = playRemote(
      {},
      delayed(() => remote, 1, 2, 3),
    );
    const now = (): number => remote.clock.now() - 5000.5;
    const report = await runContract({
      target: remote.target,
      ...remote.clock,
      now,
      only: "schema: the response",
    });
    const outcomes = report.runs.map(({ check, result }) => `${check.operation} ${result.outcome}`);
    expect(outcomes).toEqual(expect.arrayContaining(orderLists.map(({ id }) => `${id} passed`)));
    expect(timestamps(remote).length).toBeGreaterThan(2);
    for (const timestamp of timestamps(remote)) expect(timestamp).toMatch(/^\d{13}$/u);
  });

  test("is read again where the first response takes 2.5 s", async () => {
    const remote: Remote = playRemote(
      {},
      delayed(() => remote, 2500, 10, 2500, 10),
    );
    const { target } = remote;
    const report = await runContract({ target, ...remote.clock, only: "timing: half as old" });
    expect(report.runs.map(({ result }) => result.outcome)).toContain("passed");
    expect(report.runs.filter(({ result }) => result.outcome === "failed")).toEqual([]);
  });

  test("is not this machine's by more than the round trip allows", async () => {
    const remote: Remote = playRemote(
      {},
      delayed(() => remote, 400),
    );
    const { clock } = await reachTarget(remote.target, apis, remote.clock.now);
    // Every range of offsets holds zero.
    for (const { name } of apis) expect(clock?.now(name)).toBe(remote.clock.now());
  });

  test("that cannot be read well enough is one line", async () => {
    const remote: Remote = playRemote(
      {},
      delayed(() => remote, 4000),
    );
    expect(await lineOf(remote)).toContain(
      `${first.name} at https://remote.invalid takes 4.0 s to respond, so its clock cannot be read`,
    );
    expect(remote.exchange.requests.length).toBeLessThan(10);
  });

  test("that is not the one by which it judges is one line", async () => {
    // Its time endpoint and its Date are an hour behind the clock that judges requests.
    const hourMs = 3_600_000;
    const remote = playRemote({}, (fetch) => async (url, init) => {
      const response = await fetch(url, init);
      const headers = new Headers(response.headers);
      headers.set("date", new Date(Date.parse(headers.get("date") ?? "") - hourMs).toUTCString());
      return new Response(await response.text(), { status: response.status, headers });
    });
    expect(await lineOf(remote)).toMatch(
      /^\S+ at \S+ rejects the timestamp \(status 400, code -1021\) although its clock was read/u,
    );
  });
});

describe("a target that returns only pages", () => {
  const only = "schema: the response";
  const page =
    (status: number): Fetch =>
    async () =>
      Promise.resolve(
        new Response("<!doctype html><title>Hello</title>", {
          status,
          headers: { "content-type": "text/html; charset=utf-8" },
        }),
      );

  test.each([200, 404, 502])(
    "with status %i is one line after the first response",
    async (status) => {
      let requests = 0;
      const remote = playRemote({}, () => async (url, init) => {
        requests += 1;
        return page(status)(url, init);
      });
      const target: Target = remote.target;
      await expect(runContract({ target, ...remote.clock, only })).rejects.toThrow(
        `${first.name} at https://remote.invalid returns text/html; charset=utf-8 with status ${status}, and no JSON; check --target`,
      );
      expect(requests).toBe(1);
    },
  );

  test("is named where it redirects to, by host alone", async () => {
    const location = "https://www.remote.invalid/papi/v1/ping?signature=0123abcd";
    const headers = { location };
    const remote = playRemote({}, () => async () => new Response(null, { status: 302, headers }));
    await expect(lineOf(remote)).resolves.toBe(
      `${first.name} at https://remote.invalid redirects to https://www.remote.invalid with status 302, which is not followed; give the address of the exchange itself with --target.`,
    );
  });

  test("from a firewall stops the run", async () => {
    const remote = playRemote({}, () => page(403));
    const report = await runContract({ target: remote.target, ...remote.clock, only });
    expect(report.stopped).toContain(`${first.name} returned 403, so nothing more was sent`);
  });
});
