// `npm run contract`: the contract tests, by default on a mock exchange in process. `--help` says what they take.
import { runBuilt } from "./runBuilt.ts";

await runBuilt("packages/contract-tests", "dist/cli.js");
