// What a mutant is: one small, realistic mistake in one source file.

/** A mistake, made by putting one text in place of another. */
export interface Mutant {
  /** What is wrong with it, in the words of a reviewer. */
  readonly mistake: string;
  /** Path from the root. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** Mutants of files in one folder: `[file, mistake, find, replace]`. */
export function mutantsOf(
  folder: string,
  mistakes: readonly (readonly [file: string, mistake: string, find: string, replace: string])[],
): readonly Mutant[] {
  return mistakes.map(([file, mistake, find, replace]) => ({
    mistake,
    file: `${folder}/${file}`,
    find,
    replace,
  }));
}
