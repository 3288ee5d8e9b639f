// What goes wrong between a client and the exchange, and what becomes of the call: what the caller gets,
// how many requests were sent, how long it paused. The tests play every row; the documentation shows them.
import { awkwardAnswers, noAnswers, quotedRequests } from "./faults/bodies.ts";
import { connection } from "./faults/connection.ts";
import { clocksAndKeys, limits, overloads } from "./faults/refusals.ts";
import type { FaultGroup } from "./faults/row.ts";

export { startMs } from "./faults/row.ts";
export type {
  Consequence,
  ErrorShape,
  FaultGroup,
  FaultRow,
  Gets,
  Play,
  ServerName,
  Text,
  Wait,
} from "./faults/row.ts";

/** Every row holds for the client's defaults, at a read, over the global fetch. */
export const faultMatrix: readonly FaultGroup[] = [
  connection,
  noAnswers,
  awkwardAnswers,
  quotedRequests,
  overloads,
  limits,
  clocksAndKeys,
];
