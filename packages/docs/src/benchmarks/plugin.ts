// Gives the pages the results of the benchmark as a module. They are read here, where the configuration
// runs, and not by the pages: a bundle of the pages would draw in all that the benchmark compares.
import { messages } from "../i18n.ts";
import { readRun } from "./results.ts";
import { describeRun } from "./view.ts";
import { checkPhrases } from "./words.ts";

const name = "virtual:benchmarks";

/** Reads results.json and results.svg from a folder. Throws a DocsError when they are not whole. */
export function benchmarks(folder: URL) {
  const view = describeRun(readRun(folder));
  checkPhrases(view, messages);
  return {
    name: "open-orders-benchmarks",
    resolveId: (id: string) => (id === name ? `\0${name}` : undefined),
    load: (id: string) =>
      id === `\0${name}` ? `export default ${JSON.stringify(view)};` : undefined,
  };
}
