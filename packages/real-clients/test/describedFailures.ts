// Every answer other than success that a description shows for the list of open orders.
import { apis } from "@open-orders/specs";
import type { Api } from "../clients/RealClient.ts";
import { operations } from "./wire.ts";

/** One of them, as the mock exchange can be told to give it. */
export interface DescribedFailure {
  status: number;
  contentType: string;
  example: string;
}

interface Response {
  $ref?: string;
  content?: Record<string, { examples?: Record<string, unknown> }>;
}

interface Operation {
  operationId?: string;
  responses: Record<string, Response>;
}

/** @throws Error when the description has no such list. */
export function describedFailures(api: Api): DescribedFailure[] {
  const { paths, components } = apis[api].en as {
    paths: Record<string, Record<string, Operation>>;
    components: { responses: Record<string, Response> };
  };
  const list = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .find(({ operationId }) => operationId === operations[api]);
  if (!list) throw new Error(`The description of ${api} has no ${operations[api]}`);
  const failures = Object.entries(list.responses).filter(([status]) => !status.startsWith("2"));
  return failures.flatMap(([status, described]) => {
    const name = described.$ref?.split("/").at(-1) ?? "";
    const { content = {} } = components.responses[name] ?? described;
    return Object.entries(content).flatMap(([contentType, { examples = {} }]) =>
      Object.keys(examples).map((example) => ({ status: numberOf(status), contentType, example })),
    );
  });
}

/** A status that the description's word covers and no other word of it does. */
function numberOf(status: string): number {
  return status === "default" ? 404 : Number(status.replace("XX", "00"));
}
