// How long ago something was, in the largest unit that fits: 40s, 12m, 5h, 3d.

const units = [
  ["d", 86_400],
  ["h", 3600],
  ["m", 60],
] as const;

/** Whether a number of milliseconds since the Unix epoch is a time that ECMAScript can write. */
export function isTime(ms: number): boolean {
  return !Number.isNaN(new Date(ms).getTime());
}

/** The age of something that was placed at a time, as a short text; empty where that is no time. */
export function ageOf(placedAt: number, now: number): string {
  if (!isTime(placedAt)) return "";
  const ms = now - placedAt;
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const unit = units.find(([, length]) => seconds >= length);
  return unit ? `${Math.floor(seconds / unit[1])}${unit[0]}` : `${seconds}s`;
}
