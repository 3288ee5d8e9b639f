// A single edit of the YAML, with the bump that it asks of every package. The bumps are reasoned from the caller's
// side: does a program that worked stop, may it go wrong without a sign, is there more, or only better words?

/** A text in the file, or in another one of specs/, and what takes its place. */
type Replacement = [from: string, to: string, file?: string];

export interface Edit {
  what: string;
  /** Relative to specs/. */
  file: string;
  replace: Replacement[];
  /** Of specs, client, mock-exchange and contract-tests; `-` where nobody notices. */
  needs: string;
  /** How the line begins that the change is found on. */
  at: string;
}

export const order = "coin-m-futures/paths/listOpenOrders.yaml";

export const breaks = "major major major minor";
export const adds = "minor minor minor minor";
export const words = "patch patch - -";

export const edit = (
  what: string,
  file: string,
  needs: string,
  at: string,
  ...replace: Replacement[]
): Edit => ({ what, file, replace, needs, at });
