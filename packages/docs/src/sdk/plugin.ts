// Gives the pages the public API of the packages as a module. It is read here, where the configuration runs: a bundle
// of the pages would draw in a compiler.
import { extractApi } from "./extract.ts";

const name = "virtual:sdk";

export function sdk() {
  let text: string | undefined;
  const read = (): string =>
    JSON.stringify({
      client: extractApi("@open-orders/client", [".", "./redis", "./validate"]),
      mock: extractApi("@open-orders/mock-exchange", ["."]),
    });
  return {
    name: "open-orders-sdk",
    resolveId: (id: string) => (id === name ? `\0${name}` : undefined),
    load: (id: string) => (id === `\0${name}` ? `export default ${(text ??= read())};` : undefined),
  };
}
