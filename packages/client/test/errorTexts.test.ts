// Meanings and remedies of error codes are loaded later. What a call does never depends on whether that works.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { ApiError } from "../src/errors.ts";
import { addErrorTexts } from "../src/errorTexts.ts";

const texts = { "-1121": ["The symbol is not known.", "Use $& as listed."] } as const;

function apiError(code?: number): ApiError {
  const headers = new Headers();
  const context = { operation: "listOpenOrders", attempts: 1, elapsedMs: 1 };
  return new ApiError("It was rejected.", { status: 400, code, headers }, context);
}

describe("the texts of an error code", () => {
  it("are added to the error, its message and its stack", async () => {
    const error = apiError(-1121);
    // It may be written when somebody looks at it first, which the client cannot know.
    expect(error.stack).toMatch(/^ApiError: It was rejected\.\n/);
    await addErrorTexts(error, 1000, undefined, async () => texts);
    expect(error).toMatchObject({
      meaning: "The symbol is not known.",
      remedy: "Use $& as listed.",
      message: "It was rejected. Use $& as listed.",
    });
    expect(error.stack).toMatch(/^ApiError: It was rejected\. Use \$& as listed\.\n/);
    expect(Object.keys(error)).not.toContain("stack");
  });

  it("are absent for a code that is not described", async () => {
    const error = apiError(-9999);
    await addErrorTexts(error, 1000, undefined, async () => texts);
    expect(error).toMatchObject({ message: "It was rejected.", meaning: undefined });
  });

  it("are not loaded for an error without a code", async () => {
    let loads = 0;
    for (const error of [apiError(), new TypeError("no error of the exchange"), undefined])
      await addErrorTexts(error, 1000, undefined, async () => {
        loads += 1;
        return texts;
      });
    expect(loads).toBe(0);
  });

  it.each([
    ["fail to load", 1000, undefined, async () => Promise.reject(new TypeError("no such file"))],
    ["do not load in time", 1, undefined, async () => new Promise<never>(() => {})],
    [
      "are no longer waited for",
      1000,
      AbortSignal.abort(),
      async () => new Promise<never>(() => {}),
    ],
  ])("leave the error as it is where they %s", async (_what, leftMs, signal, load) => {
    const error = apiError(-1121);
    await addErrorTexts(error, leftMs, signal, load);
    expect(error).toMatchObject({ code: -1121, message: "It was rejected.", remedy: undefined });
  });

  it("are not needed to decide what follows an error", async () => {
    const client = pathToFileURL(join(import.meta.dirname, "../src/index.ts")).href;
    const program = `
      import { registerHooks } from "node:module";
      registerHooks({ resolve(specifier, context, next) {
        if (specifier.endsWith("/error-texts.ts")) throw new Error("It cannot be loaded.");
        return next(specifier, context);
      } });
      const { createCoinMFuturesClient, hmac } = await import(${JSON.stringify(client)});
      const asked = [];
      const coinM = createCoinMFuturesClient({
        apiKey: "k".repeat(64),
        signer: hmac("secret"),
        fetch: async (url) => {
          asked.push(new URL(url).pathname);
          if (url.includes("/time")) return Response.json({ serverTime: Date.now() });
          const code = asked.length === 1 ? -1021 : -1121;
          return Response.json({ code, msg: "Words of the exchange." }, { status: 400 });
        },
      });
      const { name, code, codeName, msg, meaning, attempts, message } =
        await coinM.listOpenOrders().catch((error) => error);
      console.log(JSON.stringify({ asked, name, code, codeName, msg, meaning, attempts, message }));`;
    const args = ["--input-type=module", "--eval", program];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(JSON.parse(stdout)).toEqual({
      // -1021: the time is asked for and the call repeated; -1121 ends it.
      asked: ["/dapi/v1/openOrders", "/dapi/v1/time", "/dapi/v1/openOrders"],
      name: "ApiError",
      code: -1121,
      codeName: "BAD_SYMBOL",
      msg: "Words of the exchange.",
      attempts: 2,
      message:
        "GET /dapi/v1/openOrders was rejected: status 400, code -1121 BAD_SYMBOL: Words of the exchange.",
    });
  });
});
