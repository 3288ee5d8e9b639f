// Run inside a copy of the repository: asks the mock exchange there every contract check, and prints the names of
// those that broke as JSON.
import { checkName, createChecks, createMockTarget, runChecks } from "@open-orders/contract-tests";

const target = await createMockTarget();
const runs = await runChecks(createChecks(), target);
const broken = runs.filter(({ result }) => result.outcome === "broken");
const unseen = runs.filter(({ result }) => result.outcome === "skipped");
process.stdout.write(JSON.stringify([...broken, ...unseen].map(({ check }) => checkName(check))));
