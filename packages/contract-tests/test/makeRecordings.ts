// Makes recordings/ again: `node test/makeRecordings.ts`, after a change in what the checks ask. The responses are
// those of a mock exchange that plays a remote. `npm run fix` then lays them out like every other file.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { runContract } from "../src/index.ts";
import { playRemote } from "./playRemote.ts";

const directory = join(import.meta.dirname, "recordings");
await rm(directory, { recursive: true, force: true });
for (const only of [
  "schema: the response",
  "schema: side",
  "headers: ",
  "security: no key",
  "wrong secret",
]) {
  const remote = playRemote();
  await runContract({ target: remote.target, ...remote.clock, only, record: directory });
}
