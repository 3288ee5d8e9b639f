// `npm run bump`: what changed in the descriptions since the last release, which packages need which bump, and
// whether the pending changesets state at least that. Its options are in bump/options.ts.
import { GenerateError } from "@open-orders/generate/GenerateError";
import { bump } from "./bump/bump.ts";
import { readBumpOptions, usage } from "./bump/options.ts";
import { UsageError, reportMistake } from "./command.ts";
import { ROOT } from "./installation.cjs";

try {
  const options = readBumpOptions(process.argv.slice(2));
  if (options.help) console.log(usage);
  else process.exitCode = await bump(ROOT, options, (line) => console.log(line));
} catch (error) {
  const isMistake = error instanceof GenerateError;
  reportMistake(isMistake ? new UsageError(error.message, { cause: error }) : error);
}
