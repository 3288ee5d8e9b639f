// What a workflow must keep to here, beyond what GitHub accepts.
import { parse } from "yaml";

interface Step {
  name?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

interface Job {
  steps?: Step[];
  environment?: unknown;
  "timeout-minutes"?: number;
  permissions?: Record<string, string>;
}

interface Workflow {
  on: Record<string, unknown> | string | string[];
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
}

/** What is wrong with a workflow, a line each; nothing if it keeps to the rules. */
export function brokenRules(text: string): string[] {
  const workflow = parse(text, { merge: true }) as Workflow;
  const broken: string[] = [];
  const triggers =
    typeof workflow.on === "object" && !Array.isArray(workflow.on)
      ? Object.keys(workflow.on)
      : [workflow.on].flat();

  for (const trigger of ["pull_request_target", "workflow_run"])
    if (triggers.includes(trigger))
      broken.push(`on.${trigger}: runs strangers' code with our rights`);
  if (workflow.permissions === undefined)
    broken.push("permissions: say at the top what a job may do that says nothing itself");
  for (const [scope, access] of Object.entries(workflow.permissions ?? {}))
    if (access !== "read")
      broken.push(`permissions.${scope}: ${access} is for the one job that needs it`);

  for (const [name, job] of Object.entries(workflow.jobs)) {
    const at = `jobs.${name}`;
    if (job["timeout-minutes"] === undefined) broken.push(`${at}: timeout-minutes is missing`);
    if (JSON.stringify(job).includes("secrets.")) {
      if (triggers.includes("pull_request"))
        broken.push(`${at}: a workflow of pull requests reads a secret`);
      if (job.environment === undefined)
        broken.push(`${at}: reads a secret, and is in no environment that guards it`);
    }
    for (const [index, step] of (job.steps ?? []).entries()) {
      const place = `${at}.steps.${index}`;
      if (step.run?.includes("${{"))
        broken.push(`${place}: an expression in a shell script; hand it over in env`);
      if (
        step.uses?.startsWith("actions/checkout@") &&
        step.with?.["persist-credentials"] !== false
      )
        broken.push(`${place}: checkout leaves the token behind; set persist-credentials: false`);
    }
  }

  for (const [line, action] of text.matchAll(/^.*\buses:(.*)$/gm))
    if (!/^ [\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action ?? ""))
      broken.push(`${line.trim()}: pin it as owner/name@commit # v1.2.3`);
  return broken;
}

/** What a workflow calls of this repository: names of root scripts, and files. */
export function calls(text: string): { scripts: string[]; files: string[] } {
  return {
    scripts: [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name ?? ""),
    files: [...text.matchAll(/\brun: ([./][\w./-]+)/g)].map(([, file]) => file ?? ""),
  };
}

/** The shell script of the step of that name. */
export function scriptOf(text: string, step: string): string {
  const { jobs } = parse(text, { merge: true }) as Workflow;
  const found = Object.values(jobs)
    .flatMap((job) => job.steps ?? [])
    .find(({ name }) => name === step);
  if (found?.run === undefined) throw new Error(`No step with a script is named ${step}`);
  return found.run;
}
