// Runtimes other than Node have no diagnostics channels: `onAttempt` tells the same.
import type { AttemptEvent } from "./options.ts";

export function isWatched(): boolean {
  return false;
}

export function publish(_event: AttemptEvent): void {}
