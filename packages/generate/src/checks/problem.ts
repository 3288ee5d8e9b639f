// What a check reports: which file to change, where in it, and how.

export interface Problem {
  /** The file to change, relative to the root of the repository. */
  file: string;
  /** Where in that file, or in the bundle made from it. */
  place: string;
  /** What is wrong, and what to write instead. */
  message: string;
}
