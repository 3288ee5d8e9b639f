// `npm run mock`: builds the mock exchange and lets it listen. Arguments go to it: `npm run mock -- --port 9000`;
// `--help` names them all.
import { runBuilt } from "./runBuilt.ts";

await runBuilt("packages/mock-exchange", "dist/cli.js");
