// How long ago something was, in the largest unit that fits: 40s, 12m, 5h, 3d.

const units = [
  ["d", 86_400],
  ["h", 3600],
  ["m", 60],
] as const;

/** An age in milliseconds, as a short text. */
export function ageOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const unit = units.find(([, length]) => seconds >= length);
  return unit ? `${Math.floor(seconds / unit[1])}${unit[0]}` : `${seconds}s`;
}
