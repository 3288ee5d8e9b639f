// The call with the client of this project, by its name and by its path.
import type { Call } from "./call.ts";
import type { Messages } from "../i18n.ts";

const options = (
  { baseUrlName }: Call,
  { comments }: Messages["samples"],
  indent: string,
): string[] =>
  [
    `apiKey: process.env.BINANCE_API_KEY ?? "",`,
    `signer: hmac(process.env.BINANCE_API_SECRET ?? ""),`,
    `baseUrl: process.env.${baseUrlName}, // ${comments.baseUrl}`,
  ].map((line) => indent + line);

/** `{ symbol: "BNBBTC" }`, or nothing. */
function given(parameters: Call["parameters"]): string {
  const entries = parameters.map(({ name, literal }) => `${name}: ${literal}`);
  return entries.length > 0 ? `{ ${entries.join(", ")} }` : "";
}

export function sdkSample(call: Call, words: Messages["samples"]): string {
  return [
    `import { BinanceError, ${call.factory}, hmac } from "@open-orders/client";`,
    "",
    "try {",
    `  const client = ${call.factory}({`,
    ...options(call, words, "    "),
    "  });",
    `  console.log(await client.${call.operationId}(${given([...call.inPath, ...call.parameters])}));`,
    "} catch (error) {",
    "  if (!(error instanceof BinanceError)) throw error;",
    `  console.error(error.message); // ${words.comments.rejected}`,
    "  process.exitCode = 1;",
    "}",
    "",
  ].join("\n");
}

export function pathSample(call: Call, words: Messages["samples"]): string {
  const params = [
    ...(call.inPath.length > 0 ? [`path: ${given(call.inPath)}`] : []),
    ...(call.parameters.length > 0 ? [`query: ${given(call.parameters)}`] : []),
  ].join(", ");
  const get = `const { data, error, response } = await client.http.${call.method}("${call.path}"`;
  return [
    `import { ${call.factory}, hmac } from "@open-orders/client";`,
    "",
    `const client = ${call.factory}({`,
    ...options(call, words, "  "),
    "});",
    "",
    ...(params ? [`${get}, {`, `  params: { ${params} },`, "});"] : [`${get});`]),
    "if (response.ok) console.log(data);",
    "else {",
    "  console.error(response.status, error);",
    "  process.exitCode = 1;",
    "}",
    "",
  ].join("\n");
}
