// How large a step a release is, and of which packages.

/** The largest first. */
export const bumps = ["major", "minor", "patch"] as const;
export type Bump = (typeof bumps)[number];

/** The published packages, in the order in which rules state their needs. */
export const packages = [
  "@open-orders/specs",
  "@open-orders/client",
  "@open-orders/mock-exchange",
  "@open-orders/contract-tests",
] as const;
export type PackageName = (typeof packages)[number];

/** The more severe of two bumps. */
export function moreSevere<T extends Bump | "none">(a: T, b: T): T {
  const rank = (bump: Bump | "none"): number => [...bumps, "none"].indexOf(bump);
  return rank(a) <= rank(b) ? a : b;
}

/** `major: specs, client; minor: contract-tests` */
export function needsInWords(needs: Partial<Record<PackageName, Bump>>): string {
  const groups = bumps.flatMap((bump) => {
    const names = packages.filter((name) => needs[name] === bump);
    const short = names.map((name) => name.replace("@open-orders/", ""));
    return names.length > 0 ? [`${bump}: ${short.join(", ")}`] : [];
  });
  return groups.join("; ");
}
