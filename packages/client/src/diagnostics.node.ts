// Attempts as messages of Node's diagnostics_channel, for tracers that need no change to the program.
import { channel } from "node:diagnostics_channel";
import type { AttemptEvent } from "./options.ts";

const attempts = channel("open-orders:attempt");

/** Whether anybody listens. */
export function isWatched(): boolean {
  return attempts.hasSubscribers;
}

/** Tells all who listen on `open-orders:attempt`. */
export function publish(event: AttemptEvent): void {
  attempts.publish(event);
}
