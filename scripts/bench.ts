// `npm run bench`: builds what is measured, then runs the benchmark of the client. Arguments go to it:
// `npm run bench -- --quick`; `--help` names them all.
import { spawn } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const child = spawn(
  process.execPath,
  [
    join(root, "node_modules/turbo/bin/turbo"),
    "run",
    "bench",
    "--filter=@open-orders/client",
    "--output-logs=new-only",
    "--log-prefix=none",
    "--",
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  // Not as it came: turbo's wrapper keeps a SIGINT to itself.
  process.on(signal, () => child.kill("SIGTERM"));
}
child.on("close", (code) => {
  process.exitCode = code ?? 1;
});
