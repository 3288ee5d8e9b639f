// Every error response that a description shows for the list of open orders.
import { apis } from "@open-orders/specs";
import { readApi } from "@open-orders/specs/model";
import type { Api } from "../clients/RealClient.ts";
import { operations } from "./wire.ts";

/** One of them, as a fault of the mock exchange. */
export interface DescribedFailure {
  status: number;
  contentType: string;
  example: string;
}

/** @throws Error when the description has no such list. */
export function describedFailures(api: Api): DescribedFailure[] {
  const list = readApi(api, apis[api].en).operations.find(({ id }) => id === operations[api]);
  if (!list) throw new Error(`The description of ${api} has no ${operations[api]}`);
  return list.responses
    .filter(({ status }) => !status.startsWith("2"))
    .flatMap(({ status, bodies }) =>
      bodies.flatMap(({ contentType, examples }) =>
        examples.map(({ name }) => ({ status: numberOf(status), contentType, example: name })),
      ),
    );
}

/** A status that no other key of the description stands for. */
function numberOf(status: string): number {
  return status === "default" ? 404 : Number(status.replace("XX", "00"));
}
